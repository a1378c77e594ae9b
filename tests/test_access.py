"""Who may come in where."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.pages import Browser, told
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.people.model import State
from volunteer.staff import members, standing
from volunteer.staff.model import Role
from volunteer.web import rights
from volunteer.web.access import local
from volunteer.web.rights import Whom

HALF_AN_HOUR, TWELVE_HOURS = 30 * 60, 12 * 60 * 60


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


def addresses(app: Flask, whom: Whom, method: str = "GET") -> list[str]:
    """Return an address of each page that is for some, with 1 for every number in it."""
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    address = app.url_map.bind("").build
    return [
        address(rule.endpoint, dict.fromkeys(rule.arguments, 1))
        for rule in rules
        if rights.whom(rule.endpoint, method) == whom
    ]


def test_strangers_are_sent_to_sign_in(app: Flask, browser: Browser) -> None:
    for whom, where in (
        (rights.VOLUNTEERS, "/sign-in"),
        (rights.STAFF, "/staff/sign-in"),
        (rights.HALFWAY, "/staff/sign-in"),
    ):
        for address in addresses(app, whom):
            answer = browser.get(address)

            assert answer.status_code == 303, address
            assert answer.location.partition("?")[0] == where


def test_another_citys_things_are_not_found(session: Session, app: Flask, city: City) -> None:
    opening = an_opening(session, city)
    barnsley = Browser(app, a_city(session, "Barnsley"))

    answer = barnsley.get(f"/projects/{opening.session.project_id}")

    assert answer.status_code == 404


def test_being_signed_in_ends_at_the_citys_wall(session: Session, app: Flask, city: City) -> None:
    barnsley = a_city(session, "Barnsley")
    browser = Browser(app, city)
    browser.city_id = barnsley.id
    browser.sign_in(a_volunteer(session, barnsley))

    assert browser.get("/me").status_code == 303


def test_an_unknown_host_is_no_city(browser: Browser) -> None:
    browser.base_url = "http://elsewhere.example/"

    answer = browser.get("/")

    assert answer.status_code == 400
    assert "No city uses this address" in answer.text


def test_in_demo_mode_this_machine_is_the_first_city(make_app: Callable[..., Flask]) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        a_city(db.session())

        page = app.test_client().get("/", base_url="http://127.0.0.1:8000/")

    assert page.status_code == 200
    assert "Invented people, no real texts" in page.text


@pytest.mark.parametrize(
    ("idle", "age"), [(HALF_AN_HOUR + 1, HALF_AN_HOUR + 1), (0, TWELVE_HOURS + 1)]
)
def test_staff_are_signed_out_when_idle_and_after_half_a_day(
    session: Session, browser: Browser, city: City, idle: float, age: float
) -> None:
    browser.sign_in(a_member(session, city), idle=idle, age=age)

    assert browser.get("/staff").status_code == 303


def test_a_disabled_member_is_out_at_once(
    session: Session, browser: Browser, city: City, now: datetime
) -> None:
    member = a_member(session, city)
    browser.sign_in(member)
    member.disabled_at = now
    session.commit()

    assert browser.get("/staff").status_code == 303


def test_staff_who_sign_out_stay_signed_in_on_their_other_browsers(
    app: Flask, session: Session, browser: Browser, city: City
) -> None:
    elsewhere, member = Browser(app, city), a_member(session, city)
    for one in (browser, elsewhere):
        one.sign_in(member)
        assert one.get("/staff").status_code == 200

    browser.post("/sign-out")

    assert browser.get("/staff").status_code == 303
    assert elsewhere.get("/staff").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_a_copied_cookie_is_dead_after_signing_out(
    session: Session, browser: Browser, city: City, role: Role
) -> None:
    browser.sign_in(a_member(session, city, role=role))
    thief = browser.copied()
    assert thief.get("/staff").status_code == 200

    browser.post("/sign-out")

    assert thief.get("/staff").status_code == 303


def test_a_volunteers_copied_cookie_is_dead_after_signing_out(
    session: Session, browser: Browser, city: City
) -> None:
    browser.sign_in(a_volunteer(session, city))
    thief = browser.copied()
    assert thief.get("/me").status_code == 200

    browser.post("/sign-out")

    assert thief.get("/me").status_code == 303


def test_a_copied_cookie_is_dead_after_its_member_was_disabled(
    session: Session, browser: Browser, city: City, now: datetime
) -> None:
    ann, cora = a_member(session, city, "Ann", role=Role.ADMINISTRATOR), a_member(session, city)
    browser.sign_in(cora)
    thief = browser.copied()

    members.disable(ann, cora.id, now=now)
    members.enable(ann, cora.id, now=now)

    assert thief.get("/staff").status_code == 303


def test_a_copied_cookie_is_dead_after_its_member_got_another_role(
    session: Session, browser: Browser, city: City, now: datetime
) -> None:
    ann, cora = a_member(session, city, "Ann", role=Role.ADMINISTRATOR), a_member(session, city)
    browser.sign_in(cora)
    thief = browser.copied()

    members.set_role(ann, cora.id, Role.MANAGER, "Growing Together", now=now)

    assert thief.get("/staff").status_code == 303


def test_who_was_disabled_and_enabled_again_must_sign_in_again(
    session: Session, browser: Browser, city: City, now: datetime
) -> None:
    cora = a_member(session, city)
    browser.sign_in(cora)

    standing.disable(city.id, cora.email, now=now)
    standing.enable(city.id, cora.email, now=now)

    assert browser.get("/staff").status_code == 303


def test_a_volunteer_on_the_same_browser_does_not_sign_staff_out_elsewhere(
    app: Flask, session: Session, browser: Browser, city: City
) -> None:
    elsewhere = Browser(app, city)
    elsewhere.sign_in(a_member(session, city))
    browser.sign_in(a_volunteer(session, city))

    browser.post("/sign-out")

    assert elsewhere.get("/staff").status_code == 200


def test_somebody_who_left_is_out_at_once(session: Session, browser: Browser, city: City) -> None:
    ada = a_volunteer(session, city)
    browser.sign_in(ada)
    ada.state = State.LEFT
    session.commit()

    assert browser.get("/me").status_code == 303


def test_a_form_without_its_token_changes_nothing(browser: Browser) -> None:
    answer = browser.client.post("/sign-out", base_url=browser.base_url)

    assert answer.status_code == 400
    assert "open too long" in answer.text


def test_signing_in_goes_on_only_to_our_own_pages() -> None:
    assert local("/me?a=b", "/") == "/me?a=b"
    for foreign in ("//evil.example", "https://evil.example", "/\\evil.example", "me", "", None):
        assert local(foreign, "/") == "/"


def test_every_answer_says_what_the_browser_must_not_do(browser: Browser) -> None:
    for address in ("/", "/nothing", "/health", "/city.css"):
        headers = browser.get(address).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_pages_behind_sign_in_are_kept_nowhere(
    session: Session, browser: Browser, city: City
) -> None:
    assert "no-store" not in browser.get("/").headers.get("Cache-Control", "")
    browser.sign_in(a_volunteer(session, city))

    assert browser.get("/me").headers["Cache-Control"] == "no-store"
    assert browser.get("/").headers["Cache-Control"] == "no-store"


def test_signing_out_signs_out(session: Session, browser: Browser, city: City) -> None:
    browser.sign_in(a_volunteer(session, city))

    browser.post("/sign-out")

    assert told(browser.get("/")) == ["You are signed out."]
    assert browser.get("/me").status_code == 303


def test_a_wrong_method_says_which_is_right(browser: Browser) -> None:
    answer = browser.get("/sign-out")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_council_leads_find_what_is_theirs(session: Session, browser: Browser, city: City) -> None:
    browser.sign_in(a_member(session, city, role=Role.COUNCIL_LEAD))

    assert browser.get("/staff/challenges/new").status_code == 200
