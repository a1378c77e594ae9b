"""Reading the city's plan."""

from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from volunteer.challenges.model import Challenge, Course, Initiative, Measure
from volunteer.core.errors import NotFound

T = TypeVar("T")
IN_WORK = (Course.RUNNING, Course.ADAPTED)


def all_of(session: Session, city_id: int) -> list[Challenge]:
    """Return the city's challenges with their initiatives and measures, the oldest first."""
    return list(session.scalars(_with_all(city_id).order_by(Challenge.id).limit(100)))


def whole(session: Session, city_id: int, challenge_id: int) -> Challenge:
    """Return a challenge of the city with its initiatives and measures."""
    return _found(session.scalar(_with_all(city_id).where(Challenge.id == challenge_id)))


def open_initiatives(session: Session, city_id: int) -> list[Initiative]:
    """Return the initiatives under which projects may be posted, with their measures."""
    return list(
        session.scalars(
            sa.select(Initiative)
            .where(Initiative.city_id == city_id, Initiative.course.in_(IN_WORK))
            .options(joinedload(Initiative.challenge), selectinload(Initiative.measures))
            .order_by(Initiative.title, Initiative.id)
            .limit(500)
        )
    )


def challenge(session: Session, city_id: int, challenge_id: int) -> Challenge:
    """Return a challenge of the city."""
    return _found(
        session.scalar(
            sa.select(Challenge).where(Challenge.city_id == city_id, Challenge.id == challenge_id)
        )
    )


def initiative(session: Session, city_id: int, initiative_id: int) -> Initiative:
    """Return an initiative of the city."""
    of_city = sa.select(Initiative).where(Initiative.city_id == city_id)
    return _found(session.scalar(of_city.where(Initiative.id == initiative_id)))


def measure(session: Session, city_id: int, measure_id: int) -> Measure:
    """Return a measure of the city."""
    of_city = sa.select(Measure).where(Measure.city_id == city_id)
    return _found(session.scalar(of_city.where(Measure.id == measure_id)))


def _with_all(city_id: int) -> sa.Select[Challenge]:
    return (
        sa.select(Challenge)
        .where(Challenge.city_id == city_id)
        .options(
            selectinload(Challenge.measures),
            selectinload(Challenge.initiatives).options(
                selectinload(Initiative.measures), joinedload(Initiative.lead)
            ),
        )
    )


def _found(row: T | None) -> T:
    if row is None:
        raise NotFound("nothing of that kind in this city")
    return row
