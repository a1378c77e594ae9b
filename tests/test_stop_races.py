"""A stop and a send at the same moment, in either order; a stop that the carrier knows first."""

from collections.abc import Callable
from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_contact, a_volunteer
from tests.fakes import FakeSms
from tests.posting import HOUR, MINUTE, SECOND, send_all, send_next, status, write
from tests.racing import at_once, in_the_end
from tests.texting import heard, text
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.messages import inbox, ledger, receipts, sending
from volunteer.messages.model import Contact, Message, Source
from volunteer.messages.status import Status
from volunteer.sms import conversation

TEXTS, ROUNDS = 12, 4
MOST_ROUNDS = 40  # who is first is the machine's: again, until the stop came amid the texts
STOPPED = GatewayError("the person texted STOP", permanent=True, code="21610")


class AtHandOver(FakeSms):
    """A carrier at whose door something happens just before it takes a text."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__()
        self.happens = happens

    def send(self, letter: Letter) -> str:
        happens, self.happens = self.happens, lambda: None
        happens()
        return super().send(letter)


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give the phone of Ada, who joined."""
    return a_volunteer(session, city, "Ada").contact


def stops(city_id: int, phone: str, now: datetime, sid: str = "SMstop") -> None:
    text_id = inbox.receive(city_id, sid=sid, phone=phone, body="no more texts", now=now)
    assert text_id is not None
    assert in_the_end(lambda: conversation.answer(text_id, now=now)) in {True, False}


def carrier_says_stopped(contact: Contact, *messages: Message, now: datetime) -> None:
    for message in messages:
        receipts.record_callback(message.token, sid="", word="failed", code="21610", now=now)


def stops_of(session: Session, contact: Contact) -> list[Source]:
    session.rollback()
    return [one.source for one in ledger.of_contact(session, contact) if not one.given]


def stops_now(session: Session, contact: Contact) -> tuple[datetime | None, datetime | None]:
    """Return since when the carrier blocks a phone, and since when we do."""
    session.refresh(contact)
    return contact.carrier_blocked_at, contact.stopped_at


