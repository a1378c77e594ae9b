"""Places taken and given back: each by one conditional update, so never one too many."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState


def take(session: Session, *, city_id: int, opening_id: int, party: int, now: datetime) -> bool:
    """Take ``party`` places of an opening that is still on; return whether they were left.

    Of any number who try at once, the database lets through only as many as fit.
    """
    taking = (
        sa.update(Opening)
        .where(
            Opening.id == opening_id,
            Opening.city_id == city_id,
            Opening.taken + party <= Opening.places,
            Opening.session_id.in_(_still_on(city_id, now)),
        )
        .values(taken=Opening.taken + party)
        .returning(Opening.id)
    )
    return session.scalar(taking) is not None


def give_back(session: Session, *, city_id: int, opening_id: int, party: int) -> None:
    """Give ``party`` places of an opening back."""
    session.execute(
        sa.update(Opening)
        .where(Opening.id == opening_id, Opening.city_id == city_id)
        .values(taken=Opening.taken - party)
    )


def is_on(session: Session, *, city_id: int, opening_id: int, now: datetime) -> bool:
    """Return whether a session can still be joined: not cancelled, not begun."""
    found = session.scalar(
        sa.select(Opening.id).where(
            Opening.id == opening_id,
            Opening.city_id == city_id,
            Opening.session_id.in_(_still_on(city_id, now)),
        )
    )
    return found is not None


def left(session: Session, *, city_id: int, opening_id: int) -> int:
    """Return how many places are open at this moment."""
    open_places = sa.select(Opening.places - Opening.taken).where(
        Opening.id == opening_id, Opening.city_id == city_id
    )
    return session.scalar(open_places) or 0


def hold(session: Session, *, city_id: int, opening_id: int) -> None:
    """Let nobody take or give back a place until the caller is done.

    Before its call is held: who takes the last place has the opening first, and ends the call.
    """
    held_left(session, city_id=city_id, opening_id=opening_id)


def held_left(session: Session, *, city_id: int, opening_id: int) -> int:
    """Return how many places are open, and stay so until the caller is done."""
    open_places = (
        sa.select(Opening.places - Opening.taken)
        .where(Opening.id == opening_id, Opening.city_id == city_id)
        .with_for_update()
    )
    return session.scalar(open_places) or 0


def _still_on(city_id: int, now: datetime) -> sa.Select[int]:
    """Select the sessions that can be joined; a flexible one can be until it is cancelled."""
    return (
        sa.select(ProjectSession.id)
        .join(Project, Project.id == ProjectSession.project_id)
        .where(
            ProjectSession.city_id == city_id,
            ProjectSession.cancelled_at.is_(None),
            sa.or_(ProjectSession.starts_at > now, ProjectSession.ends_at.is_(None)),
            Project.state == ProjectState.OPEN,
        )
    )
