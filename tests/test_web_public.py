"""The pages for residents: what is near, joining, signing in, one's own page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_volunteer, an_opening
from tests.pages import Browser, problems, told
from volunteer.calls import service as calls
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.hours.model import Entry
from volunteer.messages.model import Consent, Message
from volunteer.people import code_texts
from volunteer.people.model import State, Volunteer
from volunteer.places.model import Postcode
from volunteer.projects.model import Opening

ADA = "+447700900001"
EVE = {
    "name": "Eve",
    "phone": "07400 123456",
    "postcode": "pl4 7aa",
    "adult": "y",
    "agreed": "y",
}


@pytest.fixture
def browser(app: Flask, city: City, session: Session) -> Browser:
    session.add(Postcode(code="PL47AA", latitude=50.379, longitude=-4.125))
    session.commit()
    return Browser(app, city)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give an opening of next week, by the clock that pages go by."""
    return an_opening(session, city, starts=clock.now() + timedelta(days=7))


def body_of_last_message(session: Session) -> str:
    session.rollback()
    return session.scalars(sa.select(Message.body).order_by(Message.id.desc())).first() or ""


def test_the_start_page_shows_what_needs_doing_and_the_number(
    browser: Browser, opening: Opening
) -> None:
    page = browser.get("/")

    assert page.status_code == 200
    assert "Plant the square" in page.text
    assert "2 places left" in page.text
    assert "Or text JOIN to" in page.text


def test_a_postcode_shows_what_is_near(browser: Browser, opening: Opening) -> None:
    page = browser.get("/near?postcode=pl47aa")

    assert "What needs doing near PL4 7AA" in page.text
    assert re.search(r"Plymouth, [0-9.]+ miles? from you", page.text)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Give your postcode."),
        ("here", "That is not a whole postcode. Write it like PL4 7AA."),
        (
            "BT1 1AA",
            (
                "BT1 1AA is in Northern Ireland, which is not in the map data we use: that covers"
                " only Great Britain."
            ),
        ),
        ("PL1 9ZZ", "We do not know the postcode PL1 9ZZ. Please check it and try again."),
    ],
)
def test_a_wrong_postcode_has_its_own_sentence(browser: Browser, typed: str, sentence: str) -> None:
    page = browser.get(f"/near?postcode={typed}")

    assert page.status_code == 422
    assert problems(page) == [sentence]
    assert f'value="{typed}"' in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Give your mobile number."),
        ("01752 668000", "That is a landline. Give a mobile number, so that we can text you."),
        ("+33 6 12 34 56 78", "That is not a UK number. We can text UK mobiles only."),
        (
            "07700 900123",
            "That number is kept for films and examples. Give your own mobile number.",
        ),
    ],
)
def test_a_wrong_number_has_its_own_sentence(
    app: Flask, browser: Browser, typed: str, sentence: str
) -> None:
    app.config["DRAMA_NUMBERS"] = False  # as outside the demo and the tests

    page = browser.post("/join", **EVE | {"phone": typed})

    assert page.status_code == 422
    assert problems(page) == [sentence]


def test_all_mistakes_are_told_at_once_and_nothing_typed_is_lost(browser: Browser) -> None:
    page = browser.post("/join", name="Eve", phone="1", postcode="BT1 1AA")

    assert page.status_code == 422
    assert len(problems(page)) == 4
    assert 'value="Eve"' in page.text
    assert 'value="BT1 1AA"' in page.text
    assert "<title>Error:" in page.text


def test_the_boxes_are_the_persons_own_to_tick(browser: Browser) -> None:
    assert " checked" not in browser.get("/join").text


def test_joining_keeps_the_wording_and_asks_for_a_yes(session: Session, browser: Browser) -> None:
    page = browser.get(browser.post("/join", **EVE).location)

    assert "07400 123456" in page.text
    session.rollback()
    eve = session.scalars(sa.select(Volunteer)).one()
    assert (eve.name, eve.state) == ("Eve", State.UNCONFIRMED)
    assert "YES" in body_of_last_message(session)
    wording = session.scalars(sa.select(Consent.wording)).one()
    assert "I agree that Plymouth City Council texts me from" in wording
    assert wording in browser.get("/join").text


def test_joining_says_the_same_of_known_and_unknown_numbers(
    session: Session, browser: Browser, city: City
) -> None:
    a_volunteer(session, city, "Eve", phone="+447400123456")

    known = browser.get(browser.post("/join", **EVE).location)
    unknown = browser.get(browser.post("/join", **EVE | {"phone": "07400 123457"}).location)

    assert known.text.replace("123456", "123457") == unknown.text


