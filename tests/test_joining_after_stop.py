"""Coming back after a stop: by the web's question, by JOIN, or by START."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.builders import a_volunteer
from tests.promises.town import join_on_the_web
from tests.texting import contact_of, heard, open_question, text
from volunteer.cities.model import City
from volunteer.messages import questions
from volunteer.messages.effects import Changed, Effect
from volunteer.messages.model import Asked, Outcome
from volunteer.people.model import State, Volunteer

PHONE = "+447700900123"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("words", ["YES", "yes it was me", "JOIN"])
def test_a_yes_to_the_question_of_the_web_lifts_the_stop_before_it(
    session: Session, city: City, now: datetime, words: str
) -> None:
    ada = a_volunteer(session, city, "Ada")
    text(session, city, ada, "STOP", now=now)
    join_on_the_web(session, city, ada.contact.phone, now=now + HOUR, name="Ada")

    told = text(session, city, ada, words, now=now + 2 * HOUR)

    session.refresh(ada.contact)
    assert (told.outcome, ada.contact.may_be_called) == (Outcome.DONE, True)
    assert heard(session, ada) == ["stopped", "confirm", "joined"]
    lifted = session.scalars(sa.select(Effect).where(Effect.text_id == told.id)).all()
    assert [(one.changed, one.before) for one in lifted] == [(Changed.STOP, {"stopped": True})]


def test_a_no_to_it_leaves_the_stop_and_the_volunteer_as_they_are(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    text(session, city, ada, "STOP", now=now)
    join_on_the_web(session, city, ada.contact.phone, now=now + HOUR, name="Ada")

    text(session, city, ada, "NO", now=now + 2 * HOUR)

    session.refresh(ada.contact)
    assert (ada.contact.may_be_called, ada.state) == (False, State.ACTIVE)


def test_a_join_of_somebody_who_said_stop_is_for_a_person_to_see(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    text(session, city, ada, "STOP", now=now)

    told = text(session, city, ada, "JOIN", now=now + HOUR)

    assert (told.outcome, heard(session, ada)) == (Outcome.DESK, ["stopped"])


def test_start_goes_on_with_a_joining_that_a_stop_broke_off(
    session: Session, city: City, now: datetime
) -> None:
    join_on_the_web(session, city, "+447700900124", now=now)  # so that the postcode is known
    for words in ("JOIN", "Ann", "STOP", "START"):
        text(session, city, PHONE, words, now=now)
    contact = contact_of(session, city, PHONE)
    assert open_question(session, contact) is Asked.NAME  # not welcomed back: she is not in yet

    for words in ("Ann", "PL4 7AA"):
        text(session, city, PHONE, words, now=now)

    (ann,) = session.scalars(sa.select(Volunteer).where(Volunteer.contact_id == contact.id))
    assert ann.state is State.ACTIVE


def test_a_postcode_that_comes_days_later_still_lets_somebody_in(
    session: Session, city: City, now: datetime
) -> None:
    join_on_the_web(session, city, "+447700900124", now=now)  # so that the postcode is known
    for words in ("JOIN", "Ann"):
        text(session, city, PHONE, words, now=now)
    questions.expire(session, now=now + 72 * HOUR)
    session.commit()

    text(session, city, PHONE, "where do I live? no idea", now=now + 72 * HOUR)
    text(session, city, PHONE, "PL4 7AA", now=now + 73 * HOUR)

    contact = contact_of(session, city, PHONE)
    told = heard(session, contact)
    assert told == ["join_name", "join_postcode", "join_postcode_again", "join_skills"]
    assert contact.may_be_called
