"""After a week of downtime nothing old goes out, whatever kind of text it is."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place, set_rules
from tests.builders import a_contact, a_member, a_volunteer, an_opening
from tests.conftest import NOON
from tests.fakes import FakeSms
from tests.posting import DAY, HOUR, MINUTE
from tests.texting import text
from volunteer.calls import offers, reminders, service
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.desk import service as desk
from volunteer.hours import asking as hours
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.people import code_texts, codes
from volunteer.people import service as people
from volunteer.people.model import Volunteer
from volunteer.places.model import Postcode
from volunteer.sms import conversation
from volunteer.staff.model import Role
from volunteer.worker import Worker

WEEK = timedelta(days=7)
KINDS = {
    "accepted",
    "already_joined",
    "call",
    "cancelled",
    "code",
    "confirm",
    "danger",
    "desk_reply",
    "hours_ask",
    "how_to_join",
    "offer",
    "passed_on",
    "reminder",
    "stopped",
}


@pytest.fixture
def app(make_app: Callable[..., Flask], sms: FakeSms) -> Iterator[Flask]:
    """Give the demo, whose clock can be moved, with its context open."""
    app = make_app(sms=sms, DEMO=True)
    with app.app_context():
        clock.move_to(NOON)
        yield app


@pytest.fixture
def worker(app: Flask, sms: FakeSms) -> Worker:
    """Give the one worker."""
    return Worker(app=app, sms=sms, geocoder=None, answer=conversation.answer_next)


@pytest.fixture
def written(app: Flask, session: Session, city: City) -> set[str]:
    """Write a text of every kind about these days, with nobody to send them; return the kinds."""
    set_rules(city, segments_a_second=1000)
    session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
    session.commit()
    asked(session, city)
    placed(session, city)
    signing_up(city)
    answered(session, city)
    session.rollback()
    return set(session.scalars(sa.select(Message.kind)))


def asked(session: Session, city: City) -> None:
    a_volunteer(session, city, "Ada")
    cora = a_member(session, city, "Cora")
    service.start(city, cora, an_opening(session, city, posted_by=cora).id, now=NOON)
    over = an_opening(session, city, starts=NOON - 4 * HOUR)
    place(session, over, a_volunteer(session, city, "Hal"), now=NOON - DAY)
    assert hours.ask_next(now=NOON)


def placed(session: Session, city: City) -> None:
    cora = a_member(session, city, "Cora")
    bo, eve, fay, ida = (a_volunteer(session, city, name) for name in ("Bo", "Eve", "Fay", "Ida"))
    service.accept_on_web(city, bo.id, an_opening(session, city, posted_by=cora).id, now=NOON)
    tomorrow = an_opening(session, city, starts=NOON + 20 * HOUR)
    place(session, tomorrow, eve, now=NOON - DAY)
    assert reminders.remind_next(now=NOON)
    place(session, an_opening(session, city), fay, now=NOON, standing=Standing.WAITING)
    assert offers.offer_due_next(now=NOON)
    off = an_opening(session, city, posted_by=cora)
    place(session, off, ida, now=NOON - DAY)
    service.cancel_session(city, cora, off.session_id, now=NOON)


def signing_up(city: City) -> None:
    for name, phone in (("Gil", "+447700900123"), ("Ada", known(city))):
        new = people.SignUp(
            name=name, phone=phone, home_text="PL4 7AA", adult=True, agreed=True, wording="I agree"
        )
        people.sign_up(city, new, address="192.0.2.1", now=NOON, addresses=False)
    codes.ask(city, known(city), asker="a browser", address="192.0.2.1", now=NOON)
    assert code_texts.write_next(now=NOON)


def known(city: City) -> str:
    found = sa.select(Volunteer).where(Volunteer.city_id == city.id, Volunteer.name == "Ada")
    return db.session.scalars(found).one().contact.phone


def answered(session: Session, city: City) -> None:
    lead = a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)
    jo = a_volunteer(session, city, "Jo")
    question = text(session, city, jo, "Is there parking for my van?", now=NOON)
    desk.settle(city, lead, question.id, words="Yes, behind the hall.", now=NOON)
    text(session, city, a_volunteer(session, city, "Kit"), "help I've fallen", now=NOON)
    text(session, city, a_volunteer(session, city, "Lou"), "STOP", now=NOON)
    text(session, city, a_contact(session, city), "who is this please", now=NOON)


def work_off(worker: Worker, moment: datetime) -> None:
    clock.move_to(moment)
    while worker.work_off() > 1:  # the heartbeat is no work
        pass


def statuses(session: Session) -> dict[str, set[Status]]:
    session.rollback()
    found: dict[str, set[Status]] = {}
    for kind, status in session.execute(sa.select(Message.kind, Message.status)):
        found.setdefault(kind, set()).add(status)
    return found


def test_a_minute_later_a_text_of_every_kind_goes_out(
    session: Session, written: set[str], worker: Worker, sms: FakeSms
) -> None:
    """The control: these texts are written, due, and sent when nothing was down."""
    for minute in range(1, 4):
        work_off(worker, NOON + minute * MINUTE)

    assert written >= KINDS
    assert {kind: statuses(session)[kind] for kind in KINDS} == {
        kind: {Status.ACCEPTED} for kind in KINDS
    }


def test_a_week_later_none_of_them_goes_out(
    session: Session, written: set[str], worker: Worker, sms: FakeSms
) -> None:
    for minute in range(1, 4):
        work_off(worker, NOON + WEEK + minute * MINUTE)

    assert written >= KINDS
    assert sms.sent == []
    assert {kind: statuses(session)[kind] for kind in KINDS} == {
        kind: {Status.EXPIRED} for kind in KINDS
    }


def test_a_week_later_who_should_have_come_next_month_still_hears_that_it_is_cancelled(
    app: Flask, session: Session, city: City, worker: Worker, sms: FakeSms
) -> None:
    cora = a_member(session, city, "Cora")
    off, on = (
        an_opening(session, city, title, posted_by=cora, starts=NOON + 21 * DAY)
        for title in ("The one", "The other")
    )
    place(session, off, a_volunteer(session, city, "Ida"), now=NOON - DAY)
    service.cancel_session(city, cora, off.session_id, now=NOON)
    service.accept_on_web(city, a_volunteer(session, city, "Bo").id, on.id, now=NOON)

    work_off(worker, NOON + WEEK)

    assert [("cancelled" in letter.body) for letter in sms.sent] == [True]
