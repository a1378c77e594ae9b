"""Volunteers, as the rooms above ask for them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import NotFound
from volunteer.people.model import State, Volunteer


def volunteer(session: Session, city_id: int, volunteer_id: int) -> Volunteer:
    """Return a volunteer of the city who has not left."""
    found = session.scalar(
        sa.select(Volunteer).where(
            Volunteer.city_id == city_id,
            Volunteer.id == volunteer_id,
            Volunteer.state != State.LEFT,
        )
    )
    if found is None:
        raise NotFound("no such volunteer")
    return found


def of_contact(session: Session, city_id: int, contact_id: int) -> list[Volunteer]:
    """Return the volunteers behind a phone who have not left, the oldest first."""
    return list(
        session.scalars(
            sa.select(Volunteer)
            .where(
                Volunteer.city_id == city_id,
                Volunteer.contact_id == contact_id,
                Volunteer.state != State.LEFT,
            )
            .order_by(Volunteer.id)
            .limit(20)
        )
    )
