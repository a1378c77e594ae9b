"""Staff come in: by a link the first time, by a password and a code ever after."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.authenticator import PASSWORD, equip, shown, wrong
from tests.builders import a_member
from tests.pages import Browser, problems, told
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import transaction
from volunteer.staff import passwords, service
from volunteer.staff.model import Member
from volunteer.visits.model import Visit

NEW = "kettle orbit moss anvil"
SIGN_IN = "/staff/sign-in"


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator without a password yet."""
    return a_member(session, city)


def a_link(member: Member, *, asks_password: bool = True) -> str:
    with transaction() as session:
        token = service.new_link(session, member, asks_password=asks_password, now=clock.now())
    return f"/staff/links/{token}"


def first_step(browser: Browser, member: Member, onward: str = "") -> TestResponse:
    return browser.post(SIGN_IN + onward, email=member.email, password=PASSWORD)


def key_on(page: TestResponse) -> str:
    found = re.search(r'app-key">([A-Z2-7 ]+)<', page.text)
    assert found is not None
    return found[1].replace(" ", "")


def codes_on(page: TestResponse) -> list[str]:
    return re.findall(r"<code>([a-z2-9-]+)</code>", page.text)


def test_somebody_new_chooses_a_password_sets_a_phone_up_and_is_in(
    session: Session, browser: Browser, cora: Member
) -> None:
    address = a_link(cora)

    chosen = browser.post(address, password=PASSWORD)
    picture = browser.get("/staff/phone")
    done = browser.post("/staff/phone", code=shown(key_on(picture)))

    assert (chosen.status_code, chosen.location) == (303, "/staff/phone")
    assert 'src="data:image/svg+xml' in picture.text
    assert len(codes_on(done)) == 10
    assert done.headers["Cache-Control"] == "no-store"
    assert browser.get("/staff").status_code == 200


def test_who_chose_a_password_after_the_demos_clock_leapt_comes_in_by_it(
    make_app: Callable[..., Flask], session: Session, city: City, cora: Member
) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        clock.move_to(clock.now() + timedelta(days=7))
        address = a_link(cora)
    browser = Browser(app, city)

    browser.post(address, password=PASSWORD)
    browser.post("/staff/phone", code=shown(key_on(browser.get("/staff/phone"))))
    asked = first_step(Browser(app, city), cora)

    assert (asked.status_code, asked.location) == (303, "/staff/sign-in/code")


def test_until_the_phone_is_proved_nothing_else_is_to_be_seen(
    browser: Browser, cora: Member
) -> None:
    browser.post(a_link(cora), password=PASSWORD)
    browser.get("/staff/phone")

    early = browser.post("/staff/phone", code="000000")

    assert (early.status_code, len(problems(early))) == (422, 1)
    assert browser.get("/staff").location.startswith(SIGN_IN)
    assert browser.get("/staff/sign-in/code").status_code in {200, 303}


def test_a_link_works_once(browser: Browser, cora: Member) -> None:
    address = a_link(cora)

    short = browser.post(address, password="short")
    browser.post(address, password=PASSWORD)
    again = browser.get(address)

    assert short.status_code == 422
    assert again.status_code == 303
    assert "used already" in " ".join(told(browser.get(SIGN_IN)))


def test_a_password_that_others_would_guess_is_refused_with_the_reason(
    browser: Browser, cora: Member
) -> None:
    refused = browser.post(a_link(cora), password="growing together 1")

    assert problems(refused) == [
        "That password is easily guessed. Three or four odd words are better."
    ]