def test_a_name_with_a_link_is_refused_at_its_field(browser: Browser) -> None:
    page = browser.post("/join", **EVE | {"name": "Win at www.evil.example"})

    assert problems(page) == ["Please give your name without a web address."]


def test_a_volunteer_signs_in_with_a_code(make_app: Callable[..., Flask]) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        city = a_city(db.session())
        browser, _ = Browser(app, city), a_volunteer(db.session(), city, phone=ADA)

        browser.get("/me")
        assert browser.post("/sign-in", phone="07700 900001").location == "/sign-in/code"
        assert problems(browser.post("/sign-in/code", code="1")) != []
        assert code_texts.write_next(now=clock.now())
        code = re.findall(r"\d{6}", body_of_last_message(db.session()))[0]

        assert browser.post("/sign-in/code", code=code).location == "/me"
        assert "Hello Ada" in browser.get("/me").text


def test_those_who_share_a_phone_say_who_they_are(make_app: Callable[..., Flask]) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        city, session = a_city(db.session()), db.session()
        ada, bob = a_volunteer(session, city, phone=ADA), a_volunteer(session, city, "Bob")
        bob.contact_id = ada.contact_id
        session.commit()
        browser = Browser(app, city)
        browser.post("/sign-in", phone="07700 900001")
        assert code_texts.write_next(now=clock.now())
        code = re.findall(r"\d{6}", body_of_last_message(session))[0]

        assert browser.post("/sign-in/code", code=code).location == "/sign-in/person"
        copied = browser.copied()
        browser.post("/sign-in/person", person=bob.id)

        assert "Hello Bob" in browser.get("/me").text
        assert copied.get("/sign-in/person").location == "/sign-in"


def test_an_unknown_number_gets_the_same_page_and_no_text(
    session: Session, browser: Browser
) -> None:
    answer = browser.post("/sign-in", phone="07400 999999")
    assert code_texts.write_next(now=clock.now())

    assert answer.location == "/sign-in/code"
    assert body_of_last_message(session) == ""


def test_a_place_can_be_taken_and_given_back(
    session: Session, browser: Browser, city: City, opening: Opening
) -> None:
    browser.sign_in(a_volunteer(session, city))

    browser.post(f"/projects/{opening.session.project_id}/places", opening_id=opening.id)
    page = browser.get("/me")
    assert told(page) == ["You have a place. Thank you!"]
    assert "Plant the square" in page.text
    assert "Take a place" not in browser.get(f"/projects/{opening.session.project_id}").text

    session.rollback()
    placement = session.scalars(sa.select(Placement)).one()
    browser.post(f"/me/placements/{placement.id}/withdrawal")
    session.rollback()
    assert session.get_one(Placement, placement.id).standing is Standing.WITHDRAWN


def test_a_full_session_has_a_waiting_list(
    session: Session, browser: Browser, city: City, opening: Opening
) -> None:
    opening.taken = opening.places
    session.commit()
    browser.sign_in(a_volunteer(session, city))

    browser.post(f"/projects/{opening.session.project_id}/places", opening_id=opening.id)

    assert told(browser.get("/me")) == [
        "You are on the waiting list. We text you when a place comes free."
    ]


def test_nobody_gives_back_somebody_elses_place(
    session: Session, browser: Browser, city: City, opening: Opening
) -> None:
    ada, bob = a_volunteer(session, city), a_volunteer(session, city, "Bob")
    placement = calls.accept_on_web(city, ada.id, opening.id, now=clock.now())
    browser.sign_in(bob)

    assert browser.post(f"/me/placements/{placement.id}/withdrawal").status_code == 404


@pytest.fixture
def past(session: Session, city: City, opening: Opening) -> Placement:
    """Give a place that Ada had yesterday."""
    ada = a_volunteer(session, city)
    placement = calls.accept_on_web(city, ada.id, opening.id, now=clock.now())
    opening.session.starts_at -= timedelta(days=8)
    assert opening.session.ends_at is not None
    opening.session.ends_at -= timedelta(days=8)
    session.commit()
    return placement


def test_hours_are_told_in_ones_own_words(
    session: Session, browser: Browser, past: Placement
) -> None:
    browser.sign_in(past.volunteer)
    address = f"/me/sessions/{past.opening.session_id}/hours"

    wrong = browser.post(address, hours="quite some")
    browser.post(address, hours="2 and a half")

    assert wrong.status_code == 422
    session.rollback()
    assert session.scalars(sa.select(Entry.claimed_minutes)).one() == 150
    assert "You told us 2.5 hours" in browser.get("/me").text
    browser.post(address, hours="45 min")
    assert "You told us 45 minutes" in browser.get("/me").text


