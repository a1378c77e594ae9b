"""The pages around what a role asks for: posting, taking a place, the roster, one's own page."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place, standings
from tests.builders import a_check, a_member, a_volunteer, an_initiative, an_opening
from tests.logbook import rows
from tests.pages import Browser, problems, told
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.audit import Deed
from volunteer.people.checks import Check
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer
from volunteer.places.model import Postcode
from volunteer.projects.model import ProjectRole
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member, Role

DAY = timedelta(days=1)
WHY = "They are alone with children every week."
CHECKED = Requirements(level=Level.ENHANCED, reason=WHY)
DRIVES = Requirements(vehicle=True)


@pytest.fixture
def browser(app: Flask, city: City, session: Session) -> Browser:
    session.add(Postcode(code="PL46NP", latitude=50.379, longitude=-4.125))
    session.commit()
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    return a_member(session, city)


@pytest.fixture
def max_(session: Session, city: City) -> Member:
    return a_member(session, city, "Max", role=Role.MANAGER)


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


# Posting a project.


def post_project(session: Session, city: City, browser: Browser, **more: Any) -> Any:
    day = clock.now().date() + 7 * DAY
    initiative = an_initiative(session, city)
    form = {
        "title": "Drive the lunch club",
        "summary": "Fetch people and bring them home.",
        "initiative": initiative.id,
        "measure": "",
        "address": "Central Park, PL4 6NP",
        "contact_name": "Cora",
        "day": f"{day:%Y-%m-%d}",
        "starts": "10am",
        "ends": "noon",
        "places": "2",
        "role_title": "Driver",
        "weeks": "1",
        "reach": "0",
        "least_age": "18",
        "check_level": "",
    }
    return browser.post("/staff/projects/new", **form | more)


def test_a_coordinator_says_what_a_role_asks_for_when_they_post_it(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    browser.sign_in(cora)

    answer = post_project(
        session, city, browser,
        least_age="25", vehicle="y", check_level="enhanced", check_reason=WHY,
    )  # fmt: skip

    assert answer.status_code == 303
    [role] = session.scalars(sa.select(ProjectRole)).all()
    assert role.requirements == Requirements(25, vehicle=True, level=Level.ENHANCED, reason=WHY)


def test_a_role_that_asks_for_nothing_more_is_posted_as_before(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    browser.sign_in(cora)

    assert post_project(session, city, browser).status_code == 303
    assert not session.scalars(sa.select(ProjectRole)).one().requirements.any


def test_a_role_that_is_done_from_home_is_posted_as_such(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    browser.sign_in(cora)

    assert post_project(session, city, browser, reach="home").status_code == 303
    role = session.scalars(sa.select(ProjectRole)).one()
    assert (role.remote, role.radius_km) == (True, None)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"check_level": "basic"}, "Say why this role may ask for a check."),
        ({"check_reason": WHY}, "Choose the check that this is the reason for."),
        ({"check_level": "basic", "check_reason": "x" * 201}, "Say it in 200 characters or fewer."),
    ],
    ids=["no reason", "no check", "too long"],
)
def test_a_check_and_its_reason_come_together(
    session: Session, city: City, browser: Browser, cora: Member, asked: dict[str, str], why: str
) -> None:
    browser.sign_in(cora)

    answer = post_project(session, city, browser, **asked)

    assert answer.status_code == 422
    assert problems(answer) == [why]


def test_what_is_wrong_is_told_in_the_order_of_the_page(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    browser.sign_in(cora)

    answer = post_project(
        session, city, browser,
        title="", starts="", weeks="99", role_title="", check_level="basic",
    )  # fmt: skip

    wrong = problems(answer)
    below = answer.get_data(as_text=True).partition("</h1>")[2]
    places = [below.index(one) for one in wrong]
    assert len(places) == 5
    assert places == sorted(places)


# What the public sees, and who takes a place.


def test_the_public_page_says_what_a_role_asks_for_and_why(
    session: Session, city: City, browser: Browser
) -> None:
    asks = Requirements(25, vehicle=True, level=Level.ENHANCED, reason=WHY)
    opening = an_opening(session, city, asks=asks, starts=clock.now() + 7 * DAY)

    shown = page(browser, f"/projects/{opening.role.project_id}")

    assert "You need to be 25 or over." in shown
    assert "You need a car or van that you can use." in shown
    assert "You need an enhanced DBS check that is valid on the day." in shown
    assert f"The reason: {WHY}" in shown


def test_instead_of_a_button_somebody_reads_what_they_lack_and_finds_the_way_to_mend_it(
    session: Session, city: City, browser: Browser
) -> None:
    opening = an_opening(session, city, asks=DRIVES, starts=clock.now() + 7 * DAY)
    browser.sign_in(a_volunteer(session, city, "Ada"))
    address = f"/projects/{opening.role.project_id}"

    before = page(browser, address)
    browser.post(
        "/me/profile", name="Ada", postcode="PL4 6NP", travel="car", age="18", vehicle="y", limit=""
    )
    after = page(browser, address)

    assert "This needs a car or van that you can use." in before
    assert "Change your profile" in before
    assert "Take a place" not in before
    assert "Take a place" in after


def test_a_place_that_is_asked_for_all_the_same_is_refused_with_the_reason(
    session: Session, city: City, browser: Browser
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=clock.now() + 7 * DAY)
    browser.sign_in(a_volunteer(session, city, "Ada"))
    address = f"/projects/{opening.role.project_id}"
    page(browser, address)

    answer = browser.post(f"{address}/places", opening_id=opening.id)

    assert answer.status_code == 303
    assert standings(session, opening) == {}
    [said] = told(browser.get(address))
    assert said.startswith("This needs an enhanced DBS check that is valid on the day")


def test_what_somebody_says_of_age_and_vehicle_is_kept_and_taken_back_on_their_profile(
    session: Session, city: City, browser: Browser
) -> None:
    ada = a_volunteer(session, city, "Ada")
    browser.sign_in(ada)
    form = {"name": "Ada", "postcode": "PL4 6NP", "travel": "car", "limit": ""}

    def send(**more: str) -> tuple[int | None, bool]:
        assert browser.post("/me/profile", **form, **more).status_code == 303
        session.refresh(ada)
        return ada.age_said, ada.vehicle_said_at is not None

    assert send(age="25", vehicle="y") == (25, True)
    assert send(age="18") == (None, False)


def test_whoever_joins_may_say_at_once_that_they_have_a_vehicle(
    session: Session, city: City, browser: Browser
) -> None:
    form = {"phone": "07700 900123", "postcode": "PL4 6NP", "adult": "y", "agreed": "y"}

    browser.post("/join", name="Ada", vehicle="y", **form)
    browser.post("/join", name="Bob", **form | {"phone": "07700 900124"})

    rows_ = session.scalars(sa.select(Volunteer).order_by(Volunteer.id)).all()
    assert [(one.name, one.vehicle_said_at is not None) for one in rows_] == [
        ("Ada", True), ("Bob", False),
    ]  # fmt: skip


# One's own page.


def test_whoever_lacks_something_by_now_reads_it_at_their_place_and_no_address(
    session: Session, city: City, browser: Browser, max_: Member
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=clock.now() + timedelta(hours=20))
    opening.role.project.private = True
    opening.role.project.place.address = "Canary Cottage"
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=clock.now())
    browser.sign_in(ada)

    without = page(browser, "/me")
    a_check(session, ada, by=max_, ends_at=clock.now() + 90 * DAY)
    settled = page(browser, "/me")

    assert "Please don’t come yet" in without
    assert "Canary Cottage" not in without
    assert "You get the address when this is settled." in without
    assert "Please don’t come yet" not in settled
    assert "Canary Cottage" in settled
    assert "Enhanced DBS check: valid until" in settled


# The roster.


def test_before_it_begins_the_roster_says_who_may_not_take_part(
    session: Session, city: City, browser: Browser, cora: Member, max_: Member
) -> None:
    starts = clock.now() + 2 * DAY
    opening = an_opening(session, city, asks=CHECKED, starts=starts, posted_by=cora)
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    a_check(session, ada, by=max_, ends_at=starts + DAY)
    for one in (ada, bob):
        place(session, opening, one, now=clock.now())
    browser.sign_in(cora)

    shown = page(browser, f"/staff/sessions/{opening.session_id}")

    assert "Bob has no DBS check that this role asks for and that is valid then." in shown
    assert "Ada has no" not in shown
    assert "They may not take part before that is settled." in shown


def test_afterwards_hours_of_whoever_lacked_it_need_a_tick_that_is_written_down(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=clock.now() - DAY, posted_by=cora)
    bob = a_volunteer(session, city, "Bob")
    place(session, opening, bob, now=clock.now() - 3 * DAY)
    browser.sign_in(cora)
    address = f"/staff/sessions/{opening.session_id}"
    page(browser, address)

    without = browser.post(f"{address}/confirmation", **{f"hours_{bob.id}": "2"})
    meanwhile = standings(session, opening)
    with_it = browser.post(
        f"{address}/confirmation", **{f"hours_{bob.id}": "2", f"known_{bob.id}": "y"}
    )

    assert without.status_code == 422
    [why] = problems(without)
    assert why.startswith("Bob has no DBS check that this role asks for and that is valid then.")
    assert why.endswith("If they took part all the same, tick that you know.")
    assert meanwhile == {"Bob": Standing.CONFIRMED}
    assert with_it.status_code == 303
    session.rollback()
    assert standings(session, opening) == {"Bob": Standing.ATTENDED}
    assert Deed.LACK_OVERLOOKED.value in [row.deed for row in rows(session, city)]


def test_the_planned_hours_are_not_filled_in_for_whoever_lacks_something(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    opening = an_opening(session, city, asks=CHECKED, starts=clock.now() - DAY, posted_by=cora)
    place(session, opening, a_volunteer(session, city, "Bob"), now=clock.now() - 3 * DAY)
    browser.sign_in(cora)

    shown = page(browser, f"/staff/sessions/{opening.session_id}?planned=1")

    assert 'value="2"' not in shown


# Checks.


def write_check(browser: Browser, **more: str) -> Any:
    today = clock.now().date()
    form = {
        "name": "Ada",
        "phone": "07700 900123",
        "level": "enhanced",
        "decided_on": f"{today:%d/%m/%Y}",
        "last_day": f"{today + 365 * DAY:%d/%m/%Y}",
    }
    return browser.post("/staff/checks/new", **form | more)


def test_a_manager_writes_a_check_down_sees_it_and_withdraws_it(
    session: Session, city: City, browser: Browser, max_: Member
) -> None:
    a_volunteer(session, city, "Ada", phone="+447700900123")
    browser.sign_in(max_)

    assert write_check(browser).status_code == 303
    shown = page(browser, "/staff/checks")
    [check] = session.scalars(sa.select(Check)).all()
    browser.post(f"/staff/checks/{check.id}/withdrawal")
    gone = page(browser, "/staff/checks")

    assert "Ada" in shown
    assert "Enhanced DBS check" in shown
    assert "No check is written down." in gone


def test_many_checks_stand_on_several_pages_and_are_found_by_a_name(
    session: Session, city: City, browser: Browser, max_: Member
) -> None:
    for number in range(20):
        a_check(session, a_volunteer(session, city, f"Person {number}"), by=max_)
    ada = a_volunteer(session, city, "Ada")
    a_check(session, ada, by=max_, ends_at=clock.now() + 3000 * DAY)
    browser.sign_in(max_)

    first, second = (page(browser, f"/staff/checks?page={number}") for number in (1, 2))

    assert "Ada" not in first
    assert "Person 7" in first
    assert "Next page" in first
    assert "Ada" in second
    assert "Ada" in page(browser, "/staff/checks?name=ada")
    none = page(browser, "/staff/checks?name=zoe")
    assert "No check is found." in none
    assert 'value="zoe"' in none
    assert "See all checks" in none


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "Adam"}, "Nobody who has joined has this name and number."),
        ({"level": ""}, "Choose a level."),
        ({"decided_on": "1/1/2999"}, "The day of the decision is in the future."),
        ({"last_day": "1/1/2020"}, "This check has run out already."),
    ],
    ids=["nobody", "level", "future", "over"],
)
def test_a_check_that_cannot_be_is_refused_at_the_field_it_is_about(
    session: Session, city: City, browser: Browser, max_: Member, wrong: dict[str, str], why: str
) -> None:
    a_volunteer(session, city, "Ada", phone="+447700900123")
    browser.sign_in(max_)

    answer = write_check(browser, **wrong)

    assert answer.status_code == 422
    assert [said[: len(why)] for said in problems(answer)] == [why]
