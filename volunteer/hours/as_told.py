"""Hours confirmed as they were told: where nobody told more than was planned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import N_, Refused
from volunteer.hours import sheet
from volunteer.hours.model import Entry
from volunteer.hours.planned import planned_minutes
from volunteer.people.model import Volunteer
from volunteer.projects import queries as projects
from volunteer.projects.model import ProjectSession
from volunteer.staff.model import Member

MOST = 1000  # people of one session
DONE = N_("These hours are confirmed already.")
CHANGED = N_("Somebody told other hours in the meantime. Look again, then confirm.")
BEYOND = N_("Somebody told more hours than were planned. Look at the roster first.")


@dataclass(frozen=True, slots=True)
class Told:
    """The hours people told of one session that wait to be confirmed."""

    session: ProjectSession
    entries: list[Entry]

    @property
    def planned(self) -> int | None:
        """How many minutes the session was to last; a flexible one says nothing."""
        return planned_minutes(self.session)

    @property
    def is_plain(self) -> bool:
        """Whether nobody told more than was planned, so that there is nothing to look at."""
        most = self.planned
        return bool(self.entries) and most is not None and max(self.minutes.values()) <= most

    @property
    def unlike_the_plan_first(self) -> list[Entry]:
        """The entries, those first that tell another length than was planned, the longest first."""
        planned = self.planned
        unlike = [one for one in self.entries if one.claimed_minutes != planned]
        like = [one for one in self.entries if one.claimed_minutes == planned]
        return [*sorted(unlike, key=lambda one: -(one.claimed_minutes or 0)), *like]

    @property
    def minutes(self) -> dict[int, int]:
        """The minutes told, by the volunteers' ids."""
        return {one.volunteer_id: one.claimed_minutes or 0 for one in self.entries}

    @property
    def seen(self) -> str:
        """What a page shows of this, in a word: another word means that it has changed."""
        return "-".join(f"{who}.{told}" for who, told in sorted(self.minutes.items()))


def of(session: Session, city_id: int, sessions: Collection[ProjectSession]) -> dict[int, Told]:
    """Return what was told of sessions and waits, by their ids, the names in order.

    Of each session the first ``MOST``, however many sessions are asked for together: what
    a page of many shows is what the confirmation of one reads again.
    """
    first = _first_of_each(city_id, [one.id for one in sessions])
    entries = session.scalars(
        sa.select(Entry)
        .join(Entry.volunteer)
        .where(Entry.city_id == city_id, Entry.id.in_(first))
        .options(joinedload(Entry.volunteer))
        .order_by(Volunteer.name, Entry.id)
    )
    found = {one.id: Told(one, []) for one in sessions}
    for entry in entries:
        found[entry.session_id].entries.append(entry)
    return found


def confirm(city: City, member: Member, session_id: int, seen: str, *, now: datetime) -> int:
    """Confirm what was told of a session, as the member saw it; return of how many people.

    Whatever was told since is not confirmed unseen, and more than was planned is for the
    roster, where a person looks at it.
    """
    meeting = projects.session_for(db.session(), member, session_id)
    told = of(db.session(), member.city_id, [meeting])[session_id]
    if not told.entries:
        raise Refused(DONE)
    if told.seen != seen:
        raise Refused(CHANGED)
    if not told.is_plain:
        raise Refused(BEYOND)
    sheet.settle(city, member, session_id, given=told.minutes, now=now)
    return len(told.entries)


def _first_of_each(city_id: int, session_ids: Collection[int]) -> sa.Select[tuple[int]]:
    at = sa.func.row_number().over(partition_by=Entry.session_id, order_by=Entry.id).label("at")
    waiting = (
        sa.select(Entry.id, at)
        .where(
            Entry.city_id == city_id,
            Entry.session_id.in_(session_ids),
            Entry.claimed_minutes.is_not(None),
            Entry.confirmed_at.is_(None),
        )
        .subquery()
    )
    return sa.select(waiting.c.id).where(waiting.c.at <= MOST)
