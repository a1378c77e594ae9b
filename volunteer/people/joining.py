"""Joining by text, one answer after the other."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, Refused
from volunteer.messages.model import Contact
from volunteer.people import skills
from volunteer.people.model import State, Travel, Volunteer
from volunteer.people.names import tidy
from volunteer.places import service as places


def begin_joining(session: Session, contact: Contact, *, name: str, now: datetime) -> Volunteer:
    """Take the name of somebody who joins by text, and who was told that it is for adults.

    Whoever began before on this phone and came no further begins anew.
    """
    volunteer = session.scalar(
        sa.select(Volunteer)
        .where(
            Volunteer.city_id == contact.city_id,
            Volunteer.contact_id == contact.id,
            Volunteer.state == State.JOINING,
        )
        .order_by(Volunteer.id)
        .limit(1)
    )
    if volunteer is None:
        volunteer = Volunteer(
            city_id=contact.city_id,
            contact_id=contact.id,
            state=State.JOINING,
            travel=Travel.BUS,
            adult_said_at=now,
            created_at=now,
        )
        session.add(volunteer)
    volunteer.name = tidy(name)
    session.flush()
    return volunteer


def set_home(session: Session, volunteer: Volunteer, text: str, *, now: datetime) -> None:
    """Take a home by its postcode; what is none is refused with the reason."""
    home = places.put(
        session, city_id=volunteer.city_id, text=text, home=True, now=now, addresses=False
    )
    volunteer.home_id = home.id


def set_skills(session: Session, volunteer: Volunteer, numbers: Collection[int]) -> None:
    """Take skills by their numbers; a number that is not in the city's list says nothing."""
    volunteer.skills = skills.by_numbers(session, volunteer.city_id, numbers)
    session.flush()


def activate(session: Session, volunteer: Volunteer, *, now: datetime) -> None:
    """Let somebody in whose home is known; twice is once, and who left stays out."""
    if volunteer.home_id is None:
        raise Refused(N_("Please send your postcode first."))
    if volunteer.state in {State.JOINING, State.UNCONFIRMED}:
        volunteer.state, volunteer.joined_at = State.ACTIVE, now
    session.flush()
