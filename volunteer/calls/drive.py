"""A drive: calls that were started together, and share the people whom they ask.

Every opening keeps a call of its own, which fills up and ends by itself. What the calls have
in common is their ``together_id``, and whom they leave in peace: nobody is asked about two
sessions of a drive at once, nor again who has a place in it or gave one back, nor a third
time. Who said no to a day, or nothing, may later be asked about one other day, as far as
their limits allow (docs/decisions/0017).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import evenness, shortlist, waves
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, CallState, Invitation, Placement, Standing
from volunteer.calls.sharing import Share, Want, shared
from volunteer.cities.model import City
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession, ProjectState

DAYS = 2  # of one drive that somebody is asked about at most
HOUR = timedelta(hours=1)
MOST = 100  # calls of a drive that are planned for at once


class Ranking(NamedTuple):
    """Whom an opening may choose from, as its role was in this edition."""

    edition: int
    people: Sequence[Match]


Ranked = Mapping[int, Ranking]


def due_with(session: Session, call: Call, *, now: datetime) -> list[Call]:
    """Return a call with those of its drive whose turn it is too, and that nobody else has.

    Their openings are held before they are, as whoever takes the last place does.
    """
    if call.together_id is None:
        return [call]
    due = (
        sa.select(Call)
        .where(
            Call.city_id == call.city_id,
            Call.together_id == call.together_id,
            Call.state == CallState.RUNNING,
            Call.next_wave_at <= now,
        )
        .order_by(Call.id)
        .limit(MOST)
    )
    _hold_openings(session, call.city_id, due.with_only_columns(Call.opening_id))
    held = due.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return list(session.scalars(held))


def wave(
    session: Session,
    city: City,
    calls: Sequence[Call],
    *,
    left: Mapping[int, int],
    most: int,
    now: datetime,
    ranked: Ranked | None = None,
) -> dict[int, Share]:
    """Return whom some calls of a drive ask now, by their ids: ``most`` people at most.

    ``left`` are the open places of theirs, by their ids, which the caller holds.

    It is planned for all calls of the drive that run: what it has for the others is not asked
    now, but left to them for their own turn. Whom an opening may choose from was ``ranked``
    before, or is here: also where the role is another since.
    """
    ranked = {} if ranked is None else ranked
    every = [*calls, *_others(session, city, calls, now)]
    asked = expected(session, city, every, now=now)
    heard = has_heard(session, city, calls[0])
    wants = []
    for call in every:
        want = _want(call, asked[call.id], now, left.get(call.id))
        if want.wanted > 0:
            people = _still_good(session, call.opening, ranked.get(call.opening_id))
            if people is None:
                people = shortlist.ranking(session, city, call.opening, now=now)
            fresh = [one for one in people if one.volunteer_id not in heard]
            want = replace(want, ranked=fresh)
        wants.append(want)
    floor = evenness.floor_of(session, city, calls[0].opening, now=now)
    return shared(wants, floor=floor, most=most)


def ranked_for(session: Session, city: City, call: Call, *, now: datetime) -> Ranked:
    """Return whom a wave of a call, and of those of its drive, may choose from, by opening.

    Of openings that want nobody now nobody is ranked.
    """
    every = [call, *_others(session, city, [call], now)]
    asked = expected(session, city, every, now=now)
    wants = [one for one in every if _want(one, asked[one.id], now).wanted > 0]
    return {one.opening_id: rank(session, city, one.opening, now=now) for one in wants}


def rank(session: Session, city: City, opening: Opening, *, now: datetime) -> Ranking:
    """Return whom an opening may choose from, for later: a role that is changed meanwhile tells."""
    edition = _edition(session, opening)
    return Ranking(edition, shortlist.ranking(session, city, opening, now=now))


def _still_good(
    session: Session, opening: Opening, ranking: Ranking | None
) -> Sequence[Match] | None:
    """Return who was ranked, unless the role was changed since; the caller holds the opening."""
    if ranking is None:
        return None
    if ranking.edition != _edition(session, opening):
        session.expire(opening.role)
        return None
    return ranking.people


def _edition(session: Session, opening: Opening) -> int:
    return session.scalars(
        sa.select(ProjectRole.edition).where(
            ProjectRole.city_id == opening.city_id, ProjectRole.id == opening.role_id
        )
    ).one()


def expected(
    session: Session, city: City, calls: Sequence[Call], *, now: datetime
) -> dict[int, float]:
    """Return how many yes are still on their way, by call."""
    asked = unanswered(session, city, [one.id for one in calls], now=now)
    return {one.id: waves.still_expected(asked.get(one.id, [])) for one in calls}


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


def unanswered(
    session: Session, city: City, call_ids: Collection[int], *, now: datetime
) -> Mapping[int, list[tuple[float, float]]]:
    """Return who has not answered some calls yet, by call: each a chance, and hours since."""
    found: dict[int, list[tuple[float, float]]] = {}
    rows = session.execute(
        sa.select(Invitation.call_id, Invitation.chance, Invitation.asked_at).where(
            Invitation.city_id == city.id,
            Invitation.call_id.in_(call_ids),
            Invitation.answer == Answer.ASKED,
        )
    )
    for call_id, chance, at in rows:
        found.setdefault(call_id, []).append((chance, (now - at) / HOUR))
    return found


def _hold_openings(session: Session, city_id: int, ids: sa.Select[int]) -> None:
    these = sa.select(Opening.id).where(Opening.city_id == city_id, Opening.id.in_(ids))
    session.execute(these.order_by(Opening.id).with_for_update()).all()


def _asked(city: City, calls: sa.Select[int]) -> sa.Select[int]:
    """Select who was asked about as many days as anybody is, or has not answered yet."""
    return (
        sa.select(Invitation.volunteer_id)
        .where(Invitation.city_id == city.id, Invitation.call_id.in_(calls))
        .group_by(Invitation.volunteer_id)
        .having(sa.func.sum(sa.case((Invitation.answer == Answer.ASKED, DAYS), else_=1)) >= DAYS)
    )


def _placed(city: City, together_id: int) -> sa.Select[int]:
    """Select who has a place in a session of the drive that is on, waits, or gave theirs back."""
    openings = sa.select(Call.opening_id).where(
        Call.city_id == city.id, Call.together_id == together_id
    )
    return sa.select(Placement.volunteer_id).where(
        Placement.city_id == city.id,
        Placement.opening_id.in_(openings),
        Placement.standing != Standing.NOT_NEEDED,
    )


def _others(session: Session, city: City, calls: Sequence[Call], now: datetime) -> list[Call]:
    """Return the other calls of a drive that run and have places left."""
    if calls[0].together_id is None:
        return []
    others = (
        sa.select(Call)
        .join(Call.opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(
            Call.city_id == city.id,
            Call.together_id == calls[0].together_id,
            Call.id.not_in([call.id for call in calls]),
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
    return list(session.scalars(others))


def _want(call: Call, expected: float, now: datetime, left: int | None = None) -> Want:
    """Return what a call wants, before it is known whom it may choose from."""
    opening = call.opening
    left = opening.left if left is None else left
    return Want(
        key=call.id,
        wanted=waves.enough(left, expected=expected, time_left=call.deadline - now),
        coming=opening.places - left + expected,
        places=opening.places,
        ranked=(),
        seed=f"{call.id}.{call.waves}",
    )
