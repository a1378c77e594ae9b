"""How far down its list a call goes, in wards where fewer places get filled than elsewhere.

Off unless a city sets ``even_wards``. It moves texts from where places fill anyway to where
they do not: docs/measures.md has what that brings and what it costs.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.places.model import Place
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState

LATELY = timedelta(days=90)
PRIOR = 20  # places: a ward counts as the city does until it has had about as many
LEAST, MOST = 0.25, 4.0  # of the usual floor


class Fill(NamedTuple):
    """Places that were filled, of those there were."""

    filled: int
    places: int


def floor_of(session: Session, city: City, opening: Opening, *, now: datetime) -> float:
    """Return how much a text about an opening must be worth: it is the same all over a project."""
    usual, evenness = city.rules.wave_floor, city.rules.even_wards
    ward = opening.role.project.place.ward_code
    if not evenness or ward is None:
        return usual
    of_ward, of_city = _lately(session, city, ward, now)
    return floor(usual, of_ward, of_city, evenness=evenness)


def floor(usual: float, of_ward: Fill, of_city: Fill, *, evenness: float) -> float:
    """Return how much a text must be worth in a ward: less where fewer places get filled.

    It is the usual floor times the ward's share of filled places over the city's, to the
    power of ``evenness``, within bounds; 0 is the usual floor everywhere.
    """
    if not evenness or not of_city.filled:
        return usual
    share = of_city.filled / of_city.places
    of_its_own = (of_ward.filled + PRIOR * share) / (of_ward.places + PRIOR)
    times: float = (of_its_own / share) ** evenness
    return usual * max(LEAST, min(MOST, times))


def _lately(session: Session, city: City, ward: str, now: datetime) -> tuple[Fill, Fill]:
    """Return what came of the sessions that are over, in a ward and in all."""
    here = [
        sa.func.coalesce(sa.func.sum(sa.case((Place.ward_code == ward, of), else_=0)), 0)
        for of in (Opening.taken, Opening.places)
    ]
    everywhere = [sa.func.coalesce(sa.func.sum(of), 0) for of in (Opening.taken, Opening.places)]
    row = session.execute(
        sa.select(*here, *everywhere)
        .select_from(Opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .join(Project.place)
        .where(
            Opening.city_id == city.id,
            ProjectSession.city_id == city.id,
            Project.city_id == city.id,
            Place.city_id == city.id,
            ProjectSession.ends_at.between(now - LATELY, now),
            ProjectSession.cancelled_at.is_(None),
            Project.state == ProjectState.OPEN,
        )
    ).one()
    return Fill(*row[:2]), Fill(*row[2:])
