"""A city with texts to send, by the real worker, the real client and real HTTP."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from tests.builders import a_contact
from tests.carrier import Kept, StandIn
from tests.carrier.parts import num_segments
from tests.live import Live
from tests.posting import DAY, write
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.messages.model import Contact, Message
from volunteer.messages.status import Status

UNSETTLED = {Status.QUEUED, Status.SENDING, Status.UNKNOWN}
STEP = timedelta(seconds=30)
ROUNDS = 300  # of half a minute: whatever is not settled by then never will be
WORDS = "Plymouth: can you help on Saturday, 9am? Reply YES or NO. £5 & 50% off, café"


@dataclass(frozen=True, slots=True)
class World:
    """The city."""

    live: Live
    city_id: int
    number: str

    @property
    def carrier(self) -> StandIn:
        """The carrier that the city has."""
        return self.live.carrier

    def batch(self, count: int, *, words: str = WORDS) -> list[str]:
        """Write a text to each of so many people; return their numbers."""
        with self.live.app.app_context():
            session, now = db.session(), clock.now()
            city = session.get_one(City, self.city_id)
            people = [a_contact(session, city) for _ in range(count)]
            for person in people:
                write(city, person, words, now=now, useful_for=DAY)
            return [person.phone for person in people]

    def write_to(self, phone: str, words: str) -> None:
        """Write one more text to somebody of a batch."""
        with self.live.app.app_context():
            session = db.session()
            city = session.get_one(City, self.city_id)
            contact = session.scalars(_contact(self.city_id, phone)).one()
            write(city, contact, words, now=clock.now(), useful_for=DAY)

    def settle(self) -> None:
        """Work on until nothing is on its way, half a minute after the other."""
        for _ in range(ROUNDS):
            self.live.work()
            if not UNSETTLED & set(self.states()):
                return
            self.live.wait(STEP)
        raise AssertionError(f"never settled: {self.states()}")

    def settle_for(self, minutes: int) -> None:
        """Work for so long, a minute after the other."""
        for _ in range(minutes):
            self.live.work()
            self.live.wait(timedelta(minutes=1))

    def messages(self) -> list[Message]:
        """Return what was written, the oldest first."""
        with self.live.app.app_context():
            return list(db.session.scalars(sa.select(Message).order_by(Message.id)))

    def states(self) -> Counter[Status]:
        """Return how many messages are how far."""
        return Counter(message.status for message in self.messages())

    def arrived(self, phones: list[str]) -> Counter[str]:
        """Return how many texts each of these phones received."""
        return Counter({phone: len(self.carrier.phone(phone).received) for phone in phones})


def _contact(city_id: int, phone: str) -> sa.Select[Contact]:
    return sa.select(Contact).where(Contact.city_id == city_id, Contact.phone == phone)


def once(phones: list[str]) -> Counter[str]:
    """Return what there should be: one text on each phone."""
    return Counter(phones)


def agree(world: World) -> None:
    """See to it that the database and the carrier say the same of every message."""
    kept = {one.sid: one for one in world.carrier.sent}
    known = {message.sid: message for message in world.messages() if message.sid is not None}
    assert set(kept) == set(known)
    for sid, message in known.items():
        assert _carriers(kept[sid]) == _ours(message)


def _carriers(kept: Kept) -> tuple[str, str, str, int]:
    return kept.to, kept.body, kept.token, num_segments(kept.body)


def _ours(message: Message) -> tuple[str, str, str, int]:
    return message.to, message.body, message.token, message.segments
