"""Reading hours: what waits to be confirmed, of a session, of a person."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from volunteer.hours.model import Entry
from volunteer.projects import queries as projects
from volunteer.projects.model import ProjectSession
from volunteer.staff.model import Member


def waiting(session: Session, member: Member, *, limit: int = 200) -> list[Entry]:
    """Return what was claimed and not yet confirmed on the member's projects, the oldest first."""
    return list(
        session.scalars(
            _entries()
            .where(
                Entry.city_id == member.city_id,
                Entry.claimed_minutes.is_not(None),
                Entry.confirmed_at.is_(None),
                ProjectSession.cancelled_at.is_(None),
                projects.visible_to(member),
            )
            .order_by(ProjectSession.starts_at, Entry.id)
            .limit(limit)
        )
    )


def of_session(session: Session, city_id: int, session_id: int) -> list[Entry]:
    """Return the entries of a session, one a person."""
    return list(
        session.scalars(
            _entries()
            .where(Entry.city_id == city_id, Entry.session_id == session_id)
            .order_by(Entry.id)
            .limit(1000)
        )
    )


def of_volunteer(session: Session, city_id: int, volunteer_id: int) -> list[Entry]:
    """Return somebody's entries, the latest session first."""
    return list(
        session.scalars(
            _entries()
            .where(Entry.city_id == city_id, Entry.volunteer_id == volunteer_id)
            .order_by(ProjectSession.starts_at.desc(), Entry.id.desc())
            .limit(500)
        )
    )


def of_volunteer_in(
    session: Session, *, city_id: int, session_id: int, volunteer_id: int
) -> Entry | None:
    """Return somebody's entry in a session."""
    return session.scalar(
        sa.select(Entry).where(
            Entry.city_id == city_id,
            Entry.session_id == session_id,
            Entry.volunteer_id == volunteer_id,
        )
    )


def _entries() -> sa.Select[Entry]:
    return (
        sa.select(Entry)
        .join(Entry.session)
        .join(ProjectSession.project)
        .options(
            contains_eager(Entry.session).contains_eager(ProjectSession.project),
            joinedload(Entry.volunteer),
        )
    )
