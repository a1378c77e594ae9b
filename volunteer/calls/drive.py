"""A drive: calls that were started together, and share the people whom they ask.

Every opening keeps a call of its own, which fills up and ends by itself. What the calls have
in common is their ``together_id``, and whom they leave in peace: nobody is asked about two
sessions of a drive at once, nor again who has a place in it or gave one back, nor a third
time. Who said no to a day, or nothing, may later be asked about one other day, as far as
their limits allow (docs/decisions/0017).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import shortlist, waves
from volunteer.calls.matching import Match
from volunteer.calls.model import (
    HOLDS_PLACES,
    Answer,
    Call,
    CallState,
    Invitation,
    Placement,
    Standing,
)
from volunteer.calls.sharing import Share, Want, shared
from volunteer.cities.model import City
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState

DAYS = 2  # of one drive that somebody is asked about at most
HOUR = timedelta(hours=1)
MOST = 100  # calls of a drive that are planned for at once


def wave(
    session: Session,
    city: City,
    call: Call,
    ranked: Sequence[Match],
    *,
    expected: float,
    most: int,
    now: datetime,
) -> Share:
    """Return whom a call asks now, ``most`` people at most; ``expected`` yes are on their way.

    In a drive that is its share when a wave of all the calls that run is planned at once. The
    others keep theirs for their own turn, which comes at the same moment or soon.
    """
    wants = [want(call, ranked, expected, now)]
    if call.together_id is not None:
        wants += _of_others(session, city, call, now)
        heard = has_heard(session, city, call)
        wants = [_without(one, heard) for one in wants]
    return shared(wants, floor=city.rules.wave_floor, most=most)[call.id]


def want(call: Call, ranked: Sequence[Match], expected: float, now: datetime) -> Want:
    """Return what a call wants of its next wave."""
    opening, left = call.opening, call.deadline - now
    return Want(
        key=call.id,
        wanted=waves.enough(opening.left, expected=expected, time_left=left),
        coming=opening.taken + expected,
        places=opening.places,
        ranked=ranked,
        seed=f"{call.id}.{call.waves}",
    )


def has_heard(
    session: Session, city: City, call: Call, *, among: Collection[int] | None = None
) -> set[int]:
    """Return who heard enough of the drive of a call to be left in peace by this one.

    ``among`` looks at some people only, and leaves out what this call itself asked them: is
    there anything else, now that they were asked?
    """
    if call.together_id is None:
        return set()
    calls = sa.select(Call.id).where(Call.city_id == city.id, Call.together_id == call.together_id)
    if among is None:
        return set(session.scalars(_asked(city, calls).union(_placed(city, call.together_id))))
    others = calls.where(Call.id != call.id)
    asked = _asked(city, others).where(Invitation.volunteer_id.in_(among))
    placed = _placed(city, call.together_id).where(Placement.volunteer_id.in_(among))
    return set(session.scalars(asked.union(placed)))


def _asked(city: City, calls: sa.Select[int]) -> sa.Select[int]:
    """Select who was asked about as many days as anybody is, waits, or gave a place back."""
    for_good = Invitation.answer.in_((Answer.ASKED, Answer.WITHDRAWN))
    return (
        sa.select(Invitation.volunteer_id)
        .where(Invitation.city_id == city.id, Invitation.call_id.in_(calls))
        .group_by(Invitation.volunteer_id)
        .having(sa.func.sum(sa.case((for_good, DAYS), else_=1)) >= DAYS)
    )


def _placed(city: City, together_id: int) -> sa.Select[int]:
    """Select who has a place in one of the drive's openings, or waits for one."""
    openings = sa.select(Call.opening_id).where(
        Call.city_id == city.id, Call.together_id == together_id
    )
    return sa.select(Placement.volunteer_id).where(
        Placement.city_id == city.id,
        Placement.opening_id.in_(openings),
        Placement.standing.in_((*HOLDS_PLACES, Standing.WAITING)),
    )


def _of_others(session: Session, city: City, call: Call, now: datetime) -> Iterator[Want]:
    """Yield what the other calls of a drive want that run and have places left."""
    others = session.scalars(_running_with(city, call, now)).all()
    expected = _expected(session, city, [one.id for one in others], now)
    for one in others:
        ranked = shortlist.ranking(session, city, one.opening, now=now)
        yield want(one, ranked, expected.get(one.id, 0.0), now)


def _running_with(city: City, call: Call, now: datetime) -> sa.Select[Call]:
    return (
        sa.select(Call)
        .join(Call.opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(
            Call.city_id == city.id,
            Call.together_id == call.together_id,
            Call.id != call.id,
            Call.state == CallState.RUNNING,
            Call.deadline > now,
            Project.city_id == city.id,
            Project.state == ProjectState.OPEN,
            is_to_come(now),
            Opening.taken < Opening.places,
        )
        .order_by(Call.id)
        .limit(MOST)
    )


def _expected(
    session: Session, city: City, call_ids: Sequence[int], now: datetime
) -> Mapping[int, float]:
    """Return how many yes are on their way to each of some calls."""
    asked: dict[int, list[tuple[float, float]]] = {}
    rows = session.execute(
        sa.select(Invitation.call_id, Invitation.chance, Invitation.asked_at).where(
            Invitation.city_id == city.id,
            Invitation.call_id.in_(call_ids),
            Invitation.answer == Answer.ASKED,
        )
    )
    for call_id, chance, at in rows:
        asked.setdefault(call_id, []).append((chance, (now - at) / HOUR))
    return {call_id: waves.still_expected(those) for call_id, those in asked.items()}


def _without(one: Want, heard: Collection[int]) -> Want:
    """Return what a call wants, of those only who did not hear enough of it."""
    return replace(one, ranked=[who for who in one.ranked if who.volunteer_id not in heard])
