"""What to expect of a call about an opening, before it is started and while it asks."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from volunteer.calls import drive, offers, queries, service, urgent
from volunteer.calls.model import Call, CallState
from volunteer.calls.outlook import Outlook, Plan, outlook, schedule
from volunteer.cities.model import City
from volunteer.messages import calling
from volunteer.projects.model import Opening


def of(
    session: Session,
    city: City,
    opening: Opening,
    chances: Sequence[float],
    *,
    call: Call | None = None,
    as_urgent: bool = False,
    beyond: bool = False,
    now: datetime,
) -> Outlook | None:
    """Return what to expect of a call, or of one that is started now; None if nothing is open.

    ``chances`` are those of a yes of whom it may ask, in that order. A call that is paused
    is taken as if it went on now, and one that goes ``beyond`` what one person may decide on as
    if somebody had approved it. Its places are those that nobody in the line is offered.
    """
    free = offers.free_places(session, city, opening.id)
    until = call.deadline if call else service.deadline(city, opening, now, urgent=as_urgent)
    if free < 1 or until <= now:
        return None
    first = (call and call.next_wave_at) or now
    hurried = call.urgent if call else as_urgent
    plan = Plan(
        open_places=free,
        now=now,
        waves_at=_waves_at(city, max(first, now), until, hurried=hurried),
        deadline=until,
        chances=chances,
        most=len(chances) if beyond else _most(session, city, opening, call, len(chances), now),
        asked=drive.unanswered(session, city, [call.id], now=now).get(call.id, ()) if call else (),
    )  # fmt: skip
    return outlook(plan, seed=f"{opening.id}")


def of_several(
    session: Session,
    city: City,
    openings: Sequence[Opening],
    chances: Sequence[float],
    *,
    calls: Sequence[Call] = (),
    until: datetime,
    now: datetime,
) -> Outlook | None:
    """Return what to expect of asking about several openings at once; None if nothing is open.

    They are taken as one that has all their places, until the first of them stops asking.
    ``calls`` are those that ask already.
    """
    places = sum(one.left for one in openings)
    if places < 1 or until <= now:
        return None
    first = min((call.next_wave_at or now for call in calls), default=now)
    silent = drive.unanswered(session, city, [one.id for one in calls], now=now)
    plan = Plan(
        open_places=places,
        now=now,
        waves_at=_waves_at(city, max(first, now), until, hurried=False),
        deadline=until,
        chances=chances,
        most=len(chances),
        asked=[one for some in silent.values() for one in some],
    )  # fmt: skip
    return outlook(plan, seed=f"{openings[0].id}")


def _waves_at(city: City, first: datetime, until: datetime, *, hurried: bool) -> list[datetime]:
    """Return when waves would go out, at the pace of an urgent call or of another."""
    least, most = urgent.pace(city.rules, urgent=hurried)
    return schedule(
        first, until, least=least, most=most, next_open=partial(calling.next_open, city)
    )


def _most(
    session: Session, city: City, opening: Opening, call: Call | None, many: int, now: datetime
) -> int:
    """Return how many may be asked: without a second person not so many."""
    if call is not None and (call.is_approved or call.state is CallState.PROPOSED):
        return many
    return queries.one_person_may_ask(session, city, opening.id, now=now)
