"""A scene that can be played again and again: a city, its carrier and what there is to do."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from tests.carrier import ACCEPTED_THEN_RESET, ACCOUNT, TOKEN, Fault, StandIn, running
from tests.carrier.faults import Luck
from tests.crash.born import Born, Nursery, nursery
from tests.crash.cast import Cast, gather
from tests.crash.stores import Store
from volunteer.calls.model import Placement
from volunteer.messages.model import Message, Text
from volunteer.messages.status import Status

A_WHILE = 61  # seconds: past a lease, and past the time between two looks
ROUNDS = 12
WELL = {Status.ACCEPTED, Status.DELIVERED}


@dataclass
class Verdict:
    """What became of a scene: phones without their text, with one too many, and what is odd."""

    lost: int = 0
    doubled: int = 0
    odd: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether everybody received one text, and all agree on it."""
        return not (self.lost or self.doubled or self.odd)


@dataclass
class Scene:
    """A scene. ``ahead`` is what time it is in it: seconds by which its clock is fast."""

    store: Store
    carrier: StandIn
    cast: Cast
    nursery: Nursery
    folder: Path
    ahead: int = 0
    troubles: Sequence[Fault | None] = (None, ACCEPTED_THEN_RESET)

    def now(self) -> datetime:
        """Return the time, for the workers and for the carrier."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def set_up(self) -> None:
        """Begin anew: nothing was done, and the carrier remembers nothing.

        Usually the second text is taken and its answer lost, so that something is looked up.
        """
        self.store.reset()
        self.ahead = self.cast.ahead
        self.carrier.kept.clear()
        self.carrier.phones.clear()
        self.carrier.luck = Luck(creating=[*self.troubles])

    def wait(self, seconds: int = A_WHILE) -> None:
        """Let time pass."""
        self.ahead += seconds

    def play(self, worker: Born) -> None:
        """Let a worker do all there is, with time passing, until everything is settled."""
        for _ in range(ROUNDS):
            left = worker.tell(f"work {self.ahead}")
            if not left:
                worker.tell("rest")
                return
            self.wait()
        raise AssertionError(f"never settled: {left} left; {self.nursery.log.read_text()}")

    def finish(self, *orders: str) -> "Verdict":
        """Let another worker come, with a carrier that does well; return how it all ended."""
        self.carrier.luck.creating.clear()
        with self.nursery.worker(*orders) as survivor:
            self.play(survivor)
        return self.verdict()

    def verdict(self) -> Verdict:
        """Compare what the phones, the carrier and the database say."""
        received = {phone: len(self.carrier.phone(phone).received) for phone in self.cast.phones}
        lost = sum(not texts for texts in received.values())
        doubled = sum(texts > 1 for texts in received.values())
        with self.looking() as session:
            return Verdict(lost, doubled, list(self._odd(session)))

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """Look into the database, from outside."""
        engine = sa.create_engine(self.store.url, poolclass=NullPool)
        with Session(engine) as session:
            yield session

    def _odd(self, session: Session) -> Iterator[str]:
        """Tell of everything that does not fit."""
        messages = list(session.scalars(sa.select(Message).order_by(Message.id)))
        ours = {one.sid: (one.to, one.body, one.token) for one in messages if one.sid}
        theirs = {one.sid: (one.to, one.body, one.token) for one in self.carrier.sent}
        states = {one.status for one in messages}
        outcomes = [str(one) for one in session.scalars(sa.select(Text.outcome))]
        placements = len(session.scalars(sa.select(Placement.id)).all())
        if ours != theirs:
            yield f"the carrier has {len(theirs)}, the database knows {len(ours)} of them"
        if len(messages) != len(self.cast.phones) or not states <= WELL:
            yield f"{len(messages)} messages: {Counter(map(str, states))}"
        if outcomes != ["done"] or placements != 1:
            yield f"the text led to {outcomes} and {placements} placements"
        if session.get_bind().dialect.name == "sqlite":
            sound = session.scalars(sa.text("PRAGMA integrity_check")).all()
            if sound != ["ok"]:
                yield f"the file is not sound: {sound}"


@contextmanager
def staged(
    store: Store, folder: Path, gathering: Callable[[str], Cast] = gather
) -> Iterator[Scene]:
    """Give a scene on an empty database with the schema."""
    cast = gathering(store.url)
    store.keep()
    with running(datetime.now(UTC)) as carrier:
        carrier.owns(cast.number)
        with nursery(settings(store, carrier), folder) as workers:
            scene = Scene(store, carrier, cast, workers, folder)
            carrier.clock = scene.now
            yield scene


def settings(store: Store, carrier: StandIn) -> dict[str, str]:
    """Return what the environment of a service says that is at work here."""
    return {
        "DATABASE_URL": store.url,
        "DEMO": "1",
        "SMS_GATEWAY": "twilio",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE": carrier.url,
        "SECRET_KEY": "k" * 32,
        "LOG_LEVEL": "ERROR",
    }
