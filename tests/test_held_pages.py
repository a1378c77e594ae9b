"""Whom texts that wait keep from being asked: said where people are chosen, and on the desk."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import a_housemate, a_member, a_volunteer, an_opening
from tests.pages import Browser
from tests.test_held import MISSED
from tests.texting import text
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

DAY = timedelta(days=1)
SECRET = "I'll be at my sister's in Looe, what about it?"


@pytest.fixture
def lead(session: Session, city: City) -> Member:
    """Give a lead of the council, who sees the whole city."""
    return a_member(session, city, "Lena", organisation="The council", role=Role.COUNCIL_LEAD)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give an opening of Cora's."""
    cora = a_member(session, city, "Cora")
    return an_opening(session, city, posted_by=cora, starts=clock.now() + 9 * DAY)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada."""
    return a_volunteer(session, city, "Ada")


def page(app: Flask, city: City, who: Member, address: str) -> str:
    browser = Browser(app, city)
    browser.sign_in(who)
    return " ".join(browser.get(address).text.split())


def test_a_coordinator_is_told_whose_text_is_to_be_answered_first_and_led_there(
    app: Flask, session: Session, city: City, opening: Opening, ada: Volunteer
) -> None:
    invite(session, opening, ada, now=clock.now())
    other = an_opening(session, city, posted_by=opening.role.project.posted_by)
    read = text(session, city, ada, SECRET, now=clock.now())

    told = page(
        app, city, opening.role.project.posted_by, f"/staff/openings/{other.id}/why?name=Ada"
    )

    assert "A text from their phone waits on the desk." in told
    assert f'href="/staff/desk/texts/{read.id}"' in told
    assert "on the desk of others" not in told
    assert "Looe" not in told
    assert "Looe" in page(app, city, opening.role.project.posted_by, f"/staff/desk/texts/{read.id}")


def test_of_a_text_that_is_not_theirs_to_read_they_learn_only_that_it_waits(
    app: Flask, session: Session, city: City, opening: Opening, ada: Volunteer, lead: Member
) -> None:
    read = text(session, city, ada, SECRET, now=clock.now())
    cora, why = opening.role.project.posted_by, f"/staff/openings/{opening.id}/why?name=Ada"

    told = page(app, city, cora, why)

    assert "A text from their phone waits on the desk." in told
    assert "It is on the desk of others." in told
    assert f"/staff/desk/texts/{read.id}" not in told
    assert "Looe" not in told
    assert f'href="/staff/desk/texts/{read.id}"' in page(app, city, lead, why)


def test_the_desk_and_today_say_how_many_are_not_asked_and_since_when(
    app: Flask, session: Session, city: City, ada: Volunteer, lead: Member
) -> None:
    """A housemate counts; who has left or wants no texts is not asked anyway."""
    since = clock.now() - 3 * DAY
    bo, cy, dee = (a_volunteer(session, city, name) for name in ("Bo", "Cy", "Dee"))
    for who in (ada, bo, cy, dee):
        text(session, city, who, SECRET, now=since)
        since += DAY / 2
    cy.contact.stopped_at, dee.state = since, State.LEFT
    session.commit()
    two = "Until somebody answers, 2 people are not asked to help, the first since"

    assert two in page(app, city, lead, "/staff/desk")
    assert two in page(app, city, lead, "/staff")
    a_housemate(session, ada, "Raj")
    assert two.replace("2", "3") in page(app, city, lead, "/staff/desk")


def test_nobody_is_said_to_be_kept_back_by_what_keeps_nobody_back(
    app: Flask, session: Session, city: City, opening: Opening, lead: Member
) -> None:
    text(session, city, "+447700900123", "Who is this?", now=clock.now())
    text(session, city, "+447700900123", "Hello?", now=clock.now())

    desk = page(app, city, lead, "/staff/desk")

    assert "Hello?" in desk
    assert "not asked to help" not in desk
    assert "not asked to help" not in page(app, city, lead, "/staff")


def test_the_texts_own_page_says_so_until_it_is_dealt_with(
    app: Flask, session: Session, city: City, ada: Volunteer, lead: Member
) -> None:
    missed = text(session, city, ada, MISSED, now=clock.now())
    browser = Browser(app, city)
    browser.sign_in(lead)
    said = "Until this is answered or put aside, they are not asked to help."
    assert said in browser.get(f"/staff/desk/texts/{missed.id}").text

    browser.post(f"/staff/desk/texts/{missed.id}/settlement", seen="1")

    assert said not in browser.get(f"/staff/desk/texts/{missed.id}").text
