"""Random lives of texts: written, sent, refused, lost, looked up, stopped, cancelled, late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.fakes import FakeSms
from tests.posting import DAY, HOUR, MINUTE, write, write_question
from volunteer.calls import unsent
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import GatewayError
from volunteer.messages import contacts, ledger, outbox, questions, receipts, sending, unsettled
from volunteer.messages.model import Contact, Lane, Message, Source
from volunteer.messages.sending import Pace

FAILURES = (
    GatewayError("no answer", uncertain=True),
    GatewayError("busy", code="20429"),
    GatewayError("phone off", permanent=True, code="30003"),
)
WORDS = (("sent", ""), ("delivered", ""), ("undelivered", "30003"), ("canceled", ""))


@dataclass
class Life:
    """A city whose texts have a random life, the same for the same seed."""

    city: City
    phones: Sequence[Contact]
    random: Random
    now: datetime
    sms: FakeSms = field(default_factory=FakeSms)

    def live(self, steps: int) -> None:
        """Let so many things happen, one after the other."""
        for _ in range(steps):
            self._step()()

    def _step(self) -> Callable[[], object]:
        often = (self.write, self.write, self.send, self.send, self.send)
        seldom = (self.ask, self.stop, self.cancel, self.expire, self.look_up, self.hear, self.wait,
                  self.decide)  # fmt: skip
        return self.random.choice((*often, *seldom))

    def write(self) -> None:
        """Write a few texts of one to three parts."""
        for _ in range(self.random.randint(1, 6)):
            write(
                self.city, self._phone(), "word " * self.random.randint(1, 80), now=self.now,
                lane=self.random.choice((Lane.REPLY, Lane.NOTICE, *[Lane.CALL] * 4)),
                useful_for=self.random.choice((HOUR, DAY, 2 * DAY)),
            )  # fmt: skip

    def ask(self) -> None:
        """Ask a phone something."""
        phone = self._phone()
        open_already = questions.open_of(db.session(), city_id=self.city.id, contact_id=phone.id)
        if open_already is None and phone.stopped_at is None:
            write_question(self.city, phone, now=self.now)

    def send(self) -> None:
        """Let a worker claim one text or a few, of which the carrier may refuse one."""
        if self.random.random() < 0.3:
            self.sms.failures.append(self.random.choice(FAILURES))
        pace = Pace(self.random.choice((1, 3, 20)))
        sending.deliver_next(
            self.sms,
            clock=lambda: self.now,
            calling=[self.city.id],
            pace=pace,
            take_back=self._take_back,
        )

    def _take_back(
        self, session: Session, city: City, ids: Sequence[int], now: datetime
    ) -> set[int]:
        """Take back one of ten that ask something."""
        asking = sa.select(Message.id, Message.question_id).where(
            Message.city_id == city.id, Message.id.in_(ids), Message.question_id.is_not(None)
        )
        gone = [row for row in session.execute(asking) if self.random.random() < 0.1]
        for row in gone:
            assert row.question_id is not None
            unsent.take_back_claimed(session, city.id, row.id, row.question_id, now=now)
        return {row.id for row in gone}

    def stop(self) -> None:
        """Let a phone say stop, now and then."""
        with transaction() as session:
            phone = self._phone()
            contact = contacts.locked(session, city_id=self.city.id, contact_id=phone.id)
            if contact.stopped_at is None and self.random.random() < 0.2:
                ledger.stop(session, contact, source=Source.TEXT, wording="STOP", now=self.now)

    def cancel(self) -> None:
        """Cancel what waits of some questions."""
        with transaction() as session:
            asked = session.scalars(
                sa.select(Message.question_id).where(
                    Message.city_id == self.city.id, Message.question_id.is_not(None)
                )
            ).all()
            some = [one for one in asked if one is not None and self.random.random() < 0.3]
            outbox.cancel_about(session, city_id=self.city.id, question_ids=some, now=self.now)

    def expire(self) -> None:
        """Let end what is of no use any more."""
        unsettled.expire(now=self.now)

    def look_up(self) -> None:
        """Look for what may have been taken."""
        unsettled.settle_next(self.sms, now=self.now)

    def hear(self) -> None:
        """Let the carrier say something of a text, be it true or not."""
        tokens = self._tokens()
        if tokens:
            token = self.random.choice(tokens)
            word, code = self.random.choice(WORDS)
            receipts.record_callback(token, sid=f"CB{token}", word=word, code=code, now=self.now)

    def _tokens(self) -> Sequence[str]:
        with transaction() as session:
            tokens = sa.select(Message.token).where(
                Message.city_id == self.city.id, Message.claimed_at.is_not(None)
            )
            return session.scalars(tokens.order_by(Message.id)).all()

    def wait(self) -> None:
        """Let time pass, or the clock be set back."""
        some = (MINUTE, 11 * MINUTE, HOUR, 5 * HOUR, -MINUTE, -HOUR)
        self.now += self.random.choice(some) + timedelta(seconds=self.random.randint(0, 59))

    def decide(self) -> None:
        """Let the city set aside more or less, and the price change."""
        set_rules(
            self.city,
            segments_a_second=1000,
            spend_a_day_pence=self.random.choice((0, 60, 400, 1000, 3000, 100_000)),
            segment_pence=self.random.choice((3, 4, 7)),
        )

    def _phone(self) -> Contact:
        return self.random.choice(self.phones)
