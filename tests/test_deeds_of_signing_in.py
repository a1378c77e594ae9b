"""What is done about signing in is in the audit log: by whom, about whom, and in order."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import PASSWORD, equip, shown, wrong
from tests.builders import a_member, a_volunteer
from tests.logbook import rows
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.audit import Deed
from volunteer.core.audit.verify import verify
from volunteer.core.db import transaction
from volunteer.core.errors import Refused
from volunteer.staff import forgotten, members, passwords, second_factor, service
from volunteer.staff.model import Member, Role
from volunteer.staff.tries import TRIES
from volunteer.visits import service as visits

Log = Callable[[], list[tuple[str, str, int | None]]]
DONE_HERE = {
    Deed.SIGNED_IN,
    Deed.SIGN_IN_FAILED,
    Deed.SIGNED_OUT,
    Deed.SESSION_ENDED,
    Deed.PASSWORD_SET,
    Deed.PASSWORD_FORGOTTEN,
    Deed.SECOND_FACTOR_SET_UP,
    Deed.SECOND_FACTOR_RESET,
    Deed.RECOVERY_CODES_MADE,
    Deed.RECOVERY_CODE_USED,
    Deed.VOLUNTEER_SIGNED_IN,
    Deed.ROLE_CHANGED,
    Deed.LINK_SENT,
}


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


@pytest.fixture
def log(session: Session, city: City) -> Log:
    """Give a way to read the log; its chain must hold."""

    def read() -> list[tuple[str, str, int | None]]:
        session.rollback()
        assert verify(session, city.id).fault is None
        return [(row.deed, row.by_kind, row.by_id) for row in rows(session, city)]

    return read


def test_coming_in_by_a_link_and_going(
    session: Session, browser: Browser, cora: Member, log: Log
) -> None:
    with transaction() as open_session:
        token = service.new_link(open_session, cora, asks_password=True, now=clock.now())
    browser.post(f"/staff/links/{token}", password=PASSWORD)
    secret = second_factor.offer(cora.city_id, cora.id)
    browser.post("/staff/phone", code=shown(secret))
    browser.post("/sign-out")

    me = ("member", cora.id)
    assert log() == [
        ("password set", *me),
        ("second factor set up", *me),
        ("signed in", *me),
        ("signed out", *me),
    ]


def test_codes_on_paper_made_and_used(
    session: Session, browser: Browser, cora: Member, log: Log
) -> None:
    secret = equip(session, cora)
    browser.sign_in(cora)
    page = browser.post("/staff/account/recovery-codes", password=PASSWORD, code=shown(secret))
    code = page.text.partition("<code>")[2].partition("</code>")[0]

    second_factor.check(cora.city_id, cora.id, code, now=datetime.now(UTC))

    assert [deed for deed, *_ in log()] == [
        "second factor set up",
        "recovery codes made",
        "recovery code used",
    ]


def test_so_many_wrong_tries_that_they_lock_are_written_down_once(
    session: Session, cora: Member, log: Log
) -> None:
    secret, now = equip(session, cora), datetime.now(UTC)
    for _ in range(TRIES + 3):
        with pytest.raises(Refused):
            passwords.sign_in(cora.city_id, cora.email, "a wrong guess", now=now)
        with pytest.raises(Refused):
            second_factor.check(cora.city_id, cora.id, wrong(secret), now=now)

    assert log()[1:] == [("sign-in failed", "nobody", None)] * 2


def test_a_forgotten_password_is_written_down_when_it_is_a_members(
    cora: Member, log: Log, now: datetime
) -> None:
    for email in (cora.email, "nobody@example.org"):
        forgotten.ask(cora.city_id, email, address="192.0.2.1", now=now)
    while forgotten.answer_next(now=now):
        pass

    assert log() == [("password forgotten", "nobody", None)]


def test_somebody_ends_what_they_have_open_elsewhere(
    session: Session, browser: Browser, cora: Member, log: Log
) -> None:
    browser.sign_in(cora)
    now = datetime.now(UTC)
    visits.begin(cora.city_id, member_id=cora.id, now=now)
    [there, _] = visits.of_member(session, cora.city_id, cora.id, now=now)
    here = visits.of_member(session, cora.city_id, cora.id, now=now)[1]
    ends = there.id if there.browser != "Firefox" else here.id

    browser.post(f"/staff/account/visits/{ends}/end")
    browser.post("/staff/account/visits/end")

    assert [deed for deed, *_ in log()] == ["signed in", "session ended", "session ended"]


def test_roles_and_phones_are_changed_by_an_administrator(
    session: Session, city: City, cora: Member, log: Log, now: datetime
) -> None:
    ann = a_member(session, city, "Ann", role=Role.ADMINISTRATOR)

    members.set_role(ann, cora.id, Role.MANAGER, "Growing Together", now=now)
    members.send_link(ann, cora.id, now=now)
    members.link_by_hand(ann, cora.id, now=now)
    members.set_role(ann, cora.id, Role.COORDINATOR, "Growing Together", now=now)
    members.reset_second_factor(ann, cora.id, now=now)

    by = ("member", ann.id)
    assert log() == [
        ("role changed", *by),
        ("link sent", *by),
        ("link sent", *by),
        ("role changed", *by),
        ("second factor reset", *by),
    ]


def test_a_volunteer_signs_in(session: Session, city: City, log: Log) -> None:
    ada = a_volunteer(session, city)

    visits.begin(city.id, volunteer_id=ada.id, now=datetime.now(UTC))

    assert log() == [("volunteer signed in", "volunteer", ada.id)]
