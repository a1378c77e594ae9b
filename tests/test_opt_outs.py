"""A stop outlives everything else that was known of a number, and a change of secret."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import a_city, a_contact, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.posting import HOUR, send_all, write
from tests.texting import contact_of, heard, messages, open_question, text
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import GatewayError
from volunteer.messages import contacts, ledger, opt_outs
from volunteer.messages.effects import Effect
from volunteer.messages.model import Asked, Consent, Contact, Message, Question, Source, Text
from volunteer.messages.opt_outs import OptOut
from volunteer.messages.status import Status
from volunteer.people import service as people
from volunteer.people.model import SignInCode, State, Volunteer
from volunteer.places.model import Postcode

PHONE = "+447700900123"
ADA = people.SignUp(
    name="Ada",
    phone=PHONE,
    home_text="PL4 7AA",
    adult=True,
    agreed=True,
    wording="I agree that the council texts me.",
)
WAYS_TO_WRITE_IT = [
    "+447700900123",
    "07700 900123",
    "07700900123",
    "(07700) 900-123",
    "00447700900123",
]


@pytest.fixture(autouse=True)
def postcode(session: Session) -> None:
    """Put one postcode on the map."""
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.commit()


def sign_up(city: City, now: datetime, *, name: str = "Ada") -> int | None:
    new = people.SignUp(**{n: getattr(ADA, n) for n in ADA.__slots__} | {"name": name})
    return people.sign_up(city, new, address="192.0.2.1", now=now, addresses=False)


def erase(session: Session, contact_id: int) -> None:
    """Delete everything that is known of a phone, but the hash of its stop."""
    session.rollback()
    session.execute(sa.delete(Effect))
    for mine in (Consent, Message, Question, SignInCode, Volunteer, Text):
        session.execute(sa.delete(mine).where(mine.contact_id == contact_id))
    session.execute(sa.delete(Contact).where(Contact.id == contact_id))
    session.commit()


def stop(contact: Contact, now: datetime) -> None:
    with transaction() as session:
        ledger.stop(session, contact, source=Source.TEXT, wording="no more texts", now=now)


def stops_now(session: Session, contact: Contact) -> tuple[datetime | None, datetime | None]:
    """Return since when the carrier blocks a phone, and since when we do."""
    session.refresh(contact)
    return contact.carrier_blocked_at, contact.stopped_at


@pytest.fixture
def erased(session: Session, city: City, now: datetime) -> str:
    """Give the number of somebody who joined, said stop and was erased."""
    contact = a_volunteer(session, city, "Ada", phone=PHONE).contact
    text(session, city, contact, "please no more texts", now=now)
    erase(session, contact.id)
    assert session.scalars(sa.select(Contact.id)).all() == []
    return PHONE


def test_the_hash_of_a_number_tells_nobody_the_number(
    session: Session, erased: str, now: datetime
) -> None:
    [kept] = session.scalars(sa.select(OptOut)).all()

    assert erased[-6:] not in kept.digest
    assert len(kept.digest) == 64
    assert kept.at == now


@pytest.mark.parametrize("written", WAYS_TO_WRITE_IT)
def test_a_number_is_known_again_however_it_is_written(
    session: Session, city: City, erased: str, now: datetime, written: str
) -> None:
    assert opt_outs.since(session, city.id, written) == now
    assert opt_outs.since(session, city.id, "07700 900124") is None


def test_a_new_secret_forgets_no_stop(
    make_app: Callable[..., Flask], city: City, erased: str, now: datetime
) -> None:
    city_id = city.id
    changed = {"SECRET_KEY": "quite another secret"}  # pragma: allowlist secret
    with make_app(**changed).app_context():
        assert opt_outs.since(db.session(), city_id, erased) == now
    with make_app(OPT_OUT_KEY="the one thing that must never be changed").app_context():
        assert opt_outs.since(db.session(), city_id, erased) is None  # what the key guards


def test_an_erased_number_that_texts_join_is_stopped_still(
    session: Session, city: City, erased: str, now: datetime
) -> None:
    text(session, city, erased, "JOIN", now=now + HOUR)

    contact = contact_of(session, city, erased)
    assert (contact.stopped_at, contact.may_be_called) == (now, False)
    assert heard(session, contact) == []


def test_an_erased_number_that_anything_makes_known_again_is_stopped_still(
    session: Session, city: City, erased: str, now: datetime
) -> None:
    with transaction() as open_session:  # the one door by which a phone comes in
        contact = contacts.of(open_session, city_id=city.id, phone=erased, now=now + HOUR)
        assert contact.stopped_at == now


def test_an_erased_number_that_signs_up_is_stopped_until_its_yes(
    session: Session, city: City, erased: str, sms: FakeSms, now: datetime
) -> None:
    volunteer_id = sign_up(city, now + HOUR)

    contact = contact_of(session, city, erased)
    assert contact.stopped_at == now
    send_all(sms, city, now=now + HOUR)
    assert len(sms.sent) == 1  # the question whether it was them, and nothing else
    text(session, city, contact, "YES", now=now + 2 * HOUR)
    session.refresh(contact)
    assert contact.may_be_called
    assert session.get_one(Volunteer, volunteer_id).state is State.ACTIVE
    assert heard(session, contact) == ["confirm", "joined"]
    assert session.scalars(sa.select(OptOut)).all() == []


@pytest.mark.parametrize("answer", ["NO", "hello", "STOP", "who is this?", "2.5"])
def test_an_erased_number_that_says_anything_but_yes_stays_stopped(
    session: Session, city: City, erased: str, now: datetime, answer: str
) -> None:
    sign_up(city, now + HOUR)

    text(session, city, erased, answer, now=now + 2 * HOUR)

    assert contact_of(session, city, erased).stopped_at == now
    assert len(session.scalars(sa.select(OptOut)).all()) == 1


@pytest.mark.parametrize("word", ["START", "UNSTOP", "start"])
def test_an_erased_number_that_says_start_is_free_again(
    session: Session, city: City, erased: str, now: datetime, word: str
) -> None:
    text(session, city, erased, word, now=now + HOUR)

    contact = contact_of(session, city, erased)
    assert contact.stopped_at is None
    assert session.scalars(sa.select(OptOut)).all() == []


def test_another_citys_stop_is_its_own(
    session: Session, city: City, erased: str, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")

    assert opt_outs.since(session, barnsley.id, erased) is None
    assert opt_outs.since(session, city.id, erased) == now


def test_whoever_stopped_and_signs_up_again_is_asked_once_and_comes_back_by_their_yes(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    text(session, city, ada, "no more texts please", now=now)
    assert heard(session, ada) == ["stopped"]

    for days in (1, 2, 30):
        assert sign_up(city, now + timedelta(days=days)) is None

    assert heard(session, ada) == ["stopped", "confirm"]
    text(session, city, ada, "yes", now=now + timedelta(days=3))
    session.refresh(ada.contact)
    assert ada.contact.may_be_called
    assert heard(session, ada)[2:] == ["joined"]


def test_a_no_to_somebody_elses_sign_up_leaves_a_volunteer_as_they_were(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    stop(ada.contact, now)
    sign_up(city, now + HOUR)
    assert open_question(session, ada) is Asked.CONFIRM

    text(session, city, ada, "no", now=now + 2 * HOUR)

    session.refresh(ada)
    assert (ada.state, ada.contact.stopped_at) == (State.ACTIVE, now)
    assert heard(session, ada) == ["confirm", "not_joined"]  # the second is suppressed


def test_a_yes_after_a_stop_does_not_answer_the_question_from_before_it(
    session: Session, city: City, now: datetime
) -> None:
    sign_up(city, now)
    text(session, city, PHONE, "STOP", now=now + HOUR)

    text(session, city, PHONE, "YES", now=now + 2 * HOUR)

    contact = contact_of(session, city, PHONE)
    assert contact.stopped_at == now + HOUR
    assert not contact.may_be_called


def test_a_number_that_the_carrier_blocks_gets_no_text_that_cannot_arrive(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    text(session, city, ada, "STOP", now=now, opt_out="STOP")
    assert ada.contact.carrier_blocked_at == now

    assert sign_up(city, now + HOUR) is None
    assert heard(session, ada) == []

    text(session, city, ada, "YES", now=now + 2 * HOUR, opt_out="START")  # lifts theirs, not ours
    assert stops_now(session, ada.contact) == (None, now)
    sign_up(city, now + 3 * HOUR)
    assert heard(session, ada) == ["confirm"]  # their YES is for a person: no answer reaches them
    assert [one.status for one in messages(session, ada)] == [Status.QUEUED]


@pytest.mark.parametrize(
    ("words", "lifts"), [("YES", True), ("Yes ", True), ("yes please", False), ("hello", False)]
)
def test_a_yes_lifts_the_carriers_block_though_nobody_tells_us_and_our_stop_stays(
    session: Session, city: City, sms: FakeSms, now: datetime, *, words: str, lifts: bool
) -> None:
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    sms.failures = [GatewayError("stopped", permanent=True, code="21610")]
    text(session, city, ada, "STOP", now=now)  # with no word of the carrier's that it knows
    send_all(sms, city, now=now)
    assert stops_now(session, ada.contact) == (now, now)

    text(session, city, ada, words, now=now + HOUR)

    assert stops_now(session, ada.contact) == (None if lifts else now, now)
    sign_up(city, now + 2 * HOUR)
    assert ("confirm" in heard(session, ada)) == lifts  # who is blocked gets no text in vain


def test_start_lifts_our_stop_and_the_carriers(session: Session, city: City, now: datetime) -> None:
    ada = a_volunteer(session, city, "Ada", phone=PHONE)
    text(session, city, ada, "STOP", now=now, opt_out="STOP")

    text(session, city, ada, "START", now=now + HOUR, opt_out="START")

    assert stops_now(session, ada.contact) == (None, None)
    assert heard(session, ada) == []  # the carrier has answered both


def test_a_stop_is_for_the_number_in_every_project_and_for_everybody_on_it(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    ann = a_volunteer(session, city, "Ann", phone=PHONE)
    raj = a_volunteer(session, city, "Raj")
    raj.contact = ann.contact
    session.commit()
    invite(session, an_opening(session, city, "Plant the square"), ann, now=now)
    for title in ("a call", "a reminder", "an answer"):
        write(city, ann.contact, title, now=now)

    text(session, city, ann, "take me off your list", now=now)
    send_all(sms, city, now=now)

    assert [m for m in heard(session, raj) if m != "call"] == ["stopped"]
    assert [letter.to for letter in sms.sent] == [PHONE]
    assert open_question(session, raj) is None
    text(session, city, a_contact(session, city), "hello", now=now)  # and for no other
    send_all(sms, city, now=now + HOUR)
    assert len(sms.sent) == 2
