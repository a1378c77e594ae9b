"""Getting at entries: one a person and session, held while it is written."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, NotFound, Refused
from volunteer.hours.model import Entry
from volunteer.people.model import Volunteer
from volunteer.projects import queries as projects
from volunteer.projects.model import ProjectSession
from volunteer.staff.model import Member


def held(
    session: Session, city_id: int, session_id: int, volunteer_id: int, *, now: datetime
) -> Entry:
    """Return the entry of somebody in a session that has begun, new if there was none.

    The volunteer's row is locked first, so that of two who write at once the second
    finds what the first wrote.
    """
    _hold(session, city_id, volunteer_id)
    _ensure_was_on(session, city_id, session_id, now)
    entry = session.scalar(
        sa.select(Entry).where(
            Entry.city_id == city_id,
            Entry.session_id == session_id,
            Entry.volunteer_id == volunteer_id,
        )
    )
    if entry is None:
        entry = Entry(city_id=city_id, session_id=session_id, volunteer_id=volunteer_id)
        session.add(entry)
        session.flush()
    return entry


def for_member(session: Session, city_id: int, member: Member, ids: Collection[int]) -> list[Entry]:
    """Return entries of the member's projects, locked; one that is not theirs is not found."""
    found = list(
        session.scalars(
            sa.select(Entry)
            .join(Entry.session)
            .join(ProjectSession.project)
            .where(Entry.city_id == city_id, Entry.id.in_(list(ids)), projects.visible_to(member))
            .order_by(Entry.id)
            .with_for_update(of=Entry)
        )
    )
    if len(found) != len(set(ids)):
        raise NotFound("an entry that this member does not see")
    return found


def _hold(session: Session, city_id: int, volunteer_id: int) -> None:
    volunteer = (
        sa.select(Volunteer.id)
        .where(Volunteer.city_id == city_id, Volunteer.id == volunteer_id)
        .with_for_update(key_share=True)
    )
    if session.scalar(volunteer) is None:
        raise NotFound("no such volunteer")


def _ensure_was_on(session: Session, city_id: int, session_id: int, now: datetime) -> None:
    found = session.scalar(
        sa.select(ProjectSession).where(
            ProjectSession.city_id == city_id, ProjectSession.id == session_id
        )
    )
    if found is None:
        raise NotFound("no such session")
    if found.cancelled_at is not None:
        raise Refused(N_("That session was cancelled."))
    if found.starts_at > now:
        raise Refused(N_("That session has not begun yet."))
