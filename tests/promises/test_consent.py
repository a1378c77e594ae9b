"""Statements 1 to 9: nobody is texted who did not agree to it, and a stop is a stop."""

from collections.abc import Callable
from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_volunteer
from tests.fakes import FakeSms
from tests.live import live
from tests.pages import Browser
from tests.promises.town import (
    DAY,
    HOUR,
    WEB_WORDING,
    a_call_for,
    forget,
    join_on_the_web,
    send,
    told,
)
from tests.texting import contact_of, heard, messages, text
from volunteer.cities.model import City
from volunteer.core import phone
from volunteer.core.db import db
from volunteer.messages import contacts, inbox, ledger
from volunteer.messages.effects import Effect
from volunteer.messages.model import (
    Consent,
    Contact,
    Message,
    Outcome,
    Question,
    Source,
    Text,
)
from volunteer.messages.status import Status
from volunteer.people.model import State, Volunteer
from volunteer.sms import conversation

PHONE = "+447700900999"


def test_01_no_call_without_a_recorded_opt_in_for_texts(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    page = Browser(app, city).get("/join").text
    ticked = [box for box in page.split("<input")[1:] if "checked" in box.partition(">")[0]]
    assert ("Ada" not in page, ticked) == (True, [])
    text(session, city, PHONE, "JOIN", now=now - HOUR)  # who only asked has agreed to nothing
    ann = contact_of(session, city, PHONE)
    assert (ann.consented_at, ledger.of_contact(session, ann)) == (None, [])

    silent, ada = a_volunteer(session, city, "Sid"), a_volunteer(session, city, "Ada")
    silent.contact.consented_at = None
    session.commit()
    a_call_for(session, city, now=now)
    assert (heard(session, silent), heard(session, ada)) == ([], ["call"])

    text(session, city, PHONE, "Ann", now=now)
    (agreed,) = ledger.of_contact(session, contact_of(session, city, PHONE))
    assert (agreed.given, agreed.purpose, agreed.source) == (True, "calls", Source.TEXT)
    assert agreed.wording == messages(session, contact_of(session, city, PHONE))[0].body
    assert "STOP" in agreed.wording


def test_02_a_web_sign_up_is_confirmed_by_reply_before_any_call_and_gets_one_text_ever(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    join_on_the_web(session, city, PHONE, now=now)
    ann = contact_of(session, city, PHONE)

    a_call_for(session, city, now=now + HOUR)
    for month in range(1, 4):
        join_on_the_web(session, city, PHONE, now=now + 30 * month * DAY, name=f"Ann {month}")
    send(sms, session, now=now + HOUR)
    assert len(told(sms, ann)) == 1
    assert heard(session, ann) == ["confirm"]

    text(session, city, PHONE, "YES", now=now + 91 * DAY)
    assert session.scalars(sa.select(Volunteer.state)).all() == [State.ACTIVE]
    words = [entry.wording for entry in ledger.of_contact(session, ann)]
    assert words == [WEB_WORDING, messages(session, ann)[0].body]
    a_call_for(session, city, now=now + 91 * DAY)
    assert heard(session, ann)[-1] == "call"


def test_03_a_stop_is_in_the_ledger_with_its_outcome_and_suppresses_what_waits(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    a_call_for(session, city, now=now)
    before = len(ledger.of_contact(session, ada.contact))
    text_id = inbox.receive(
        city.id, sid="SM1", phone=ada.contact.phone, body="no more texts please", now=now
    )
    assert text_id is not None

    breaks = _break_the_next_commit(session)
    conversation.answer(text_id, now=now)
    session.rollback()
    half = session.get_one(Text, text_id)
    assert (breaks, half.outcome, ada.contact.stopped_at) == (["broke"], None, None)
    assert len(ledger.of_contact(session, ada.contact)) == before
    assert [one.status for one in messages(session, ada)] == [Status.QUEUED]

    assert conversation.answer(text_id, now=now)
    session.rollback()
    session.expire_all()
    assert session.get_one(Text, text_id).outcome is Outcome.STOPPED
    stop = ledger.of_contact(session, ada.contact)[-1]
    assert (stop.given, stop.text_id, stop.wording) == (False, text_id, "no more texts please")
    statuses = {one.kind: one.status for one in messages(session, ada)}
    assert statuses == {"call": Status.SUPPRESSED, "stopped": Status.QUEUED}


def _break_the_next_commit(session: Session) -> list[str]:
    """Let the next transaction that has read a text fail at its very end."""
    broke: list[str] = []

    def at_the_end(committing: Session) -> None:
        if not broke and any(isinstance(row, Text) and row.outcome for row in committing):
            broke.append("broke")
            raise RuntimeError("the power went")

    sa.event.listen(session, "before_commit", at_the_end)
    return broke


@pytest.mark.parametrize("advanced", [False, True], ids=["default", "advanced opt-out"])
@pytest.mark.parametrize("words", ["STOP", "cancel", "Please stop texting me", "take me off"])
def test_04_a_stop_is_confirmed_once_whoever_confirms_it(
    make_app: Callable[..., Flask], *, words: str, advanced: bool
) -> None:
    with live(make_app) as service:
        with service.app.app_context():
            city = a_city(db.session())
            number = city.number
            ada = a_volunteer(db.session(), city, "Ada").contact.phone
        service.owns(number)
        service.carrier.account.numbers[number].advanced = advanced
        phone = service.carrier.phone(ada)

        for _ in range(2):
            phone.text(words, to=number)
            service.work()

        carriers = words.upper() in {"STOP", "CANCEL"}
        ours = [body for body in phone.received if "will not text this number" in body]
        assert len(ours) == (0 if carriers else 1)
        assert len(phone.answers) == (2 if carriers else 0)  # the carrier's own, to each STOP


def test_05_a_stopped_phone_stays_stopped_until_start_or_a_fresh_opt_in_confirmed_once(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    for lift in ("START", "UNSTOP"):
        text(session, city, ada, "STOP", now=now)
        for number, words in enumerate(
            ("YES", "yes please", "JOIN", "no", "2", "hello", "HELP", "sorry I meant yes", "👍")
        ):
            text(session, city, ada, words, now=now + number * 11 * HOUR)
            session.refresh(ada.contact)
            assert ada.contact.stopped_at is not None, words

        text(session, city, ada, lift, now=now + 5 * DAY)
        session.refresh(ada.contact)
        assert ada.contact.may_be_called
        assert ledger.of_contact(session, ada.contact)[-1].given

    assert heard(session, ada).count("started") == 2

    text(session, city, ada, "STOP", now=now + 6 * DAY)
    join_on_the_web(session, city, ada.contact.phone, now=now + 7 * DAY, name=ada.name)
    session.refresh(ada.contact)
    assert ada.contact.stopped_at is not None  # anybody can fill a form in with her number
    assert heard(session, ada).count("confirm") == 1
    text(session, city, ada, "YES", now=now + 7 * DAY + HOUR)
    session.refresh(ada.contact)
    assert ada.contact.may_be_called


def test_06_after_a_web_opt_in_a_blocked_phone_is_told_to_text_start(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    blocked = a_contact(session, city, PHONE)
    blocked.stopped_at = blocked.carrier_blocked_at = now
    session.commit()
    browser = Browser(app, city)

    pages = []
    for number in (PHONE, "+447700900998"):
        fields = {"name": "Ann", "phone": number, "postcode": "PL4 7AA"}
        join_on_the_web(session, city, "+447700900997", now=now)  # so that the postcode is known
        browser.post("/join", **fields, adult="y", agreed="y")
        pages.append(browser.get("/join/sent").text.replace(phone.national(number), "…"))

    assert f"text START to {phone.national(city.number)}" in pages[0]
    assert pages[0].count("START") == pages[1].count("START")  # who is blocked is not told apart
    assert heard(session, blocked) == []


def test_07_a_stop_outlives_erasure_import_and_registration(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    text(session, city, PHONE, "STOP", now=now)
    everything = (Question, Consent, Message, Text)
    session.execute(sa.update(Message).values(question_id=None, in_reply_to_id=None))
    session.execute(sa.update(Consent).values(text_id=None))
    _forget_effects(session)
    forget(session, contact_of(session, city, PHONE), everything)
    assert session.scalars(sa.select(Contact)).all() == []

    imported = contacts.of(session, city_id=city.id, phone=PHONE, now=now + DAY)
    session.commit()
    assert imported.stopped_at is not None
    ada = a_volunteer_of(session, city, imported)
    a_call_for(session, city, now=now + DAY)
    send(sms, session, now=now + DAY)

    assert told(sms, ada.contact) == []


def _forget_effects(session: Session) -> None:
    session.execute(sa.delete(Effect))


def a_volunteer_of(session: Session, city: City, contact: Contact) -> Volunteer:
    """Import somebody who agreed elsewhere, and has this phone."""
    other = a_volunteer(session, city, "Ada")
    other.contact = contact
    contact.consented_at = other.created_at
    session.commit()
    return other


def test_08_a_stop_is_for_the_number_every_project_and_everybody_on_it(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    ann, raj = a_volunteer(session, city, "Ann"), a_volunteer(session, city, "Raj")
    raj.contact = ann.contact
    session.commit()
    a_call_for(session, city, now=now)

    text(session, city, ann, "please take me off your list", now=now)
    send(sms, session, now=now)
    for days in range(1, 30, 7):
        a_call_for(session, city, now=now + days * DAY)
        send(sms, session, now=now + days * DAY)

    assert [one.kind for one in messages(session, ann) if one.sid] == ["stopped"]
    assert len(told(sms, ann.contact)) == 1


def test_09_every_call_names_the_council_and_how_to_stop(
    session: Session, city: City, now: datetime
) -> None:
    city.languages = ["en", "cy"]
    for number, language in enumerate(("en", "cy", "en")):
        person = a_volunteer(session, city, ("Ada", "Bo", "A" * 40)[number])
        person.contact.language = language
    session.commit()

    a_call_for(session, city, now=now, places=3)

    calls = session.scalars(sa.select(Message.body).where(Message.kind == "call")).all()
    assert len(calls) == 3
    for body in calls:
        assert city.council in body
        assert "STOP" in body
