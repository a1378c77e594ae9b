"""The demo's inbox: mails arrive, are read, and lead somewhere."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_member, a_volunteer
from tests.noticing import tell_account
from tests.visitor import Visitor
from tests.wires import Inside
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.ports import Mail
from volunteer.demo import make
from volunteer.gateways import mailbox
from volunteer.messages import inbox
from volunteer.staff.model import Role
from volunteer.staff.notices import Kind

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """Give the demo, with its context open."""
    app = make_app(DEMO=True, PUBLIC_BASE_URL=HERE)
    with app.app_context():
        yield app


@pytest.fixture
def visitor(app: Flask, city: City) -> Visitor:
    """Give somebody who looks around in Plymouth."""
    return Visitor(Inside(app, city.host))


def test_an_empty_inbox_says_how_to_get_a_mail(visitor: Visitor) -> None:
    page = visitor.open("/inbox")

    assert "No mail yet" in page.words


def test_a_text_that_sounds_like_danger_arrives_as_mail_and_leads_to_the_desk(
    session: Session, city: City, visitor: Visitor
) -> None:
    a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)
    contact = a_volunteer(session, city, "Ada").contact
    visitor.open(f"/phones/{contact.id}")

    visitor.send("/texts", body="help I've fallen")
    inbox_page = visitor.open("/inbox")
    mail = visitor.follow("Plymouth: a text sounds like danger")

    assert "To Lee" in inbox_page.words
    assert "Lee, lee" in mail.words
    assert mail.links["http://plymouth.example:8000/staff/desk"] == "/staff/desk"


def test_an_invitation_s_link_can_be_followed(
    session: Session, city: City, app: Flask, visitor: Visitor
) -> None:
    tell_account(a_member(session, city, "New"), Kind.INVITED, now=clock.now())
    app.extensions["worker"].work_off()
    visitor.open("/inbox")
    page = visitor.follow("Volunteer at Plymouth City Council")

    [way] = [to for to in page.links.values() if to.startswith("/staff/links/")]

    assert "New" in visitor.open(way).words


def test_one_mail_is_there_once_however_often_it_is_sent(session: Session, city: City) -> None:
    mail = Mail("<1@a>", city.id, "Council", "a@b.example", "Hello", "Words\n", clock.now())
    session.rollback()
    for _ in range(3):
        mailbox.Mailbox().send(mail)

    assert len(mailbox.mails(session, city.id)) == 1


def test_mails_of_another_city_are_not_in_the_inbox(
    session: Session, city: City, visitor: Visitor
) -> None:
    other = a_city(session, "Barnsley")
    mail = Mail("<1@a>", other.id, "Council", "a@b.example", "Hello", "Words\n", clock.now())
    session.rollback()
    mailbox.Mailbox().send(mail)
    [kept] = mailbox.mails(session, other.id)

    assert "No mail yet" in visitor.open("/inbox").words
    assert visitor.wire.get(f"/inbox/{kept.id}").status == 404


def test_outside_the_demo_there_is_no_inbox(make_app: Callable[..., Flask], city: City) -> None:
    client = make_app().test_client()

    for address in ("/inbox", "/inbox/1"):
        assert client.get(address, base_url=f"https://{city.host}/").status_code == 404


def test_the_demo_city_as_made_tells_of_danger_by_mail(make_app: Callable[..., Flask]) -> None:
    app = make_app(DEMO=True, PUBLIC_BASE_URL=HERE)
    with app.app_context():
        make.make(now=clock.now())
        app.extensions["worker"].work_off()
        plymouth = db.session.query(City).filter_by(slug="plymouth").one()
        contact = a_contact(db.session(), plymouth, "+447700900999")
        at = clock.now() + timedelta(seconds=1)
        inbox.receive(plymouth.id, sid="SM1", phone=contact.phone, body="help I've fallen", now=at)

        app.extensions["worker"].work_off()

        mails = mailbox.mails(db.session(), plymouth.id)
        danger = {mail.to for mail in mails if "danger" in mail.subject}
        assert danger == {"helen.marsh@plymouth.example", "priya.nair@plymouth.example"}
