"""Volunteers, as the rooms above ask for them."""

from collections.abc import Collection
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.core.errors import NotFound
from volunteer.core.loading import Loading
from volunteer.people.model import State, Volunteer

MOST = 20  # people behind one phone
# Made once, as every text asks it: to make a statement takes longer than to run it.
OF_CONTACT = Loading(
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
    whose = {"city_id": city_id, "contact_id": contact_id}
    return [one for (one,) in OF_CONTACT.all(session, whose)]


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


def named(session: Session, city_id: int, words: str, *, limit: int = MOST) -> list[Volunteer]:
    """Return those who have not left in whose name all of these words stand, by name.

    Whole words only, in small or capital letters: nobody is found by a letter or two.
    """
    wanted = words.casefold().split()
    if not wanted:
        return []
    alike = [Volunteer.name.icontains(word, autoescape=True) for word in words.split()]
    found = session.scalars(
        sa.select(Volunteer)
        .where(Volunteer.city_id == city_id, Volunteer.state != State.LEFT, *alike)
        .options(joinedload(Volunteer.contact), joinedload(Volunteer.home))
        .order_by(Volunteer.name, Volunteer.id)
    )
    known = (one for one in found if set(wanted) <= set(one.name.casefold().split()))
    return list(islice(known, limit))
