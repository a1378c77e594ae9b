"""Reading hours: what waits to be confirmed, of a session, of a person."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.hours.model import Entry
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening, ProjectSession
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


def latest_past_place(
    session: Session, city_id: int, volunteer_ids: Collection[int], *, now: datetime
) -> Placement | None:
    """Return the place these people had in the last session that is over, where hours may be told.

    A flexible session is never over, so it counts from when it began.

    None when they had none, or when two of them had places in it: whose hours would not
    be clear.
    """
    places = list(
        session.scalars(
            sa.select(Placement)
            .join(Placement.opening)
            .join(Opening.session)
            .where(
                Placement.city_id == city_id,
                Placement.volunteer_id.in_(list(volunteer_ids)),
                Placement.standing.in_(HOLDS_PLACES),
                ProjectSession.cancelled_at.is_(None),
                ProjectSession.starts_at <= now,
                sa.or_(ProjectSession.ends_at <= now, ProjectSession.ends_at.is_(None)),
            )
            .options(contains_eager(Placement.opening).contains_eager(Opening.session))
            .order_by(ProjectSession.starts_at.desc(), Placement.id.desc())
            .limit(2)
        )
    )
    if len({place.volunteer_id for place in places if _same_start(place, places[0])}) != 1:
        return None
    return places[0]


def _same_start(one: Placement, other: Placement) -> bool:
    return one.opening.session.starts_at == other.opening.session.starts_at


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
