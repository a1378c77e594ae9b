"""Volunteers, as the rooms above ask for them."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import NotFound
from volunteer.people.model import State, Volunteer

MOST = 20  # people behind one phone
# Made once, as every text asks it: to make a statement takes longer than to run it.
OF_CONTACT = (
    sa.select(Volunteer)
    .where(
        Volunteer.city_id == sa.bindparam("city_id"),
        Volunteer.contact_id == sa.bindparam("contact_id"),
        Volunteer.state != State.LEFT,
    )
    .order_by(Volunteer.id)
    .limit(MOST)
)


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
    return list(session.scalars(OF_CONTACT, {"city_id": city_id, "contact_id": contact_id}))


def of_contacts(
    session: Session, city_id: int, contact_ids: Collection[int]
) -> dict[int, list[Volunteer]]:
    """Return the same for many phones at once, by the ids of those that are somebody's."""
    found: dict[int, list[Volunteer]] = {}
    everybody = sa.select(Volunteer).where(
        Volunteer.city_id == city_id,
        Volunteer.contact_id.in_(contact_ids),
        Volunteer.state != State.LEFT,
    )
    most = MOST * len(contact_ids)
    for one in session.scalars(everybody.order_by(Volunteer.id).limit(most)):
        found.setdefault(one.contact_id, []).append(one)
    return found
