"""Joining by text from the first word to the last, and confirming what was said on the web."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import a_volunteer, an_opening
from tests.texting import contact_of, heard, messages, open_question, text
from volunteer.cities.model import City
from volunteer.messages import ledger
from volunteer.messages.model import Asked, Outcome
from volunteer.messages.status import Status
from volunteer.people.model import State, Volunteer
from volunteer.people.service import SignUp, sign_up
from volunteer.places.model import Postcode

PHONE = "+447700900999"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
WORDING = "I agree that the council texts me."


@pytest.fixture(autouse=True)
def _postcodes(session: Session, city: City) -> None:
    """Know two postcodes."""
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.add(Postcode(code="PL47", latitude=50.38000, longitude=-4.13000))
    session.commit()


def say(session: Session, city: City, *words: str, now: datetime) -> Outcome | None:
    """Let the phone say one thing after the other; return what came of the last."""
    last = None
    for number, body in enumerate(words):
        last = text(session, city, PHONE, body, now=now + number * 4 * MINUTE).outcome
    return last


def person(session: Session) -> Volunteer:
    return session.scalars(sa.select(Volunteer)).one()


def signed_up(city: City, *, now: datetime, name: str = "Ann") -> int | None:
    new = SignUp(name, PHONE, "PL4 7AA", adult=True, agreed=True, wording=WORDING)
    return sign_up(city, new, address="192.0.2.1", now=now, addresses=False)


def test_somebody_joins_by_text_in_four_answers(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "Join", "I'm Ann Jones", "pl4 7aa", "2 and 6", now=now)

    ann = person(session)
    assert (ann.name, ann.state) == ("Ann Jones", State.ACTIVE)
    assert (ann.home and ann.home.postcode, [skill.slug for skill in ann.skills]) == (
        "PL4 7AA", ["gardening", "first-aid"],
    )  # fmt: skip
    assert heard(session, ann) == ["join_name", "join_postcode", "join_skills", "joined"]
    assert open_question(session, ann) is None


def test_the_consent_is_the_words_that_were_answered(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "JOIN", "Ann", now=now)

    contact = person(session).contact
    (given,) = ledger.of_contact(session, contact)
    assert given.wording == messages(session, contact)[0].body
    assert "18 or over" in given.wording
    assert "STOP" in given.wording
    assert contact.consented_at == now + 4 * MINUTE


def test_whoever_only_asked_has_agreed_to_nothing(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "JOIN", now=now)

    contact = contact_of(session, city, PHONE)
    assert contact.consented_at is None
    assert session.scalars(sa.select(Volunteer)).all() == []


def test_skills_may_be_skipped_and_somebody_without_them_is_in(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "JOIN", "Ann", "PL4 7AA", now=now)
    assert person(session).state is State.ACTIVE

    say(session, city, "skip", now=now + DAY / 2)

    assert (person(session).skills, heard(session, person(session))[-1]) == ([], "joined")


@pytest.mark.parametrize(
    ("postcode", "why"),
    [
        ("PL4 7A", "not a whole postcode"),
        ("ZE9 9ZZ", "do not know the postcode ZE9 9ZZ"),
        ("BT1 5GS", "Northern Ireland"),
        ("by the park", "write the postcode"),
    ],
)
def test_a_wrong_postcode_has_its_own_answer_and_may_be_sent_again(
    session: Session, city: City, now: datetime, postcode: str, why: str
) -> None:
    say(session, city, "JOIN", "Ann", postcode, now=now)
    ann = person(session)
    assert why in messages(session, ann)[-1].body
    assert ann.state is State.JOINING

    say(session, city, "PL4 7AA", now=now + 20 * MINUTE)

    assert person(session).state is State.ACTIVE


def test_a_postcode_that_only_its_sector_is_known_of_is_about_there(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "JOIN", "Ann", "PL4 7ZZ", now=now)

    home = person(session).home
    assert home is not None
    assert home.approximate


def test_a_name_with_an_address_in_it_is_not_taken(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "JOIN", "Ann www.example.com", now=now)

    assert session.scalars(sa.select(Volunteer)).all() == []


def test_who_has_joined_is_told_so(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada")
    invite(session, an_opening(session, city), ada, now=now)

    text(session, city, ada, "JOIN", now=now)

    assert heard(session, ada) == ["already_joined"]
    assert open_question(session, ada) is Asked.CALL


def test_a_stop_in_the_middle_is_a_stop(session: Session, city: City, now: datetime) -> None:
    say(session, city, "JOIN", "Ann", "no more texts please", "PL4 7AA", now=now)

    ann = person(session)
    assert ann.contact.stopped_at == now + 8 * MINUTE
    assert ann.state is State.JOINING
    queued = [one.kind for one in messages(session, ann) if one.status is Status.QUEUED]
    assert queued == ["stopped"]


def test_only_start_lets_somebody_join_again_who_said_stop(
    session: Session, city: City, now: datetime
) -> None:
    say(session, city, "stop", "JOIN", "Ann", now=now)
    contact = contact_of(session, city, PHONE)
    assert (contact.stopped_at, contact.consented_at) == (now, None)

    say(session, city, "START", "Ann", "PL4 7AA", now=now + DAY)

    assert person(session).state is State.ACTIVE
    assert person(session).contact.may_be_called


def test_who_begins_twice_is_one_person(session: Session, city: City, now: datetime) -> None:
    say(session, city, "JOIN", "An", "JOIN", "Ann", "PL4 7AA", now=now)

    assert person(session).name == "Ann"


def test_a_sign_up_on_the_web_counts_once_the_phone_says_yes(
    session: Session, city: City, now: datetime
) -> None:
    signed_up(city, now=now)
    assert (person(session).state, person(session).contact.may_be_called) == (
        State.UNCONFIRMED, False,
    )  # fmt: skip

    say(session, city, "Yes please", now=now)

    ann = person(session)
    assert (ann.state, ann.contact.may_be_called) == (State.ACTIVE, True)
    assert heard(session, ann) == ["confirm", "joined"]
    words = [entry.wording for entry in ledger.of_contact(session, ann.contact)]
    assert words == [WORDING, messages(session, ann)[0].body]


def test_somebody_else_s_number_says_no_and_is_left_in_peace(
    session: Session, city: City, now: datetime
) -> None:
    signed_up(city, now=now)

    say(session, city, "no", now=now)
    again = signed_up(city, now=now + 30 * DAY, name="Bob")

    contact = contact_of(session, city, PHONE)
    assert heard(session, contact) == ["confirm", "not_joined"]
    assert (person(session).state, contact.consented_at, again) == (State.LEFT, None, None)


@pytest.mark.parametrize(
    ("phone", "reason"), [("+33612345678", "not a UK number"), ("+441752668000", "landline")]
)
def test_a_number_we_do_not_text_is_told_so_and_joins_nothing(
    session: Session, city: City, now: datetime, phone: str, reason: str
) -> None:
    text(session, city, phone, "JOIN", now=now)

    contact = contact_of(session, city, phone)
    (answer,) = messages(session, contact)
    assert reason in answer.body
    assert open_question(session, contact) is None
