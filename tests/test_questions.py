"""What a phone was last asked: one thing at a time, and for how long."""

from datetime import datetime
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact
from tests.fakes import FakeSms
from tests.posting import DAY, HOUR, MINUTE, ask, send_all, write, write_question
from tests.racing import at_once, in_the_end
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import GatewayError
from volunteer.messages import questions
from volunteer.messages.model import Asked, Contact, Question, QuestionState


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give Ada's phone."""
    return a_contact(session, city)


def opened(session: Session, contact: Contact) -> list[Question]:
    session.rollback()
    which = sa.select(Question).where(
        Question.contact_id == contact.id, Question.state == QuestionState.OPEN
    )
    return list(session.scalars(which))


def test_a_phone_has_one_open_question_at_most(
    session: Session, ada: Contact, now: datetime
) -> None:
    first = ask(ada, now=now)

    second = ask(ada, now=now, subject_id=2)

    assert second is None
    assert opened(session, ada) == [first]


def test_other_phones_may_be_asked_meanwhile(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    ask(ada, now=now)

    assert ask(a_contact(session, city), now=now) is not None
    barnsley = a_city(session, "Barnsley")
    assert ask(a_contact(session, barnsley, phone=ada.phone), now=now) is not None


def test_of_eight_who_ask_a_phone_at_once_one_does(
    app: Flask, session: Session, city: City, ada: Contact, now: datetime
) -> None:
    city_id, contact_id = city.id, ada.id
    session.rollback()

    def try_to_ask(number: int) -> bool:
        contact = db.session.get_one(Contact, contact_id)
        return in_the_end(lambda: ask(contact, now=now, subject_id=number)) is not None

    asked = at_once(app, [partial(try_to_ask, number) for number in range(8)])

    assert asked.count(True) == 1
    assert asked.count(False) == 7
    assert [q.subject_id for q in opened(session, ada)] == [asked.index(True)]
    assert questions.open_of(session, city_id=city_id, contact_id=contact_id) is not None


def test_the_database_itself_refuses_a_second_open_question(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    ask(ada, now=now)

    session.add(
        Question(
            city_id=city.id,
            contact_id=ada.id,
            kind=Asked.CALL,
            subject_id=2,
            window_minutes=60,
            ends_by=now + DAY,
            expires_at=now + HOUR,
            asked_at=now,
        )
    )
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()


@pytest.mark.parametrize("how", ["settled", "closed", "expired"])
def test_what_is_over_makes_room_for_the_next_question(
    session: Session, ada: Contact, now: datetime, how: str
) -> None:
    question = ask(ada, now=now, window=HOUR)
    assert question is not None
    with transaction() as open_session:
        if how == "settled":
            questions.settle(open_session, question, text_id=None, now=now)
        elif how == "closed":
            questions.close_all(open_session, ada, now=now)
        else:
            questions.expire(open_session, now=now + HOUR)

    assert question.state is not QuestionState.OPEN
    assert ask(ada, now=now + HOUR, subject_id=2) is not None


def test_a_question_expires_when_its_window_has_passed_and_not_before(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    short = ask(ada, now=now, window=HOUR)
    long = ask(a_contact(session, city), now=now, window=DAY)

    with transaction() as open_session:
        assert questions.expire(open_session, now=now + 59 * MINUTE) == []
        assert questions.expire(open_session, now=now + HOUR) == [short]

    assert short is not None
    assert long is not None
    assert (short.state, short.settled_at) == (QuestionState.EXPIRED, now + HOUR)
    assert long.state is QuestionState.OPEN


def test_a_window_never_passes_the_moment_by_which_it_ends(
    city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    question = ask(ada, now=now, window=DAY, ends_by=now + 3 * HOUR)
    assert question is not None
    assert question.expires_at == now + 3 * HOUR

    write(city, ada, now=now, question=question)
    send_all(sms, city, now=now + 30 * MINUTE)

    assert question.asked_at == now + 30 * MINUTE
    assert question.expires_at == now + 3 * HOUR


def test_the_window_of_what_was_answered_already_does_not_start_again(
    session: Session, ada: Contact, now: datetime
) -> None:
    question = ask(ada, now=now, window=HOUR)
    assert question is not None
    questions.settle(session, question, text_id=None, now=now)

    questions.start_window(question, now=now + 30 * MINUTE)
    session.commit()

    assert question.expires_at == now + HOUR


def test_who_moves_on_closes_what_they_left_open(
    session: Session, ada: Contact, now: datetime
) -> None:
    left = ask(ada, now=now)

    with transaction() as open_session:
        asked = questions.replace(
            open_session, ada, kind=Asked.NAME, subject_id=ada.id, window=DAY, now=now
        )

    assert left is not None
    assert left.state is QuestionState.CLOSED
    assert opened(session, ada) == [asked]


def test_what_is_called_off_closes_the_questions_about_it_and_no_others(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    about = ask(ada, now=now, subject_id=7)
    other = ask(a_contact(session, city), now=now, subject_id=8)
    of_another_kind = ask(a_contact(session, city), now=now, subject_id=7, kind=Asked.OFFER)

    with transaction() as open_session:
        questions.close_about(
            open_session, city_id=city.id, kind=Asked.CALL, subject_ids=[7], now=now
        )

    states = [q.state for q in (about, other, of_another_kind) if q is not None]
    assert states == [QuestionState.CLOSED, QuestionState.OPEN, QuestionState.OPEN]


def test_an_answer_that_changes_a_closed_question_leaves_it_closed(
    session: Session, ada: Contact, now: datetime
) -> None:
    question = ask(ada, now=now)
    assert question is not None
    with transaction() as open_session:
        questions.close_all(open_session, ada, now=now)

    questions.settle(session, question, text_id=None, now=now + HOUR)
    session.commit()

    assert (question.state, question.settled_at) == (QuestionState.CLOSED, now + HOUR)


def test_the_last_question_is_known_whatever_became_of_it(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    first = ask(ada, now=now)
    assert first is not None
    questions.settle(session, first, text_id=None, now=now)
    session.commit()
    second = ask(ada, now=now, subject_id=2, window=HOUR)
    with transaction() as open_session:
        questions.expire(open_session, now=now + HOUR)

    assert questions.last_of(session, city_id=city.id, contact_id=ada.id) is second
    assert questions.open_of(session, city_id=city.id, contact_id=ada.id) is None


def test_what_never_reached_a_phone_is_not_what_it_was_asked_last(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    first = ask(ada, now=now)
    assert first is not None
    questions.settle(session, first, text_id=None, now=now)
    session.commit()
    write_question(city, ada, now=now)
    sms.failures = [GatewayError("no such number", permanent=True, code="21211")]

    send_all(sms, city, now=now)

    assert questions.last_of(session, city_id=city.id, contact_id=ada.id) is first
