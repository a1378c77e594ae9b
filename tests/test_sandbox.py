"""The carrier of our own: phones that exist in the database only."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_volunteer
from tests.posting import MINUTE, SECOND, send_all, status, texts, write
from volunteer.cities.model import City
from volunteer.core.ports import Letter
from volunteer.gateways import sandbox
from volunteer.gateways.sandbox import Sandbox
from volunteer.messages.model import Contact, Lane
from volunteer.messages.status import Status


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give Ada's phone."""
    return a_contact(session, city)


def report_all(now: datetime) -> int:
    reported = 0
    while sandbox.report_next(now=now):
        reported += 1
    return reported


def on_phone(session: Session, city: City, phone: str) -> list[tuple[bool, str]]:
    session.rollback()
    return [(row.incoming, row.body) for row in sandbox.thread(session, city, phone)]


def test_a_text_goes_to_the_phone_and_is_reported_delivered(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    message = write(city, ada, "Can you help?", now=now)

    send_all(Sandbox(), city, now=now)
    assert status(session, message) is Status.ACCEPTED
    assert report_all(now) == 1

    assert on_phone(session, city, ada.phone) == [(False, "Can you help?")]
    assert status(session, message) is Status.DELIVERED
    assert message.settled_at == now


def test_a_text_from_a_phone_reaches_the_inbox(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    text_id = sandbox.text(city, ada.phone, "JOIN", now=now)

    [text] = texts(session)
    assert (text.id, text.body, text.contact_id) == (text_id, "JOIN", ada.id)
    assert on_phone(session, city, ada.phone) == [(True, "JOIN")]
    assert report_all(now) == 0  # what came in is reported to nobody


def test_whatever_a_phone_texts_is_kept(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    assert sandbox.text(city, ada.phone, "a\x00b\ud800", now=now) is not None

    assert texts(session)[0].body == "a\ufffdb\ufffd"


def test_a_letter_handed_over_twice_is_one_text(
    session: Session, city: City, now: datetime
) -> None:
    letter = Letter(1, "f" * 32, city.number, "+447700900123", "Hello", now)

    first = Sandbox().send(letter)
    second = Sandbox().send(letter)

    assert first == second == Sandbox().find(letter)
    assert on_phone(session, city, letter.to) == [(False, "Hello")]


def test_a_letter_that_never_came_is_not_found(city: City, now: datetime) -> None:
    letter = Letter(1, "f" * 32, city.number, "+447700900123", "Hello", now)

    assert Sandbox().find(letter) is None


def test_a_conversation_reads_from_the_top_and_each_city_has_its_own(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    sandbox.text(city, ada.phone, "first", now=now)
    sandbox.text(barnsley, ada.phone, "elsewhere", now=now)
    write(city, ada, "second", now=now, lane=Lane.REPLY)
    send_all(Sandbox(), city, now=now)
    sandbox.text(city, ada.phone, "third", now=now + MINUTE)

    assert on_phone(session, city, ada.phone) == [
        (True, "first"),
        (False, "second"),
        (True, "third"),
    ]
    assert on_phone(session, barnsley, ada.phone) == [(True, "elsewhere")]


def test_the_phones_are_listed_with_their_last_text_the_latest_first(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    bo = a_volunteer(session, city, "Bo").contact
    sandbox.text(city, ada.phone, "Ada 1", now=now)
    sandbox.text(city, bo.phone, "Bo 1", now=now + SECOND)
    sandbox.text(city, ada.phone, "Ada 2", now=now + MINUTE)

    listed = sandbox.phones(session, city)

    assert [(p.number, p.last) for p in listed] == [(ada.phone, "Ada 2"), (bo.phone, "Bo 1")]
