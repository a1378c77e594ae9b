"""A carrier that answers at once is handed many texts of one claim: all that is promised holds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.builders import a_contact
from tests.crowds import a_crowd, a_queue
from tests.fakes import FakeSms
from tests.posting import DAY, MINUTE, SECOND, send_all, write, write_question
from tests.racing import at_once, in_the_end
from tests.test_stop_races import stops
from volunteer.cities.model import City
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.messages import ledger, receipts, senders, sending, unsettled
from volunteer.messages.model import Contact, Lane, Message, Question
from volunteer.messages.sending import FRESH, MOST, QUICK, Pace
from volunteer.messages.status import Status

NO_SUCH = GatewayError("no such number", permanent=True, code="21211")
OURS = GatewayError("authentication failed", permanent=True, code="20003")


@dataclass
class Clockwork(FakeSms):
    """A carrier with whom time passes, and at whose door things happen before a text is taken."""

    time: datetime
    takes: timedelta = timedelta(0)
    happens: dict[int, Callable[[], object]] = field(default_factory=dict)  # by how many it had
    dies_at: int = -1

    def __post_init__(self) -> None:
        super().__init__()

    def now(self) -> datetime:
        """Return the time."""
        return self.time

    def send(self, letter: Letter) -> str:
        if len(self.sent) == self.dies_at:
            raise SystemExit
        self.happens.pop(len(self.sent), lambda: None)()
        self.time += self.takes
        return super().send(letter)


@pytest.fixture
def phones(session: Session, city: City) -> list[Contact]:
    """Give eight phones in a city whose number is fast."""
    set_rules(city, segments_a_second=1000, spend_a_day_pence=100_000)
    return [a_contact(session, city) for _ in range(8)]


def deliver(carrier: Clockwork, city: City, pace: Pace | None = None) -> bool:
    return sending.deliver_next(
        carrier, clock=carrier.now, calling=[city.id], pace=pace or Pace(100)
    )


def states(session: Session) -> list[Status]:
    session.rollback()
    return list(session.scalars(sa.select(Message.status).order_by(Message.id)))


def test_one_claim_hands_over_all_and_writes_down_what_one_by_one_would(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    carrier = Clockwork(now)
    for number, phone in enumerate(phones):
        write_question(city, phone, now=now - MINUTE, window=(1 + number % 2) * DAY)

    assert deliver(carrier, city)

    assert [letter.to for letter in carrier.sent] == [phone.phone for phone in phones]
    messages = session.scalars(sa.select(Message).order_by(Message.id)).all()
    for message in messages:
        question = session.get_one(Question, message.question_id)
        window = timedelta(minutes=question.window_minutes)
        assert (question.asked_at, question.expires_at) == (now, now + window)
        assert (message.status, message.accepted_at) == (Status.ACCEPTED, now)
        assert (message.attempts, message.claimed_at) == (1, now)
    assert [message.sid for message in messages] == [f"SM{n:032}" for n in range(1, 9)]
    assert not deliver(carrier, city)


def test_a_stop_amid_a_claim_holds_for_all_that_is_not_handed_over_within_its_tenth_of_a_second(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    written = [write(city, phone, now=now, useful_for=DAY) for phone in phones]
    carrier = Clockwork(now, takes=FRESH / 2)
    city_id, last = city.id, phones[-1].phone
    carrier.happens[0] = lambda: stops(city_id, last, now)

    assert deliver(carrier, city)

    assert len(carrier.sent) == 2  # the third would have been of an old claim
    assert states(session)[2:] == [*[Status.QUEUED] * 6, Status.QUEUED]  # and the confirmation
    assert [session.get_one(Message, one.id).attempts for one in written] == [1, 1, *[0] * 6]
    while deliver(carrier, city):
        pass
    told = [letter.body for letter in carrier.sent if letter.to == last]
    assert len(told) == 1
    assert "will not text this number again" in told[0]  # and nothing else
    assert ledger.STOP_CONFIRMATION in session.scalars(sa.select(Message.kind)).all()


def test_without_that_a_stop_would_be_overtaken_by_the_whole_claim(
    session: Session, city: City, phones: list[Contact], now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The control."""
    monkeypatch.setattr(sending, "FRESH", timedelta(hours=1))
    for phone in phones:
        write(city, phone, now=now, useful_for=DAY)
    carrier = Clockwork(now, takes=SECOND)
    city_id, last = city.id, phones[-1].phone
    carrier.happens[0] = lambda: stops(city_id, last, now)

    deliver(carrier, city)

    assert [letter.to for letter in carrier.sent].count(last) == 1


