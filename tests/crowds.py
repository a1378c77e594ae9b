"""Hundreds of people, and what is queued for them, made in one go."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tests.builders import EPOCH, a_place
from volunteer.cities.model import City
from volunteer.messages import outbox
from volunteer.messages.model import Contact, Lane
from volunteer.people.model import State, Travel, Volunteer


def a_crowd(session: Session, city: City, size: int) -> list[Volunteer]:
    """Make people who joined and live at the Guildhall: 07700 900000 and on."""
    home = a_place(session, city)
    crowd = [
        Volunteer(
            city_id=city.id,
            contact=Contact(
                city_id=city.id,
                phone=f"+447700{900000 + number}",
                created_at=EPOCH,
                consented_at=EPOCH,
            ),
            name=f"Person {number}",
            state=State.ACTIVE,
            home=home,
            travel=Travel.BUS,
            joined_at=EPOCH,
            adult_said_at=EPOCH,
            created_at=EPOCH,
        )
        for number in range(size)
    ]
    session.add_all(crowd)
    session.commit()
    return crowd


def a_queue(session: Session, city: City, crowd: list[Volunteer], size: int, now: datetime) -> None:
    """Queue as many messages as are wanted, for one after the other of a crowd."""
    for number in range(size):
        outbox.put(
            session,
            city=city,
            contact=crowd[number % len(crowd)].contact,
            kind="call",
            body=f"Message {number}",
            lane=Lane.CALL,
            now=now,
            expires_at=now + timedelta(hours=9),
        )
    session.commit()
