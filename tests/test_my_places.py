"""A volunteer's own page: what comes next, what their time added up to, and what came of it."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import a_member, a_volunteer, an_opening
from tests.pages import Browser
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.impact.model import Report
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

DAY = timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give a volunteer."""
    return a_volunteer(session, city)


@pytest.fixture
def browser(app: Flask, city: City, ada: Volunteer) -> Browser:
    """Give Ada's browser."""
    browser = Browser(app, city)
    browser.sign_in(ada)
    return browser


def words(browser: Browser) -> str:
    """Return what stands on Ada's page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", browser.get("/me").text).split())


def past(
    session: Session,
    city: City,
    cora: Member,
    ada: Volunteer,
    *,
    days: int = 1,
    confirmed: int | None = 120,
) -> Opening:
    """Let Ada have been somewhere, and have said two hours."""
    opening = an_opening(session, city, starts=clock.now() - days * DAY, posted_by=cora)
    place(session, opening, ada, now=clock.now(), standing=Standing.ATTENDED)
    session.add(
        Entry(
            city_id=ada.city_id,
            session_id=opening.session_id,
            volunteer_id=ada.id,
            claimed_minutes=120,
            claimed_by=ClaimedBy.TEXT,
            claimed_at=clock.now(),
            confirmed_minutes=confirmed,
            confirmed_by_id=cora.id if confirmed is not None else None,
            confirmed_at=clock.now() if confirmed is not None else None,
        )
    )
    session.commit()
    return opening


def report(session: Session, cora: Member, opening: Opening, quantity: float) -> Report:
    """Say what a session achieved."""
    report = Report(
        city_id=opening.city_id,
        session_id=opening.session_id,
        verb="planted",
        noun="trees",
        quantity=quantity,
        reported_by=cora,
        reported_at=clock.now(),
    )
    session.add(report)
    session.commit()
    return report


def test_confirmed_hours_add_up_and_told_ones_stand_apart(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    past(session, city, cora, ada, days=1)
    past(session, city, cora, ada, days=2, confirmed=90)
    past(session, city, cora, ada, days=3, confirmed=None)

    page = words(browser)

    assert "Your hours 3.5 confirmed, for 2 times you came" in page
    assert "Hours you told us 2 not confirmed yet" in page


def test_one_reads_what_came_of_the_time_one_gave(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    report(session, cora, past(session, city, cora, ada), 40)

    assert "You planted 40 trees: Plant the square" in words(browser)


def test_what_others_achieved_without_one_is_not_claimed(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    report(session, cora, past(session, city, cora, ada, confirmed=0), 40)
    corrected = past(session, city, cora, ada)
    wrong = report(session, cora, corrected, 41)
    wrong.superseded_by_id = report(session, cora, corrected, 14).id
    session.commit()

    page = words(browser)

    assert "You planted 14 trees" in page
    assert "40 trees" not in page
    assert "41 trees" not in page


def test_a_long_past_is_shown_on_asking(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    for days in range(1, 14):
        past(session, city, cora, ada, days=days)

    first = browser.get("/me").text
    every = browser.get("/me?all=1").text

    assert first.count("app-dates__title") == 10
    assert "Show 3 more" in first
    assert "for 13 times you came" in first
    assert every.count("app-dates__title") == 13
    assert "more</a>" not in every


def test_who_is_new_is_shown_where_to_begin(browser: Browser) -> None:
    page = browser.get("/me").text

    assert "You have no place just now." in page
    assert "See what needs doing near you" in page
    assert "What your time did" not in page