def test_a_home_is_named_only_from_the_day_before(
    session: Session, browser: Browser, city: City, opening: Opening
) -> None:
    project = opening.session.project
    project.private, project.place.address = True, "12 Hidden Lane"
    ada = a_volunteer(session, city)
    calls.accept_on_web(city, ada.id, opening.id, now=clock.now())
    browser.sign_in(ada)
    for address in ("/", "/near", f"/projects/{project.id}", "/me"):
        assert "Hidden" not in browser.get(address).text, address

    opening.session.starts_at = clock.now() + timedelta(hours=20)
    session.commit()

    assert "Hidden" in browser.get("/me").text
    assert "Hidden" not in browser.get(f"/projects/{project.id}").text


def test_a_profile_can_be_changed(session: Session, browser: Browser, city: City) -> None:
    ada = a_volunteer(session, city)
    browser.sign_in(ada)
    address = "/me/profile"
    skill = re.findall(r'name="skill_ids" type="checkbox" value="(\d+)"', browser.get(address).text)

    answer = browser.post(
        address,
        name="Ada L",
        postcode="PL4 7AA",
        travel="car",
        reach="5",
        skill_ids=skill[:2],
        free=["0", "20"],
        limit="1",
    )

    assert answer.status_code == 303
    session.rollback()
    ada = session.get_one(Volunteer, ada.id)
    assert (ada.name, ada.travel.value, ada.most_calls_a_month) == ("Ada L", "car", 1)
    assert ada.reach_km == pytest.approx(8.05, abs=0.01)
    assert ada.free == 1 | 1 << 20
    assert len(ada.skills) == 2


def test_leaving_gives_places_back_and_signs_out(
    session: Session, browser: Browser, city: City, opening: Opening
) -> None:
    ada = a_volunteer(session, city)
    calls.accept_on_web(city, ada.id, opening.id, now=clock.now())
    browser.sign_in(ada)

    browser.post("/me/leave")

    session.rollback()
    assert session.get_one(Volunteer, ada.id).state is State.LEFT
    assert session.get_one(Opening, opening.id).taken == 0
    assert browser.get("/me").status_code == 303


def test_few_people_are_not_counted_in_public(
    session: Session, browser: Browser, past: Placement
) -> None:
    past.standing = Standing.ATTENDED
    session.commit()

    page = browser.get("/impact")

    assert "Fewer than 8" in page.text


def test_health_says_when_no_worker_is_at_work(browser: Browser) -> None:
    answer = browser.get("/health")

    assert answer.status_code == 503
    assert answer.json == {
        "status": "ill",
        "database": "ok",
        "worker": "silent",
        "mail": "ok",
    }


def test_a_phone_of_the_demo_can_join_by_text(make_app: Callable[..., Flask]) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        browser = Browser(app, a_city(db.session()))

        thread = browser.post("/phones/texts", phone="07700 900777", body="JOIN").location

        assert "You must be 18 or over" in browser.get(thread).text
        assert "07700 900777" in browser.get("/phones").text


def test_the_demos_clock_goes_forward(make_app: Callable[..., Flask]) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        browser, before = Browser(app, a_city(db.session())), clock.now()

        answer = browser.post("/demo/clock", to="week", next="/phones")

        assert answer.location == "/phones"
        assert clock.now() - before > timedelta(days=6)
        assert browser.post("/demo/clock", to="yesterday").status_code == 400


class BrokenSandbox:
    """A carrier whose mistakes say too much."""

    def phones(self, *_: object) -> None:
        raise RuntimeError(ADA)


def test_what_breaks_is_told_plainly_and_logged_without_values(
    make_app: Callable[..., Flask], capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(TESTING=False, DEMO=True)
    app.extensions["sandbox"] = BrokenSandbox()
    with app.app_context():
        page = Browser(app, a_city(db.session())).get("/phones")

    assert page.status_code == 500
    reference = re.findall(r"reference: ([0-9a-f]{8})", page.text)[0]
    logged = "".join(capsys.readouterr())
    assert reference in logged
    assert "demo.py" in logged
    assert ADA not in logged + page.text


def test_without_its_database_it_still_says_sorry(make_app: Callable[..., Flask]) -> None:
    app = make_app(TESTING=False, DEMO=True)
    with app.app_context():
        browser = Browser(app, a_city(db.session()))
        db.session.execute(sa.text("ALTER TABLE city RENAME TO town"))
        db.session.commit()

        page = browser.get("/")

    assert page.status_code == 500
    assert "went wrong" in page.text
