"""The page of a call that asks: its figures renew themselves until somebody says stop."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Demo
from tests.browser.faults import faults, listening
from tests.browser.sent import Form, address, pattern, send
from tests.browser.worlds import World, few
from volunteer.calls.model import Call, CallState
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.projects.model import Opening
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser
HURRY = Form("shortlist.hurry", "shortlist.show", Visitor.ADMINISTRATOR)
EVERY_MS = 15_000


@pytest.mark.parametrize("width", [320, 1280])
def test_a_running_call_renews_its_figures_and_says_so_and_a_button_stops_that(
    demo: Demo, chromium: Browser, *, width: int
) -> None:
    world = few(demo.app, demo.base)
    opening_id = run(demo, world)
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        world.come_in(context, HURRY.who)
        page.clock.install()
        with listening(page) as ears:
            page.goto(address(world, HURRY.on, HURRY.which))
            take_a_place(demo, opening_id)
            page.clock.run_for(EVERY_MS)
            expect(page.get_by_role("status")).to_contain_text("1 of 9 places taken")
            expect(page.locator("#live")).to_contain_text("1 of 9")
            wrong = ears.take() + faults(page)

            page.get_by_role("button", name="Stop updating").click()
            take_a_place(demo, opening_id)
            asked = count_requests(page)
            page.clock.run_for(10 * EVERY_MS)
            expect(page.get_by_role("button", name="Keep up to date")).to_be_visible()

    assert not wrong, "\n".join(wrong)
    assert asked == []


def test_it_is_made_urgent_from_its_page(demo: Demo, chromium: Browser) -> None:
    world = few(demo.app, demo.base)
    run(demo, world, soon=True)
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        world.come_in(context, HURRY.who)
        with listening(page) as ears:
            page.goto(address(world, HURRY.on, HURRY.which))
            answer = send(page, HURRY, pattern(world, HURRY.to))
            wrong = ears.take() + faults(page)

    assert answer.status == 200
    assert not wrong, "\n".join(wrong)
    with demo.app.app_context():
        assert db.session.get_one(Call, world.names["call_id"][0]).urgent


def run(demo: Demo, world: World, *, soon: bool = False) -> int:
    """Let the first call ask for nine; return its opening's id."""
    with demo.app.app_context():
        call, now = db.session.get_one(Call, world.names["call_id"][0]), clock.now()
        call.state, call.ended_at, call.urgent = CallState.RUNNING, None, False
        call.deadline, call.next_wave_at = now + timedelta(hours=4), now + timedelta(hours=2)
        opening = call.opening
        opening.places, opening.taken = 9, 0
        opening.session.starts_at = now + timedelta(hours=5 if soon else 72)
        opening.session.ends_at = opening.session.starts_at + timedelta(hours=2)
        opening.session.cancelled_at = None
        opening_id = opening.id
        world.names = {**world.names, "opening_id": [opening_id]}
        db.session.commit()
    return opening_id


def take_a_place(demo: Demo, opening_id: int) -> None:
    with demo.app.app_context():
        db.session.get_one(Opening, opening_id).taken += 1
        db.session.commit()


def count_requests(page: Page) -> list[str]:
    """Return a list to which every later request of the page is added."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found
