"""A forgotten password: the same answer for everybody, and a link by mail for members only."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import PASSWORD, equip, shown
from tests.builders import a_city, a_member
from tests.pages import Browser, problems
from tests.racing import at_once
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.gateways import mailbox
from volunteer.staff import coming_in, forgotten, members, standing
from volunteer.staff.forgotten import PasswordRequest
from volunteer.staff.members import Newcomer
from volunteer.staff.model import Member, Role, SignInLink
from volunteer.staff.notices import Kind
from volunteer.staff.notices.model import Notice
from volunteer.visits.model import Stage

HOUR = timedelta(hours=1)
FORGOTTEN = "/staff/sign-in/forgotten"
NEW = PASSWORD[::-1]


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


def ask(city: City, email: str, now: datetime, *, address: str = "192.0.2.1") -> None:
    forgotten.ask(city.id, email, address=address, now=now)
    while forgotten.answer_next(now=now):
        pass


def told(session: Session) -> list[tuple[int, Kind]]:
    session.rollback()
    return [(one.member_id, one.kind) for one in session.scalars(sa.select(Notice))]


def test_a_member_is_mailed_a_link_and_nobody_else_is(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    for email in (f" {cora.email.upper()} ", "nobody@example.org", "no address", ""):
        ask(city, email, now)

    assert told(session) == [(cora.id, Kind.NEW_PASSWORD)]


def test_who_may_not_come_in_gets_no_link(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    standing.disable(city.id, cora.email, now=now)

    ask(city, cora.email, now)

    assert told(session) == []


def test_a_member_of_another_city_gets_no_link_here(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    ask(a_city(session, "Barnsley"), cora.email, now)

    assert told(session) == []


def test_three_an_hour_are_mailed_and_nobody_is_told_so(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    for number in range(5):
        ask(city, cora.email, now, address=str(number))
        session.execute(sa.delete(Notice))
        session.commit()
        if number == 2:
            assert session.scalars(sa.select(sa.func.count(PasswordRequest.id))).one() == 3
    ask(city, cora.email, now)
    assert told(session) == []

    ask(city, cora.email, now + HOUR)

    assert told(session) == [(cora.id, Kind.NEW_PASSWORD)]


def test_ten_an_hour_are_asked_for_from_one_address(city: City, now: datetime) -> None:
    for number in range(10):
        ask(city, f"somebody{number}@example.org", now)

    with pytest.raises(Refused, match="Too many links"):
        ask(city, "one.more@example.org", now)
    ask(city, "one.more@example.org", now, address="192.0.2.2")
    ask(city, "one.more@example.org", now + HOUR)


def statements(city_id: int, email: str, now: datetime) -> list[str]:
    said: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", hear)
    try:
        forgotten.ask(city_id, email, address=email, now=now)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", hear)
    return said


def test_asking_is_the_same_work_for_every_address(city: City, cora: Member, now: datetime) -> None:
    city_id, addresses = city.id, (cora.email, "nobody@example.org")
    db.session.rollback()

    told_to_the_database = [statements(city_id, email, now) for email in addresses]

    assert len(told_to_the_database[0]) > 2
    assert told_to_the_database[0] == told_to_the_database[1]


def test_whose_address_it_was_is_sealed_and_then_forgotten(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    kept = sa.text("SELECT email, email_hash, address_hash FROM password_request")
    forgotten.ask(city.id, cora.email, address="192.0.2.1", now=now)
    sealed = tuple(session.execute(kept).one())

    assert forgotten.answer_next(now=now)

    assert not {cora.email, "192.0.2.1"} & set(sealed)
    assert sealed[0] is not None
    session.rollback()
    assert session.execute(kept).one()[0] is None


def test_many_workers_answer_each_who_asked_once(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    for number in range(6):
        member = a_member(session, city, f"Cora{number}")
        forgotten.ask(city.id, member.email, address=str(number), now=now)
    session.rollback()

    at_once(app, [lambda: forgotten.answer_next(now=now)] * 12)

    assert len(told(session)) == 6


def test_from_a_forgotten_password_to_a_new_one_by_mail_and_phone(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        city, session = a_city(db.session()), db.session()
        cora, browser = a_member(session, city), Browser(app, city)
        secret = equip(session, cora)

        known = browser.post(FORGOTTEN, email=cora.email)
        unknown = browser.post(FORGOTTEN, email="nobody@example.org")
        app.extensions["worker"].work_off()
        [mail] = mailbox.mails(session, city.id)
        found = re.search(r"/staff/links/\S+", mail.body)
        assert found is not None
        done = browser.post(found[0], password=NEW, code=shown(secret))

        assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
        assert "on its way" in browser.get(known.location).text
        assert done.location == "/staff"


def test_too_many_are_refused_at_the_field(app: Flask, city: City) -> None:
    browser = Browser(app, city)
    for number in range(10):
        browser.post(FORGOTTEN, email=f"somebody{number}@example.org")

    page = browser.post(FORGOTTEN, email="one.more@example.org")

    assert page.status_code == 422
    assert problems(page) == [
        "Too many links were asked for from here. Please try again in an hour."
    ]


def test_whom_somebody_invites_or_helps_is_mailed_a_link(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    ann = a_member(session, city, "Ann", role=Role.ADMINISTRATOR)
    cora.password_hash = "x"
    session.commit()

    dan = members.invite(ann, Newcomer("Others", "Dan", "dan@example.org", Role.MANAGER), now=now)
    members.send_link(ann, cora.id, now=now)

    assert told(session) == [(dan, Kind.INVITED), (cora.id, Kind.NEW_PASSWORD)]
    assert session.scalars(sa.select(SignInLink)).all() == []  # made when the mail goes


def test_where_no_mail_goes_out_a_link_is_shown_once_to_hand_over(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(MAIL_GATEWAY="none")
    with app.app_context():
        city, session = a_city(db.session()), db.session()
        ann = a_member(session, city, "Ann", role=Role.ADMINISTRATOR)
        cora, browser = a_member(session, city), Browser(app, city)
        browser.sign_in(ann)

        page = browser.post(f"/staff/members/{cora.id}/link")

        found = re.search(r"https://plymouth.example(/staff/links/[^<]+)<", page.text)
        assert found is not None
        assert "Welcome, Cora" in Browser(app, city).get(found[1]).text
        assert "/staff/links/" not in browser.get(f"/staff/members/{cora.id}").text
        assert "No mail goes out here" in Browser(app, city).get(FORGOTTEN).text


def test_somebody_who_cannot_come_in_gets_no_link(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    ann = a_member(session, city, "Ann", role=Role.ADMINISTRATOR)
    members.disable(ann, cora.id, now=now)

    for deed in (members.send_link, members.link_by_hand):
        with pytest.raises(Refused, match="Let them in again first"):
            deed(ann, cora.id, now=now)


def test_who_comes_in_from_a_new_browser_is_told_and_from_a_known_one_is_not(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    for browser in ("Firefox · Linux", "Firefox · Linux", "Chrome Mobile · Android"):
        coming_in.begin(city.id, cora.id, stage=Stage.CODE, browser=browser, now=now)
        coming_in.begin(city.id, cora.id, stage=Stage.IN, browser=browser, now=now)

    assert session.scalars(sa.select(Notice.about)).all() == ["new browser"]
