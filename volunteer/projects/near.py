"""What could be done near a place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.geo import Point, distance_km
from volunteer.places.model import Place, Ward
from volunteer.projects.interest import FALLS_OVER_KM, interest
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession
from volunteer.projects.scope import around_opening, coming_openings

MOST_WEIGHED = 5000


@dataclass(frozen=True, slots=True)
class Near:
    """An opening and the way to it; ``km`` is None where there is none, or none to be told."""

    opening: Opening
    session: ProjectSession
    project: Project
    km: float | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Way:
    opening_id: int
    km: float | None
    approximate: bool
    weight: float


def near(
    session: Session, city_id: int, point: Point, now: datetime, limit: int = 50
) -> list[Near]:
    """Return what can be done around a point, the most worth offering first.

    Left out is what is not on the map yet. To a private place the way is measured, and
    weighed, as to the middle of its ward: were it rounded only, whoever asks from many
    postcodes could tell the house.
    """
    ways = sorted(_ways(session, city_id, point, now), key=lambda w: (-w.weight, w.opening_id))
    openings = _openings(session, city_id, [way.opening_id for way in ways[:limit]])
    return [_near(openings[way.opening_id], way) for way in ways[:limit]]


def _ways(session: Session, city_id: int, point: Point, now: datetime) -> list[_Way]:
    """Weigh what is coming by a few columns each, as a city may have thousands."""
    rows = session.execute(
        coming_openings(city_id, now)
        .join(Opening.role)
        .join(Project.place)
        .outerjoin(Ward, Ward.code == Place.ward_code)
        .where(sa.or_(Place.latitude.is_not(None), ProjectRole.remote))
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(MOST_WEIGHED)
        .with_only_columns(
            Opening.id,
            Opening.taken,
            Opening.places,
            Place.latitude,
            Place.longitude,
            Place.approximate,
            Ward.latitude.label("ward_latitude"),
            Ward.longitude.label("ward_longitude"),
            Project.private,
            ProjectRole.remote,
        )
    )
    return [_way(row, point) for row in rows]


def _way(row: sa.Row[*tuple[Any, ...]], point: Point) -> _Way:
    there = None if row.remote else _there(row)
    km = None if there is None else distance_km(point, there)
    far = km if row.remote or km is not None else FALLS_OVER_KM
    weight = interest(far, taken=row.taken, places=row.places)
    return _Way(row.id, km, row.approximate or row.private, weight)


def _there(row: sa.Row[*tuple[Any, ...]]) -> Point | None:
    """Return to where the way may be told: None of a private place whose ward nobody knows."""
    if not row.private:
        return Point(row.latitude, row.longitude)
    if row.ward_latitude is None:
        return None
    return Point(row.ward_latitude, row.ward_longitude)


def _openings(session: Session, city_id: int, ids: list[int]) -> dict[int, Opening]:
    found = session.scalars(
        sa.select(Opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(Opening.city_id == city_id, Opening.id.in_(ids))
        .options(*around_opening())
    )
    return {opening.id: opening for opening in found}


def _near(opening: Opening, way: _Way) -> Near:
    return Near(opening, opening.session, opening.session.project, way.km, way.approximate)
