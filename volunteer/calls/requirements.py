"""What people bring of what a role asks for beside skills, today and on the day.

The same is asked wherever somebody might be put into a role: when they are matched, when a
text to them goes out, when they take a place, are told the address, and come.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import lack_words
from volunteer.calls.lacks import Brings, Lack, lack
from volunteer.calls.matching import Candidate
from volunteer.calls.model import Placement
from volunteer.cities.model import City
from volunteer.core.errors import Refused
from volunteer.people.ages import ADULT
from volunteer.people.checks import Check
from volunteer.people.levels import Held, highest
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

AT_ONCE = 500  # ids in one statement; of more people, everybody is read


class Lacking(Refused):
    """Somebody lacks what a role asks for; the sentence is for those who run it."""

    def __init__(self, lack: Lack, volunteer: Volunteer) -> None:
        said = lack_words.of_them(lack, volunteer)
        super().__init__(said.sentence, **said.values)
        self.lack = lack


def with_brought(
    session: Session, city: City, opening: Opening, found: list[Candidate], *, now: datetime
) -> list[Candidate]:
    """Return candidates with what they bring, where the role asks for more than joining does."""
    if not opening.role.requirements.any:
        return found
    brought = _brought(session, city, opening.session, [one.id for one in found], now)
    return [replace(one, brings=brought[one.id]) for one in found]


def lack_of(
    session: Session, city: City, volunteer_id: int, opening: Opening, *, now: datetime
) -> Lack | None:
    """Return what somebody lacks for an opening at this moment, or None."""
    asked = opening.role.requirements
    if not asked.any:
        return None
    brought = _brought(session, city, opening.session, [volunteer_id], now)
    return lack(asked, brought[volunteer_id])


def lacks_of(
    session: Session,
    city: City,
    meeting: ProjectSession,
    placements: Iterable[Placement],
    *,
    now: datetime,
) -> dict[int, Lack]:
    """Return what people lack for their places in a session, by the ids of those places.

    Who lacks nothing is left out.
    """
    asking = [one for one in placements if one.opening.role.requirements.any]
    if not asking:
        return {}
    brought = _brought(session, city, meeting, [one.volunteer_id for one in asking], now)
    lacking = (
        (one.id, lack(one.opening.role.requirements, brought[one.volunteer_id])) for one in asking
    )
    return {placement_id: found for placement_id, found in lacking if found is not None}


def ensure_met(
    session: Session, city: City, volunteer: Volunteer, opening: Opening, *, party: int,
    now: datetime,
) -> None:  # fmt: skip
    """Refuse somebody who lacks what a role asks for, or brings others whom nobody checked."""
    lacking = lack_of(session, city, volunteer.id, opening, now=now)
    if lacking is not None:
        raise Lacking(lacking, volunteer)
    ensure_alone(opening, party)


def ensure_alone(opening: Opening, party: int) -> None:
    """Refuse several people by one yes, where nobody could tell what the others bring."""
    if party > 1 and opening.role.requirements.any:
        raise Refused(lack_words.EACH)


def is_in_company(placement: Placement) -> bool:
    """Return whether others come with a place who must each join by name: for it came before."""
    return placement.party > 1 and placement.opening.role.requirements.any


def until(meeting: ProjectSession, now: datetime) -> tuple[datetime, datetime]:
    """Return from when until when a check must hold: from now, to the end of the session.

    Of a session that has begun, from its beginning.
    """
    if meeting.ends_at is None:
        return now, max(now, meeting.starts_at)
    return min(now, meeting.starts_at), meeting.ends_at


def _brought(
    session: Session, city: City, meeting: ProjectSession, ids: Collection[int], now: datetime
) -> dict[int, Brings]:
    first, last = until(meeting, now)
    first = first.astimezone(city.zone)
    held = _held(session, city, ids)
    return {
        row.id: Brings(
            row.age_said or (ADULT if row.adult_said_at else 0),
            row.vehicle_said_at is not None,
            highest(held.get(row.id, ()), first=first, last=last),
        )
        for row in session.execute(_said(city, ids))
    }


def _said(city: City, ids: Collection[int]) -> sa.Select[*tuple[Any, ...]]:
    told = (Volunteer.age_said, Volunteer.adult_said_at, Volunteer.vehicle_said_at)
    which = sa.select(Volunteer.id, *told).where(Volunteer.city_id == city.id)
    return which.where(Volunteer.id.in_(ids)) if len(ids) <= AT_ONCE else which


def _held(session: Session, city: City, ids: Collection[int]) -> dict[int, list[Held]]:
    told = (Check.level, Check.decided_on, Check.ends_at, Check.withdrawn_at)
    which = sa.select(Check.volunteer_id, *told).where(Check.city_id == city.id)
    which = which.where(Check.volunteer_id.in_(ids)) if len(ids) <= AT_ONCE else which
    found: dict[int, list[Held]] = {}
    for volunteer_id, level, decided_on, ends_at, withdrawn_at in session.execute(which):
        ends = min(ends_at, withdrawn_at or ends_at)
        found.setdefault(volunteer_id, []).append(Held(level, decided_on, ends))
    return found
