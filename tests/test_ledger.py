"""The consent ledger: who agreed, who said stop, and what follows from it at once."""

from contextlib import suppress
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_volunteer
from tests.fakes import FakeSms
from tests.posting import HOUR, MINUTE, ask, send_all, status, texts, write, write_question
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.messages import inbox, ledger
from volunteer.messages.model import (
    Consent,
    Contact,
    Lane,
    Message,
    Outcome,
    Question,
    QuestionState,
    Source,
)
from volunteer.messages.status import Status
from volunteer.sms import conversation


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give the phone of Ada, who joined."""
    return a_volunteer(session, city, "Ada").contact


def says(city: City, contact: Contact, *bodies: str, now: datetime) -> None:
    for number, body in enumerate(bodies):
        sid = f"SM{contact.id}-{now.isoformat()}-{number}"
        inbox.receive(city.id, sid=sid, phone=contact.phone, body=body, now=now)
        assert conversation.answer_next(now=now)


def stop(contact: Contact, *, now: datetime, wording: str = "STOP") -> None:
    with transaction() as session:
        ledger.stop(session, contact, source=Source.TEXT, wording=wording, now=now)


def kinds(session: Session, contact: Contact) -> list[str]:
    session.rollback()
    which = sa.select(Message.kind).where(Message.contact_id == contact.id).order_by(Message.id)
    return list(session.scalars(which))


def test_consent_makes_a_phone_one_that_may_be_called(
    session: Session, city: City, now: datetime
) -> None:
    contact = a_contact(session, city)
    before = contact.may_be_called

    with transaction() as open_session:
        ledger.give(open_session, contact, source=Source.TEXT, wording="Ada", now=now)

    assert (before, contact.may_be_called) == (False, True)
    [entry] = ledger.of_contact(session, contact)
    assert (entry.given, entry.source, entry.wording, entry.at) == (True, Source.TEXT, "Ada", now)


def test_what_was_agreed_on_the_web_counts_only_once_the_phone_has_said_yes(
    session: Session, city: City, now: datetime
) -> None:
    contact = a_contact(session, city)

    with transaction() as open_session:
        ledger.note(open_session, contact, source=Source.WEB, wording="I agree", now=now)

    assert not contact.may_be_called
    assert [e.source for e in ledger.of_contact(session, contact)] == [Source.WEB]


def test_a_stop_closes_what_was_asked_and_suppresses_what_waits(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    waiting, question = write_question(city, ada, now=now)
    answer = write(city, ada, now=now, lane=Lane.REPLY)

    stop(ada, now=now)

    assert {status(session, waiting), status(session, answer)} == {Status.SUPPRESSED}
    assert (question.state, ada.stopped_at) == (QuestionState.CLOSED, now)
    send_all(sms, city, now=now + MINUTE)
    assert sms.sent == []


def test_a_stop_and_what_follows_from_it_are_written_together_or_not_at_all(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    waiting, question = write_question(city, ada, now=now)

    with suppress(ZeroDivisionError), transaction() as open_session:
        ledger.stop(open_session, ada, source=Source.TEXT, wording="STOP", now=now)
        raise ZeroDivisionError

    assert status(session, waiting) is Status.QUEUED
    assert session.get_one(Question, question.id).state is QuestionState.OPEN
    assert ada.stopped_at is None
    assert all(entry.given for entry in ledger.of_contact(session, ada))


def test_a_stop_is_for_that_phone_alone(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo").contact
    write_question(city, bo, now=now)

    stop(ada, now=now)
    send_all(sms, city, now=now)

    assert bo.may_be_called
    assert [letter.to for letter in sms.sent] == [bo.phone]


def test_rows_of_the_ledger_are_only_ever_added(
    session: Session, ada: Contact, now: datetime
) -> None:
    stop(ada, now=now)
    stop(ada, now=now + HOUR, wording="I said stop")
    with transaction() as open_session:
        ledger.give(open_session, ada, source=Source.TEXT, wording="START", now=now + 2 * HOUR)

    told = [(entry.given, entry.wording) for entry in ledger.of_contact(session, ada)]
    assert told == [(True, "JOIN"), (False, "STOP"), (False, "I said stop"), (True, "START")]


def test_a_second_stop_leaves_the_moment_of_the_first(ada: Contact, now: datetime) -> None:
    stop(ada, now=now)
    stop(ada, now=now + HOUR)

    assert ada.stopped_at == now


def test_a_text_that_says_stop_is_one_transaction_with_all_that_follows(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    write_question(city, ada, now=now)

    says(city, ada, "STOP", now=now)

    [text] = texts(session)
    assert text.outcome is Outcome.STOPPED
    last = ledger.of_contact(session, ada)[-1]
    assert (last.given, last.wording, last.text_id) == (False, "STOP", text.id)
    send_all(sms, city, now=now)
    [confirmation] = sms.sent
    assert city.council in confirmation.body


def test_the_confirmation_of_a_stop_goes_out_once(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    says(city, ada, "STOP", "stop", "no more texts", now=now)

    send_all(sms, city, now=now)

    assert kinds(session, ada) == [ledger.STOP_CONFIRMATION]
    assert len(sms.sent) == 1


def test_no_confirmation_follows_one_that_the_carrier_has_sent(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    inbox.receive(city.id, sid="SM1", phone=ada.phone, body="STOP", now=now, opt_out="STOP")
    conversation.answer_next(now=now)

    session.refresh(ada)
    assert ada.stopped_at == now
    assert kinds(session, ada) == []


@pytest.mark.parametrize("body", ["YES", "JOIN", "hello", "2.5", "HELP", "ok thanks"])
def test_a_stopped_phone_stays_stopped_whatever_it_texts(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, body: str
) -> None:
    says(city, ada, "STOP", now=now)
    send_all(sms, city, now=now)

    says(city, ada, body, now=now + HOUR)
    send_all(sms, city, now=now + HOUR)

    session.refresh(ada)
    assert ada.stopped_at == now
    assert len(sms.sent) == 1


def test_start_is_fresh_consent_and_is_confirmed_once(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    says(city, ada, "STOP", now=now)

    says(city, ada, "START", "START", now=now + HOUR)

    session.refresh(ada)
    assert ada.may_be_called
    assert ada.consented_at == now + HOUR
    entries = session.scalars(sa.select(Consent.given).order_by(Consent.id)).all()
    assert entries == [True, False, True]
    assert kinds(session, ada) == [ledger.STOP_CONFIRMATION, "started"]


def test_what_a_stop_suppressed_stays_so_after_a_start(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    suppressed, _ = write_question(city, ada, now=now)
    says(city, ada, "STOP", now=now)

    says(city, ada, "START", now=now + MINUTE)
    send_all(sms, city, now=now + MINUTE)

    assert status(session, suppressed) is Status.SUPPRESSED
    assert ask(ada, now=now + HOUR) is not None


def test_the_ledger_of_another_city_is_its_own(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    same_phone = a_volunteer(session, barnsley, "Ada", phone=ada.phone).contact

    stop(ada, now=now)

    assert same_phone.may_be_called
    assert len(ledger.of_contact(session, same_phone)) == 1
