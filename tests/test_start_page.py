"""The start page and the list: one card a project, and texts as phones get them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import a_volunteer, an_opening
from tests.pages import Browser
from volunteer.calls.texts import invitation_body
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

WEEK = timedelta(days=7)


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    """Give a resident's browser."""
    return Browser(app, city)


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    """Give an opening of next week."""
    return an_opening(session, city, starts=clock.now() + WEEK)


def again(session: Session, opening: Opening, *, after: timedelta) -> Opening:
    """Plan the same once more, later."""
    first, role = opening.session, opening.role
    second = ProjectSession(
        city_id=first.city_id,
        project=first.project,
        starts_at=first.starts_at + after,
        ends_at=first.ends_at + after if first.ends_at else None,
    )
    more = Opening(city_id=first.city_id, session=second, role=role, places=opening.places)
    session.add(more)
    session.commit()
    return more


@pytest.mark.parametrize("address", ["/", "/near"])
def test_a_project_with_three_dates_is_one_card(
    session: Session, browser: Browser, opening: Opening, address: str
) -> None:
    again(session, opening, after=WEEK)
    again(session, opening, after=2 * WEEK)

    page = browser.get(address).text

    assert page.count('class="app-project"') == 1
    assert "and 2 more dates" in page


def test_two_roles_at_one_time_are_not_two_dates(
    session: Session, browser: Browser, opening: Opening
) -> None:
    driver = ProjectRole(city_id=opening.city_id, title="Driver")
    driver.project_id = opening.role.project_id
    session.add(driver)
    session.flush()
    also = {"session_id": opening.session_id, "role_id": driver.id}
    session.add(Opening(city_id=opening.city_id, places=1, **also))
    session.commit()

    page = browser.get("/near").text

    assert page.count('class="app-project"') == 1
    assert "more date" not in page


def test_the_example_is_what_a_phone_would_get(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    sent = invitation_body(
        session, city, opening, name="", km=0.97, approximate=False, language="en"
    )

    page = browser.get("/").text

    assert sent.replace(opening.session.project.place.address, "Plymouth") in page
    assert "Thank you! You have a place: Plant the square" in page


def test_the_example_tells_no_address(session: Session, browser: Browser, opening: Opening) -> None:
    opening.session.project.private = True
    session.commit()

    assert opening.session.project.place.address not in browser.get("/").text


def test_where_nothing_is_planned_the_example_is_made_up_and_one_is_asked_to_join(
    browser: Browser,
) -> None:
    page = browser.get("/").text

    assert "can you help? Clean up the park, Sat " in page
    assert "Nothing is planned just now." in page


def test_what_is_full_is_not_shown_first_thing(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    for _ in range(opening.places):
        place(session, opening, a_volunteer(session, city), now=clock.now())

    assert 'class="app-project"' not in browser.get("/").text
    assert 'class="app-project"' in browser.get("/near").text


def test_of_a_project_the_date_with_places_is_shown_and_what_is_full_comes_last(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    for _ in range(opening.places):
        place(session, opening, a_volunteer(session, city), now=clock.now())
    full = an_opening(session, city, "Full house", places=1, starts=clock.now() + 3 * WEEK / 7)
    place(session, full, a_volunteer(session, city), now=clock.now())
    again(session, opening, after=WEEK)

    page = browser.get("/near").text

    assert page.index("Plant the square") < page.index("2 places left") < page.index("Full house")
    assert page.count(">Full<") == 1


def test_what_is_done_from_home_has_no_map_and_no_address(
    session: Session, browser: Browser, opening: Opening
) -> None:
    opening.role.remote = True
    session.commit()

    page = browser.get(f"/projects/{opening.session.project_id}").text

    assert "From home" in page
    assert opening.session.project.place.address not in page
    assert "app-map" not in page


def test_a_flexible_session_that_has_begun_is_at_any_time(
    session: Session, city: City, browser: Browser
) -> None:
    an_opening(session, city, "Ring round", starts=clock.now() - WEEK, lasts=None)
    an_opening(session, city, "Write letters", starts=clock.now() + WEEK, lasts=None)

    page = browser.get("/near").text

    assert "Any time from" in page
    assert page.count("Any time") == 2
