"""Changing a role: on an old phone and at a desk, without scripts, what it does shown first."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.asking import place
from tests.browser.conftest import Demo
from tests.browser.faults import faults
from tests.browser.worlds import World, few
from tests.builders import a_member, a_volunteer, an_opening
from volunteer.calls import service
from volunteer.cities import service as cities
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def world(demo: Demo) -> World:
    return few(demo.app, demo.base)


def a_role(world: World) -> int:
    """Make a role for which people are asked, and somebody has a place; return its id."""
    with world.app.app_context():
        session, now = db.session(), clock.now()
        city = cities.named(session, world.slug)
        cora = a_member(session, city)
        starts = now + timedelta(days=4)
        opening = an_opening(session, city, "Fetch and bring", posted_by=cora, starts=starts)
        place(session, opening, a_volunteer(session, city, "Ada"), now=now)
        service.start(city, cora, opening.id, now=now)
        role_id = opening.role_id
        db.session.remove()
    return role_id


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_a_change_does_is_shown_and_then_done_without_scripts(
    world: World, chromium: Browser, width: int
) -> None:
    with chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False
    ) as context:
        world.come_in(context, Visitor.ADMINISTRATOR)
        page = context.new_page()
        address = f"{world.base}/staff/roles/{a_role(world)}"
        page.goto(address)
        page.get_by_label("They need a car or van to use").check()
        save(page)

        assert page.title().startswith("Check what this changes")
        assert page.get_by_text("The roster says who they are").is_visible()
        save(page)
        assert page.get_by_text("Saved.").is_visible()
        page.goto(address)
        assert page.get_by_label("They need a car or van to use").is_checked()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_of_the_page_can_be_used_by_everybody(
    world: World, chromium: Browser, width: int
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        world.come_in(context, Visitor.ADMINISTRATOR)
        page, older = context.new_page(), context.new_page()
        address = f"{world.base}/staff/roles/{a_role(world)}"
        page.goto(address)
        older.goto(address)
        wrong = faults(page)
        page.locator("[name^=places_]").fill("0")
        save(page)
        wrong += faults(page)
        page.locator("[name^=places_]").fill("5")
        page.locator("[name=vehicle]").check()
        save(page)
        page.get_by_text("Change something else first").click()
        wrong += faults(page)
        save(page)
        older.locator("[name=role_title]").fill("Driver")
        save(older)

        assert older.get_by_role("link", name="Begin again with what is saved now").is_visible()
        assert wrong + faults(older) == []
