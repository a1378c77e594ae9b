"""The sessions of a project to come: how their calls stand, and what asking about all takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.calls import evenness, expecting, progress, service, shortlist, together, waves
from volunteer.calls.matching import Match, preference
from volunteer.calls.model import Call
from volunteer.calls.outlook import Outlook
from volunteer.calls.progress import Progress
from volunteer.calls.sharing import Share, Want, fit_any, shared
from volunteer.cities.model import City
from volunteer.projects import scope
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff.model import Member


@dataclass(frozen=True, slots=True)
class Line:
    """One opening to come, its newest call if it had one, and how all of its calls did."""

    opening: Opening
    call: Call | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class Prospect:
    """What asking about some openings at once would come to.

    ``fits`` people fit any of them, and ``first`` has whom each would ask first, by its id.
    ``outlook`` is what to expect ``until`` the first of them stops asking.
    """

    fits: int = 0
    first: Mapping[int, Share] = field(default_factory=dict)
    outlook: Outlook | None = None
    until: datetime | None = None

    @property
    def asked_first(self) -> int:
        """How many people are asked first, about all of them together."""
        return sum(map(len, self.first.values()))


def lines(session: Session, member: Member, project_id: int, *, now: datetime) -> list[Line]:
    """Return a project's openings to come, the soonest first, with how their calls stand."""
    openings = session.scalars(
        scope.coming_openings(member.city_id, now)
        .where(scope.visible_to(member), Project.id == project_id)
        .options(*scope.around_opening())
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(together.MOST)
    ).all()
    ids = [one.id for one in openings]
    calls = newest_calls(session, member.city_id, ids)
    found = progress.of_each(session, member.city_id, ids)
    return [Line(one, calls.get(one.id), found.get(one.id, Progress())) for one in openings]


def newest_calls(session: Session, city_id: int, opening_ids: Sequence[int]) -> dict[int, Call]:
    """Return the newest call about each of some openings, by the opening's id."""
    newest = (
        sa.select(sa.func.max(Call.id))
        .where(Call.city_id == city_id, Call.opening_id.in_(opening_ids))
        .group_by(Call.opening_id)
    )
    which = sa.select(Call).where(Call.city_id == city_id, Call.id.in_(newest))
    calls = session.scalars(which.options(joinedload(Call.started_by)))
    return {call.opening_id: call for call in calls}


def prospect(
    session: Session,
    city: City,
    openings: Sequence[Opening],
    *,
    calls: Sequence[Call] = (),
    most: int | None,
    now: datetime,
) -> Prospect:
    """Return what asking about these openings at once would come to. It is true at this moment.

    ``calls`` are those that ask about them already, or wait for approval. At most ``most``
    people are asked, or all of them.
    """
    if not openings:
        return Prospect()
    ranked = {one.id: shortlist.ranking(session, city, one, now=now) for one in openings}
    floor = evenness.floor_of(session, city, openings[0], now=now)
    until = _until(city, openings, calls, now)
    chances = _chances(ranked.values(), floor)[:most]
    return Prospect(
        fits=fit_any(ranked.values()),
        first=shared((_want(city, one, ranked[one.id], now) for one in openings), floor=floor),
        outlook=expecting.of_several(
            session, city, openings, chances, calls=calls, until=until, now=now
        ),
        until=until,
    )


def _until(
    city: City, openings: Sequence[Opening], calls: Sequence[Call], now: datetime
) -> datetime:
    """Return when the first of some openings is asked about no more."""
    if calls:
        return min(call.deadline for call in calls)
    return min(service.deadline(city, one, now) for one in openings)


def _chances(rankings: Iterable[Sequence[Match]], floor: float) -> tuple[float, ...]:
    """Return the chances of everybody for whom some text is worth it, each for what fits best."""
    best: dict[int, Match] = {}
    for one in chain.from_iterable(rankings):
        known = best.get(one.volunteer_id)
        if one.worth >= floor and (known is None or one.worth > known.worth):
            best[one.volunteer_id] = one
    likeliest = nsmallest(shortlist.MOST, best.values(), key=preference)
    return tuple(one.score for one in likeliest)


def _want(city: City, opening: Opening, ranked: Sequence[Match], now: datetime) -> Want:
    left = service.deadline(city, opening, now) - now
    return Want(
        key=opening.id,
        wanted=waves.enough(opening.left, expected=0.0, time_left=left),
        coming=opening.taken,
        places=opening.places,
        ranked=ranked,
        seed="as it may be",
    )
