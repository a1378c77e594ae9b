"""Who is in a scene: people to be asked, and one who has answered already."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from tests.asking import invite
from tests.builders import a_city, a_contact, a_volunteer, an_opening
from tests.conftest import NOON, settings_for
from tests.crowds import a_crowd
from tests.posting import DAY, write
from volunteer.app import create_app
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.clock import DemoClock
from volunteer.core.db import db
from volunteer.messages import inbox

CALLS = 3
SINCE = timedelta(minutes=5)  # when the text came that nobody has read yet
FAST = {"segments_a_second": 1000}  # nobody waits for a slow number


@dataclass(frozen=True, slots=True)
class Cast:
    """A city, the phones that are to be texted, and the phone whose YES lies unread."""

    city_id: int
    number: str
    called: tuple[str, ...]
    answering: str
    ahead: int

    @property
    def phones(self) -> tuple[str, ...]:
        """Everybody who is to receive exactly one text."""
        return (*self.called, self.answering)


def gather(url: str) -> Cast:
    """Write a scene into an empty database: three texts due, and a YES that is unread."""
    with _city(url) as city:
        session = db.session()
        people = [a_contact(session, city) for _ in range(CALLS)]
        for person in people:
            write(city, person, now=NOON, useful_for=DAY)
        ada = a_volunteer(session, city)
        invite(session, an_opening(session, city), ada, now=NOON - SINCE)
        phone = ada.contact.phone
        inbox.receive(city.id, sid="SM1", phone=phone, body="Yes", now=NOON)
        return _cast(city, [person.phone for person in people], phone)


def gather_crowd(url: str, *, size: int, places: int) -> Cast:
    """Write a scene into an empty database: so many people, asked about so many places."""
    with _city(url) as city:
        session = db.session()
        crowd = a_crowd(session, city, size)
        invite(session, an_opening(session, city, places=places), *crowd, now=NOON - SINCE)
        return _cast(city, [person.contact.phone for person in crowd])


@contextmanager
def _city(url: str) -> Iterator[City]:
    app = create_app(settings_for(url) | {"DEMO": True})
    with app.app_context():
        clock.move_to(NOON)
        session = db.session()
        city = a_city(session)
        city.own_rules = dict(FAST)
        session.commit()
        yield city
        db.session.remove()
        db.engine.dispose()


def _cast(city: City, called: list[str], answering: str = "") -> Cast:
    ahead = db.session().get_one(DemoClock, 1).ahead_seconds
    return Cast(city.id, city.number, tuple(called), answering, ahead)
