"""The inbox: every text is kept as it came, and once."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_volunteer
from tests.posting import HOUR, texts
from tests.racing import at_once, in_the_end
from volunteer.cities.model import City
from volunteer.messages import inbox
from volunteer.messages.model import Contact, Message, Outcome, Text
from volunteer.sms import conversation

PHONE = "+447700900123"


def receive(city: City, body: str, *, now: datetime, sid: str = "SM1") -> int | None:
    return inbox.receive(city.id, sid=sid, phone=PHONE, body=body, now=now)


def test_a_text_is_kept_before_anything_is_made_of_it(
    session: Session, city: City, now: datetime
) -> None:
    text_id = receive(city, "Hello?", now=now)

    [text] = texts(session)
    assert (text.id, text.body, text.received_at) == (text_id, "Hello?", now)
    assert (text.outcome, text.contact.phone) == (None, PHONE)


def test_the_same_text_fifty_times_at_once_is_one_with_one_answer(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    city_id = city.id
    session.rollback()

    def receive_it() -> int | None:
        return inbox.receive(city_id, sid="SM1", phone=PHONE, body="JOIN", now=now)

    def deliver() -> int | None:
        text_id = in_the_end(receive_it)
        if text_id is not None:
            in_the_end(lambda: conversation.answer(text_id, now=now))
        return text_id

    ids = at_once(app, [deliver] * 50)

    [text] = texts(session)
    assert ids.count(None) == 49
    assert ids.count(text.id) == 1
    assert text.outcome is Outcome.DONE
    assert session.scalars(sa.select(Message.kind)).all() == ["join_name"]
    assert session.scalar(sa.select(sa.func.count()).select_from(Contact)) == 1


def test_a_text_that_many_take_up_at_once_is_read_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    text_id = receive(city, "JOIN", now=now)
    session.rollback()

    def take_up() -> bool:
        return in_the_end(lambda: conversation.answer_next(now=now))

    done = at_once(app, [take_up] * 6)

    assert done.count(True) == 1
    assert done.count(False) == 5
    assert session.get_one(Text, text_id).outcome is Outcome.DONE
    assert session.scalar(sa.select(sa.func.count()).select_from(Message)) == 1


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("a\x00b", "a\ufffdb", id="NUL"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a character"),
        pytest.param("\udc4d\ud83d", "\ufffd\ufffd", id="the wrong way round"),
        pytest.param("\ud83d\udc4d", "👍", id="two halves"),
        pytest.param("x" * 10_000, "x" * 10_000, id="10 kB"),
        pytest.param("نعم، سأكون هناك \u202eabc", "نعم، سأكون هناك \u202eabc", id="right to left"),
        pytest.param("Dŵr a thŷ 🫖🏴󠁧󠁢󠁷󠁬󠁳󠁿\nac ail linell", "Dŵr a thŷ 🫖🏴󠁧󠁢󠁷󠁬󠁳󠁿\nac ail linell", id="Welsh"),
        pytest.param("'; DROP TABLE text; --", "'; DROP TABLE text; --", id="SQL"),
        pytest.param("{{ 7 * 7 }}<script>", "{{ 7 * 7 }}<script>", id="a template"),
    ],
)
def test_whatever_comes_is_kept_and_read_without_a_crash(
    session: Session, city: City, now: datetime, body: str, *, kept: str
) -> None:
    a_volunteer(session, city, "Ada", phone=PHONE)
    text_id = receive(city, body, now=now)
    assert text_id is not None

    assert conversation.answer(text_id, now=now)

    [text] = texts(session)
    assert text.body == kept
    assert text.failures == 0
    assert text.outcome in {Outcome.DESK, Outcome.ASKED_BACK, Outcome.NOTHING}


def test_a_picture_without_words_is_kept(session: Session, city: City, now: datetime) -> None:
    text_id = inbox.receive(city.id, sid="SM1", phone=PHONE, body="", now=now, media=2)
    assert text_id is not None

    conversation.answer(text_id, now=now)

    [text] = texts(session)
    assert text.media == 2
    assert text.outcome is not None


def test_a_phone_that_texts_two_cities_is_known_to_each(
    session: Session, city: City, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")

    receive(city, "Hello Plymouth", now=now, sid="SM1")
    receive(barnsley, "Hello Barnsley", now=now, sid="SM2")

    told = [(text.city_id, text.contact.city_id) for text in texts(session)]
    assert told == [(city.id, city.id), (barnsley.id, barnsley.id)]


def test_a_phones_texts_are_read_in_the_order_in_which_they_came(
    session: Session, city: City, now: datetime
) -> None:
    first = receive(city, "JOIN", now=now, sid="SM1")
    second = receive(city, "Ada Jones", now=now, sid="SM2")
    assert first is not None
    assert second is not None

    assert not conversation.answer(second, now=now)  # the first is not read yet
    assert conversation.answer(first, now=now)
    assert conversation.answer(second, now=now)

    kinds = session.scalars(sa.select(Message.kind).order_by(Message.id)).all()
    assert kinds == ["join_name", "join_postcode"]


def test_a_text_that_came_long_ago_is_known_still(
    session: Session, city: City, now: datetime
) -> None:
    receive(city, "Hello", now=now)

    assert receive(city, "Hello", now=now + timedelta(days=400)) is None
    assert receive(city, "Hello", now=now + HOUR, sid="SM2") is not None
    assert len(texts(session)) == 2