def test_staff_sign_in_by_two_steps_and_go_on_to_where_they_wanted(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret = equip(session, cora)

    guess = browser.post(SIGN_IN, email=cora.email, password="a wrong guess")
    first = first_step(browser, cora, "?next=/staff/desk")
    half = browser.get("/staff")
    mistyped = browser.post("/staff/sign-in/code", code=wrong(secret))
    second = browser.post("/staff/sign-in/code", code=shown(secret))

    assert guess.status_code == 422
    assert cora.email in guess.text
    assert (first.status_code, first.location) == (303, "/staff/sign-in/code")
    assert half.location.startswith(SIGN_IN)
    assert mistyped.status_code == 422
    assert (second.status_code, second.location) == (303, "/staff/desk")
    assert browser.get("/staff").status_code == 200


def test_each_step_of_signing_in_has_a_token_of_its_own(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret = equip(session, cora)
    first_step(browser, cora)
    halfway = browser.copied()

    browser.post("/staff/sign-in/code", code=shown(secret))

    assert halfway.get("/staff").status_code == 303
    assert halfway.get("/staff/sign-in/code").location.startswith(SIGN_IN)
    assert len(set(session.scalars(sa.select(Visit.token_hash)))) == 2


def test_a_right_password_without_a_phone_opens_nothing(
    session: Session, browser: Browser, cora: Member
) -> None:
    cora.password_hash = passwords.hashed(PASSWORD)
    session.commit()

    answer = first_step(browser, cora)

    assert answer.status_code == 422
    assert "no phone shows codes" in answer.text
    assert session.scalars(sa.select(Visit)).all() == []


def test_the_second_step_must_follow_within_a_quarter_of_an_hour(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret = equip(session, cora)
    first_step(browser, cora)
    session.execute(sa.update(Visit).values(began_at=Visit.began_at, seen_at=_long_ago()))
    session.commit()

    answer = browser.post("/staff/sign-in/code", code=shown(secret))

    assert answer.location.startswith(SIGN_IN)


def _long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=16)


def test_a_link_to_a_new_password_never_replaces_the_phone(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret, address = equip(session, cora), a_link(cora)

    without = browser.post(address, password=NEW)
    guessed = browser.post(address, password=NEW, code=wrong(secret))

    assert (without.status_code, guessed.status_code) == (422, 422)
    assert browser.get("/staff").status_code == 303
    assert passwords.sign_in(cora.city_id, cora.email, PASSWORD, now=clock.now()) == cora.id


def test_a_link_and_the_phone_together_give_a_new_password(
    app: Flask, session: Session, browser: Browser, cora: Member, city: City
) -> None:
    secret, address = equip(session, cora), a_link(cora)
    thief = Browser(app, city)
    thief.sign_in(cora)

    done = browser.post(address, password=NEW, code=shown(secret))

    assert (done.status_code, done.location) == (303, "/staff")
    assert browser.get("/staff").status_code == 200
    assert thief.get("/staff").status_code == 303
    assert passwords.sign_in(cora.city_id, cora.email, NEW, now=clock.now()) == cora.id


def test_who_saw_a_key_by_an_earlier_link_has_nothing_of_it(
    app: Flask, session: Session, browser: Browser, cora: Member, city: City
) -> None:
    thief = Browser(app, city)
    thief.post(a_link(cora), password=PASSWORD)
    seen = key_on(thief.get("/staff/phone"))

    browser.post(a_link(cora), password=NEW)
    key = key_on(browser.get("/staff/phone"))
    browser.post("/staff/phone", code=shown(key))

    assert key != seen
    assert thief.get("/staff/phone").location.startswith(SIGN_IN)
    assert thief.post(a_link(cora), password=PASSWORD, code=shown(seen)).status_code == 422
    assert browser.get("/staff").status_code == 200


def test_looking_at_the_picture_twice_shows_the_same_key(browser: Browser, cora: Member) -> None:
    browser.post(a_link(cora), password=PASSWORD)

    assert key_on(browser.get("/staff/phone")) == key_on(browser.get("/staff/phone"))


def test_a_poor_password_uses_up_neither_the_link_nor_the_code(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret, address = equip(session, cora), a_link(cora)
    code = shown(secret)

    assert browser.post(address, password=NEW[:7], code=code).status_code == 422
    assert browser.post(address, password=NEW, code=code).status_code == 303


def test_a_code_on_paper_lets_in_and_says_how_many_are_left(
    session: Session, browser: Browser, cora: Member
) -> None:
    browser.post(a_link(cora), password=PASSWORD)
    codes = codes_on(browser.post("/staff/phone", code=shown(key_on(browser.get("/staff/phone")))))
    browser.post("/sign-out")
    first_step(browser, cora)

    answer = browser.post("/staff/sign-in/code", code=codes[3])

    assert answer.location == "/staff/account"
    assert "9 are left" in " ".join(told(browser.get("/staff/account")))


def test_a_demos_link_is_enough_in_a_demo_only(browser: Browser, cora: Member, app: Flask) -> None:
    address = a_link(cora, asks_password=False)
    assert browser.post(address).location == SIGN_IN

    app.config["DEMO"] = True

    assert browser.post(address).location == "/staff"
    assert browser.get("/staff").status_code == 200


def test_somebody_ends_what_they_have_open_elsewhere(
    app: Flask, session: Session, browser: Browser, cora: Member, city: City
) -> None:
    library, home = Browser(app, city), Browser(app, city)
    for one in (browser, library, home):
        one.sign_in(cora)
    here, there, _ = session.scalars(sa.select(Visit.id).order_by(Visit.id)).all()
    assert browser.get("/staff/account").text.count("app-rows__row") == 3

    browser.post(f"/staff/account/visits/{there}/end")
    assert library.get("/staff").status_code == 303
    assert home.get("/staff").status_code == 200

    browser.post("/staff/account/visits/end")
    assert home.get("/staff").status_code == 303
    assert browser.get("/staff").status_code == 200
    assert here


def test_nobody_ends_what_another_has_open(
    app: Flask, session: Session, browser: Browser, cora: Member, city: City
) -> None:
    dan = Browser(app, city)
    dan.sign_in(a_member(session, city, "Dan"))
    dans = session.scalars(sa.select(Visit.id)).one()
    browser.sign_in(cora)

    assert browser.post(f"/staff/account/visits/{dans}/end").status_code == 404
    assert dan.get("/staff").status_code == 200


def test_a_changed_password_signs_the_other_browsers_out(
    app: Flask, session: Session, browser: Browser, cora: Member, city: City
) -> None:
    equip(session, cora)
    elsewhere = Browser(app, city)
    for one in (browser, elsewhere):
        one.sign_in(cora)

    wrong_one = browser.post("/staff/account/password", current="a guess", password=NEW)
    poor = browser.post("/staff/account/password", current=PASSWORD, password="cora cora cora")
    assert (wrong_one.status_code, poor.status_code) == (422, 422)
    assert browser.post("/staff/account/password", current=PASSWORD, password=NEW).status_code == (
        303
    )

    assert browser.get("/staff").status_code == 200
    assert elsewhere.get("/staff").status_code == 303


@pytest.mark.parametrize("address", ["/staff/account/second-step", "/staff/account/recovery-codes"])
def test_phone_and_paper_are_changed_only_after_both_steps_once_more(
    session: Session, browser: Browser, cora: Member, address: str
) -> None:
    secret = equip(session, cora)
    browser.sign_in(cora)

    neither = browser.post(address, password="a guess", code=shown(secret))
    half = browser.post(address, password=PASSWORD, code=wrong(secret))

    assert (neither.status_code, half.status_code) == (422, 422)
    assert browser.get("/staff/phone").location == "/staff"


def test_another_phone_is_set_up_and_the_old_one_is_over(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret = equip(session, cora)
    browser.sign_in(cora)

    asked = browser.post("/staff/account/second-step", password=PASSWORD, code=shown(secret))
    newer = key_on(browser.get("/staff/phone"))
    done = browser.post("/staff/phone", code=shown(newer))

    assert asked.location == "/staff/phone"
    assert newer != secret
    assert len(codes_on(done)) == 10
    assert browser.get("/staff").status_code == 200
    assert cora.second_factor
    session.refresh(cora.second_factor)
    assert cora.second_factor.secret == newer


def test_new_codes_on_paper_are_shown_once(
    session: Session, browser: Browser, cora: Member
) -> None:
    secret = equip(session, cora)
    browser.sign_in(cora)

    page = browser.post("/staff/account/recovery-codes", password=PASSWORD, code=shown(secret))

    assert len(codes_on(page)) == 10
    assert codes_on(browser.get("/staff/account/recovery-codes")) == []


def test_a_password_is_asked_for_with_whose_it_is_where_they_are_known(
    browser: Browser, cora: Member
) -> None:
    address, email = a_link(cora), cora.email
    by_link, unknown = browser.get(address), browser.get(SIGN_IN)
    browser.sign_in(cora)

    assert usernames(by_link) == [email]
    for page in ("password", "second-step", "recovery-codes"):
        assert usernames(browser.get(f"/staff/account/{page}")) == [email]
    assert email not in unknown.text


def usernames(page: TestResponse) -> list[str]:
    """Return what a password manager is told of whose password a page asks for."""
    return re.findall(r'name="username" value="([^"]*)" autocomplete="username"', page.text)
