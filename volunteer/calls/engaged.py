"""Who has no time for an opening: they stand in its session, or have a place at the same time."""

from datetime import timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.cities.model import City
from volunteer.projects.model import Opening, ProjectSession

FLEXIBLE_LASTS = timedelta(hours=1)


def among_all(session: Session, city: City, opening: Opening) -> set[int]:
    """Return everybody in the city who has no time for an opening."""
    return set(session.scalars(_everybody(), given(opening) | {"city_id": city.id}))


def given(opening: Opening) -> dict[str, Any]:
    """Return what the statements here are asked with, beside the city."""
    starts, ends = opening.session.starts_at, opening.session.ends_at
    return {
        "session_id": opening.session_id,
        "starts": starts,
        "ends": ends or starts + FLEXIBLE_LASTS,
    }


def everybody() -> tuple[sa.Select[int], sa.Select[int]]:
    """Return who has no time: those who stand in the session, and who has a place elsewhere."""
    return _in_session(), _elsewhere()


def is_so(
    city_id: sa.BindParameter[int], volunteer_id: sa.SQLColumnExpression[int]
) -> sa.ColumnElement[bool]:
    """Say of one person, in a query about a ``ProjectSession``, that they have no time for it.

    A flexible session has no hour that another could be at.
    """
    opening, other = aliased(Opening), aliased(ProjectSession)
    at_the_time = sa.and_(
        Placement.standing.in_(HOLDS_PLACES),
        other.starts_at < ProjectSession.ends_at,
        other.ends_at > ProjectSession.starts_at,
    )
    return sa.exists(
        sa.select(Placement.id)
        .join(opening, opening.id == Placement.opening_id)
        .join(other, other.id == opening.session_id)
        .where(
            Placement.city_id == city_id,
            Placement.volunteer_id == volunteer_id,
            opening.city_id == city_id,
            other.city_id == city_id,
            sa.or_(other.id == ProjectSession.id, at_the_time),
        )
        .correlate_except(Placement, opening, other)
    )


@cache
def _everybody() -> sa.Select[int]:
    found = sa.union(*everybody()).subquery()
    return sa.select(found.c.volunteer_id)


def _in_session() -> sa.Select[int]:
    """Return who stands in this session already, however they stand."""
    openings = sa.select(Opening.id).where(
        Opening.city_id == sa.bindparam("city_id"),
        Opening.session_id == sa.bindparam("session_id"),
    )
    return sa.select(Placement.volunteer_id).where(
        Placement.city_id == sa.bindparam("city_id"), Placement.opening_id.in_(openings)
    )


def _elsewhere() -> sa.Select[int]:
    """Return who has a place in a session at the same time."""
    openings = (
        sa.select(Opening.id)
        .join(Opening.session)
        .where(
            Opening.city_id == sa.bindparam("city_id"),
            ProjectSession.city_id == sa.bindparam("city_id"),
            ProjectSession.starts_at < sa.bindparam("ends"),
            ProjectSession.ends_at > sa.bindparam("starts"),
        )
    )
    return sa.select(Placement.volunteer_id).where(
        Placement.city_id == sa.bindparam("city_id"),
        Placement.opening_id.in_(openings),
        sa.or_(*(Placement.standing == standing for standing in HOLDS_PLACES)),
    )