def test_a_stop_before_the_claim_is_seen_by_it(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    waiting = write(city, ada, now=now)

    stops(city.id, ada.phone, now)
    send_all(sms, city, now=now)

    assert status(session, waiting) is Status.SUPPRESSED
    assert [letter.body for letter in sms.sent if letter.message_id == waiting.id] == []


def test_a_stop_after_the_claim_stops_everything_but_the_one_text_at_the_carriers_door(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    """What nobody can prevent: one text was handed over while the stop was written down."""
    first, second = (write(city, ada, words, now=now) for words in ("First", "Second"))
    city_id, phone = city.id, ada.phone
    sms = AtHandOver(lambda: stops(city_id, phone, now))

    send_all(sms, city, now=now)

    assert sms.sent[0].body == "First"
    assert status(session, first) is Status.ACCEPTED
    assert status(session, second) is Status.SUPPRESSED
    assert heard(session, ada)[2:] == [ledger.STOP_CONFIRMATION]
    assert len(sms.sent) == 2  # the confirmation is the other


def test_a_text_that_waits_is_not_written_in_vain_by_who_did_not_see_the_stop(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    assert ada.stopped_at is None  # what the writer has read by now, and does not read again
    with transaction() as other:
        stopped = other.get_one(Contact, ada.id)
        stopped.stopped_at = now
    late = write(city, ada, now=now)
    late.status = Status.QUEUED  # as if it had been written by what was read before
    session.commit()

    send_all(sms, city, now=now + SECOND)

    assert sms.sent == []


def test_a_stop_and_many_workers_at_once_leave_nothing_that_goes_later(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    amid, number = 0, 0
    while number < ROUNDS or (amid == 0 and number < MOST_ROUNDS):
        ada = a_contact(session, city)
        sent, later = race(app, session, city, ada, sms, now + number * HOUR)
        amid += 0 < sent < TEXTS
        assert later == 0
        session.refresh(ada)
        assert ada.stopped_at == now + number * HOUR
        number += 1
    assert amid > 0  # so often the stop came while some had gone and some had not


def test_whoever_read_what_to_send_before_a_stop_sends_it_after(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    """The control: a list of what is due, gone through without looking again."""
    for number in range(TEXTS):
        write(city, ada, f"Number {number}", now=now)
    due = session.scalars(sa.select(Message).where(Message.status == Status.QUEUED)).all()
    letters = [Letter(one.id, one.token, city.number, one.to, one.body, now) for one in due]

    stops(city.id, ada.phone, now)
    for letter in letters:
        sms.send(letter)

    assert len(sms.sent) == TEXTS


def race(
    app: Flask, session: Session, city: City, who: Contact, sms: FakeSms, now: datetime
) -> tuple[int, int]:
    """Let workers send and a stop come in; return how many texts went until then, and later."""
    for number in range(TEXTS):
        write(city, who, f"Number {number}", now=now)
    city_id, phone = city.id, who.phone
    session.rollback()
    sms.sent.clear()

    def send() -> None:
        in_the_end(lambda: sending.deliver_next(sms, clock=lambda: now, calling=[city_id]))

    jobs: list[Callable[[], None]] = [send] * (TEXTS - 1)
    results = at_once(app, [*jobs[:5], lambda: stops(city_id, phone, now, phone), *jobs[5:]])
    assert [one for one in results if isinstance(one, Exception)] == []
    sent = sum("Number" in letter.body for letter in sms.sent)
    send_all(sms, city, now=now + MINUTE)
    return sent, sum("Number" in letter.body for letter in sms.sent) - sent


def test_a_stop_that_the_carrier_holds_is_taken_over_when_a_text_is_refused(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    refused, waiting = write(city, ada, "One", now=now), write(city, ada, "Two", now=now)
    sms.failures = [STOPPED]

    send_all(sms, city, now=now)

    session.refresh(ada)
    assert stops_of(session, ada) == [Source.CARRIER]
    assert (ada.stopped_at, ada.carrier_blocked_at) == (now, now)
    assert (status(session, refused), status(session, waiting)) == (
        Status.FAILED,
        Status.SUPPRESSED,
    )
    assert sms.sent == []


def test_a_stop_that_many_callbacks_tell_at_once_is_written_once(
    app: Flask, session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    sent = [write(city, ada, f"Text {number}", now=now) for number in range(5)]
    send_all(sms, city, now=now)
    tokens = [one.token for one in sent for _ in range(2)]

    def job(token: str) -> Callable[[], bool]:
        return lambda: in_the_end(
            lambda: receipts.record_callback(
                token, sid="", word="undelivered", code="21610", now=now + MINUTE
            )
        )

    results = at_once(app, [job(token) for token in tokens])

    assert results == [True] * 10
    assert stops_of(session, ada) == [Source.CARRIER]


def test_start_lifts_the_carriers_stop_and_ours_and_a_late_callback_brings_neither_back(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    one, late = write(city, ada, "One", now=now), write(city, ada, "Two", now=now)
    send_all(sms, city, now=now)
    carrier_says_stopped(ada, one, now=now + MINUTE)
    session.refresh(ada)
    assert ada.stopped_at == now + MINUTE

    text(session, city, ada, "START", now=now + HOUR)
    carrier_says_stopped(ada, late, now=now + 2 * HOUR)

    assert stops_now(session, ada) == (None, None)
    assert ada.may_be_called


def test_a_refused_confirmation_of_a_stop_adds_no_second_stop(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    contact = a_contact(session, city)
    text(session, city, contact, "STOP", now=now)
    sms.failures = [STOPPED]  # the carrier has sent its own, and blocks ours

    assert send_next(sms, city, now=now)

    session.refresh(contact)
    assert stops_of(session, contact) == [Source.TEXT]
    assert contact.carrier_blocked_at == now