def test_a_pause_amid_a_claim_holds_within_a_second(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    for phone in phones:
        write(city, phone, now=now, useful_for=DAY)
    carrier = Clockwork(now, takes=FRESH)
    city_id = city.id
    carrier.happens[0] = lambda: senders.pause(city_id, now=now)

    assert deliver(carrier, city)

    assert not deliver(carrier, city)
    assert len(carrier.sent) == 1
    senders.resume(city_id, now=now + MINUTE)
    carrier.time = now + MINUTE
    while deliver(carrier, city):
        pass
    assert Counter(letter.to for letter in carrier.sent) == Counter(p.phone for p in phones)


def test_who_wakes_past_the_lease_sends_nothing_of_the_whole_claim(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    for phone in phones:
        write(city, phone, now=now)
    carrier = Clockwork(now)
    moments = iter([now, now + 41 * SECOND])

    sending.deliver_next(carrier, clock=lambda: next(moments), calling=[city.id], pace=Pace(100))

    assert carrier.sent == []
    assert states(session) == [Status.SENDING] * 8


def test_a_refusal_amid_a_claim_is_of_its_own_text_and_the_rest_is_claimed_anew(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    for phone in phones:
        write(city, phone, now=now)
    carrier = Clockwork(now)
    carrier.happens[3] = lambda: carrier.failures.append(NO_SUCH)

    assert deliver(carrier, city)
    accepted, queued = Status.ACCEPTED, Status.QUEUED
    assert states(session) == [accepted] * 3 + [Status.FAILED] + [queued] * 4

    assert deliver(carrier, city)
    assert states(session) == [accepted] * 3 + [Status.FAILED] + [accepted] * 4


def test_a_fault_of_ours_amid_a_claim_halts_the_number_before_the_next_text(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    for phone in phones:
        write(city, phone, now=now)
    carrier = Clockwork(now)
    carrier.happens[2] = lambda: carrier.failures.append(OURS)

    assert deliver(carrier, city)
    assert not deliver(carrier, city)

    assert states(session) == [Status.ACCEPTED] * 2 + [Status.QUEUED] * 6
    senders.resume(city.id, now=now)
    assert deliver(carrier, city)
    assert states(session) == [Status.ACCEPTED] * 8


@pytest.mark.parametrize("had", [0, 1, 5])
def test_a_worker_that_dies_amid_a_claim_loses_and_doubles_nothing(
    session: Session, city: City, phones: list[Contact], now: datetime, had: int
) -> None:
    for phone in phones:
        write(city, phone, now=now, useful_for=DAY)
    carrier = Clockwork(now, dies_at=had)
    with pytest.raises(SystemExit):
        deliver(carrier, city)
    assert states(session) == [Status.SENDING] * 8

    carrier.dies_at = -1
    for minutes in (1, 2, 3, 4, 121, 122):  # where nobody is answered, a second try waits
        carrier.time = now + minutes * MINUTE
        while unsettled.settle_next(carrier, now=carrier.time):
            pass
        while deliver(carrier, city):
            pass

    assert Counter(letter.to for letter in carrier.sent) == Counter(p.phone for p in phones)
    assert states(session) == [Status.ACCEPTED] * 8


def test_who_puts_back_what_a_dead_worker_had_claimed_doubles_what_it_had_sent(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    """The control of the one before."""
    for phone in phones:
        write(city, phone, now=now, useful_for=DAY)
    carrier = Clockwork(now, dies_at=5)
    with pytest.raises(SystemExit):
        deliver(carrier, city)
    carrier.dies_at = -1
    session.execute(sa.update(Message).values(status=Status.QUEUED))
    session.commit()

    deliver(carrier, city)

    assert len(carrier.sent) == 8 + 5


def test_a_callback_that_overtakes_the_record_is_not_undone_by_it(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    written = [write(city, phone, now=now) for phone in phones]
    carrier = Clockwork(now)
    token = written[2].token
    carrier.happens[5] = lambda: receipts.record_callback(
        token, sid="SM" + "3".zfill(32), word="delivered", code="", now=now
    )

    deliver(carrier, city)

    accepted = Status.ACCEPTED
    assert states(session) == [accepted, accepted, Status.DELIVERED, *[accepted] * 5]


def test_an_id_that_another_message_has_costs_the_others_nothing(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    first = write(city, a_contact(session, city), now=now)
    send_all(FakeSms(), city, now=now)  # under the first of the carrier's ids
    written = [write(city, phone, now=now) for phone in phones]
    carrier = Clockwork(now + SECOND)

    deliver(carrier, city)

    assert states(session) == [Status.ACCEPTED] * 9
    sids = [session.get_one(Message, one.id).sid for one in (first, *written)]
    assert sids[:2] == ["SM" + "1".zfill(32), None]
    assert None not in sids[2:]


def test_a_claim_takes_no_more_than_the_number_may_send_in_a_second(
    session: Session, city: City, now: datetime
) -> None:
    set_rules(city, segments_a_second=10)
    for _ in range(25):
        write(city, a_contact(session, city), now=now)
    carrier = Clockwork(now)

    sent = []
    for second in range(4):
        carrier.time = now + second * SECOND
        while deliver(carrier, city):
            pass
        sent.append(len(carrier.sent))

    assert sent == [10, 20, 25, 25]


def test_what_is_put_back_gives_its_turn_back_too(
    session: Session, city: City, now: datetime
) -> None:
    set_rules(city, segments_a_second=8)
    for _ in range(8):
        write(city, a_contact(session, city), now=now, useful_for=DAY)
    carrier = Clockwork(now, takes=FRESH)

    deliver(carrier, city)

    assert len(carrier.sent) == 1
    sender = senders.of(session, city.id)
    assert sender is not None
    assert sender.free_at == now + SECOND / 8


@pytest.mark.parametrize("words", ["the same words", "other words {}"])
def test_one_phone_gets_no_more_in_an_hour_for_all_that_is_claimed_at_once(
    session: Session, city: City, phones: list[Contact], now: datetime, words: str
) -> None:
    for number in range(24):
        write(city, phones[0], words.format(number), now=now, useful_for=DAY)
    carrier = Clockwork(now)

    while deliver(carrier, city):
        pass

    assert len(carrier.sent) == (20 if "{}" in words else 5)


def test_calls_stop_where_the_money_ends_amid_a_claim_and_answers_do_not(
    session: Session, city: City, phones: list[Contact], now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=21)  # five parts at 4p
    for phone in phones:
        write(city, phone, "a call", now=now, useful_for=3 * DAY)
    write(city, a_contact(session, city), "an answer", now=now, lane=Lane.REPLY)
    carrier = Clockwork(now)

    while deliver(carrier, city):
        pass
    assert [letter.body for letter in carrier.sent] == ["an answer", *["a call"] * 4]

    carrier.time = now + DAY
    while deliver(carrier, city):
        pass
    assert [letter.body for letter in carrier.sent][5:] == ["a call"] * 4


def test_many_quick_workers_send_each_of_a_thousand_once(
    app: Flask, session: Session, city: City, now: datetime, sms: FakeSms
) -> None:
    set_rules(city, segments_a_second=1e6, spend_a_day_pence=10**6)
    a_queue(session, city, a_crowd(session, city, 200), 1000, now)
    city_id = city.id
    session.rollback()

    def work() -> int:
        pace, claims = Pace(), 0
        for _ in range(400):
            claims += in_the_end(
                lambda: sending.deliver_next(sms, clock=lambda: now, calling=[city_id], pace=pace)
            )
        return claims

    at_once(app, [work] * 4)
    while unsettled.settle_next(sms, now=now + 2 * MINUTE):
        pass

    assert Counter(letter.message_id for letter in sms.sent) == Counter(
        session.scalars(sa.select(Message.id)).all()
    )
    assert set(states(session)) == {Status.ACCEPTED}


def test_only_a_carrier_that_answers_at_once_is_handed_more_than_one() -> None:
    pace = Pace()
    for _ in range(20):
        pace.learn(pace.size, pace.size * QUICK / 10)
    assert pace.size == MOST

    pace.learn(MOST, FRESH / 2)  # still quick, but twice as many would be old by the end
    assert pace.size == MOST
    pace.learn(3, 3 * QUICK)  # the queue is empty, or a claim grew old
    assert pace.size == MOST // 2
    pace.learn(MOST // 2, MOST // 2 * timedelta(milliseconds=1))
    assert pace.size == 1
    for took in (timedelta(milliseconds=1), SECOND):  # what an answer over a network takes at least
        pace.learn(1, took)
        assert pace.size == 1
    pace.learn(0, timedelta(0))
    assert pace.size == 1
