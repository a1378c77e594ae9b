"""The journeys, on a phone, with JavaScript switched off and by keyboard alone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext

from tests.authenticator import PASSWORD, equip, shown
from tests.browser.conftest import Demo
from tests.browser.keyboard import Keyboard
from tests.browser.worlds import World, wordy
from volunteer.cities import service as cities
from volunteer.core.db import db
from volunteer.staff.model import Member, Role
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser

SAID = ".govuk-notification-banner"
NUMBER = "07700 900997"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Give an old phone with JavaScript switched off."""
    with chromium.new_context(
        viewport={"width": 320, "height": 800}, java_script_enabled=False
    ) as context:
        yield context


@pytest.fixture
def world(demo: Demo) -> World:
    """Give a city of one's own."""
    return wordy(demo.app, demo.base)


def the_code(world: World, context: BrowserContext) -> str:
    """Read the code on the phone to which it was texted, in the demo's phones."""
    with world.app.app_context():
        world.app.extensions["worker"].work_off()
        db.session.remove()
    other = context.new_page()
    other.goto(f"{world.base}/phones?name=Nia")
    other.locator("main a[href*='/phones/']").first.click()
    codes = re.findall(r"\b\d{6}\b", other.get_by_role("main").inner_text())
    other.close()
    return str(codes[-1])


def join(world: World, hands: Keyboard) -> None:
    """Fill the form in, from the start page on."""
    hands.page.goto(world.base)
    hands.press("a[href$='/join']")
    hands.type("[name=name]", "Nia")
    hands.type("[name=phone]", NUMBER)
    hands.type("[name=postcode]", "PL4 7AA")
    hands.tick("[name=adult]")
    hands.tick("[name=agreed]")
    hands.press("main button[type=submit]")
    assert NUMBER in hands.page.get_by_role("main").inner_text()


def say_yes(world: World, hands: Keyboard) -> None:
    """Say YES on the phone that was asked."""
    hands.page.goto(f"{world.base}/phones?name=Nia")
    hands.press("main a[href*='/phones/']")
    hands.type("main form[action$='/texts'] [name=body]", "YES")
    hands.press("main form[action$='/texts'] button")
    assert "YES" in hands.page.get_by_role("main").inner_text()


def sign_in(world: World, hands: Keyboard) -> None:
    """Sign in by the code that is texted."""
    hands.page.goto(f"{world.base}/sign-in")
    hands.type("[name=phone]", NUMBER)
    hands.press("main button[type=submit]")
    hands.type("[name=code]", the_code(world, hands.page.context))
    hands.press("main button[type=submit]")
    assert hands.page.url == f"{world.base}/me"


def leave(world: World, hands: Keyboard) -> None:
    """Leave for good."""
    hands.page.goto(f"{world.base}/me/profile")
    button = "main form[action$='/leave'] button"
    if not hands.page.locator(button).first.is_visible():
        hands.tab_to("main summary")
        hands.page.keyboard.press("Enter")
    hands.press(button)
    assert hands.page.locator(SAID).is_visible()


def test_a_resident_joins_takes_a_place_and_leaves(world: World, context: BrowserContext) -> None:
    page, hands = (page := context.new_page()), Keyboard(page)
    join(world, hands)
    say_yes(world, hands)
    sign_in(world, hands)

    page.goto(f"{world.base}/near?postcode=PL4+7AA")
    hands.press("main a[href*='/projects/']")
    hands.press("main form[action$='/places'] button")
    assert page.locator(SAID).is_visible()
    hands.press("main form[action$='/withdrawal'] button")
    assert page.locator(SAID).is_visible()

    leave(world, hands)
    page.goto(f"{world.base}/me")
    assert "/sign-in" in page.url


def test_a_volunteer_says_how_long_they_helped(world: World, context: BrowserContext) -> None:
    page, hands = (page := context.new_page()), Keyboard(page)
    world.come_in(context, Visitor.VOLUNTEER)
    page.goto(f"{world.base}/me")

    hands.press("main a[href$='/hours']")
    hands.type("[name=hours]", "2h30")
    hands.press("main button[type=submit]")

    assert page.locator(SAID).is_visible()


def signed_in(world: World, hands: Keyboard, role: Role) -> None:
    """Sign a member of staff in, with their password and the code their phone shows."""
    with world.app.app_context():
        session = db.session()
        city_id = cities.named(session, world.slug).id
        of_role = sa.select(Member).where(Member.city_id == city_id, Member.role == role)
        member = session.scalars(of_role.order_by(Member.id).limit(1)).one()
        if member.second_factor is not None:
            session.delete(member.second_factor)
            session.commit()
        email = member.email
        secret = equip(session, member, now=datetime.now(UTC) - timedelta(hours=1))
        db.session.remove()
    hands.page.goto(f"{world.base}/staff")
    hands.type("[name=email]", email)
    hands.type("[name=password]", PASSWORD)
    hands.press("main form[method=post] button[type=submit]")
    hands.type("[name=code]", shown(secret))
    hands.press("main form[method=post] button[type=submit]")
    assert hands.page.url == f"{world.base}/staff"


def post_a_project(world: World, hands: Keyboard) -> None:
    """Post a project of one session."""
    hands.page.goto(f"{world.base}/staff/projects/new")
    hands.type("[name=title]", "Draught-proof a flat")
    hands.type("[name=summary]", "Bring gloves.")
    hands.tab_to("[name=initiative]")
    hands.page.keyboard.press("ArrowDown")
    hands.type("[name=address]", "PL4 7AA")
    hands.type("[name=contact_name]", "Cora")
    hands.tab_to("[name=day]")
    hands.page.keyboard.type("01062099")
    hands.type("[name=starts]", "10am")
    hands.type("[name=ends]", "noon")
    hands.type("[name=places]", "3")
    hands.press("main form[method=post] button[type=submit]")
    assert hands.page.locator(SAID).is_visible()


def test_a_coordinator_posts_a_project_asks_people_and_confirms_hours(
    world: World, context: BrowserContext
) -> None:
    page, hands = (page := context.new_page()), Keyboard(page)
    signed_in(world, hands, Role.COORDINATOR)
    post_a_project(world, hands)

    page.goto(f"{world.base}/staff/openings/{world.names['opening_id'][1]}")
    hands.press("main form[action$='/calls'] button")
    assert page.locator(SAID).is_visible()

    page.goto(f"{world.base}/staff/sessions/{world.names['session_id'][0]}")
    hands.press("main form[action$='/confirmation'] button:not([formaction])")
    assert page.locator(SAID).is_visible()


def test_a_council_lead_adds_a_reading_and_another_verifies_it(
    world: World, context: BrowserContext
) -> None:
    page, hands = (page := context.new_page()), Keyboard(page)
    signed_in(world, hands, Role.COUNCIL_LEAD)
    page.goto(f"{world.base}/staff/measures/{world.names['measure_id'][0]}/readings")
    hands.type("[name=value]", "42")
    hands.tick("[name=grade]")
    hands.type("[name=evidence]", "The register")
    hands.press("main form[method=post] button[type=submit]")
    assert page.locator(SAID).is_visible()

    context.clear_cookies()
    signed_in(world, hands, Role.ADMINISTRATOR)
    page.goto(f"{world.base}/staff/council/challenges/{world.names['challenge_id'][0]}")
    hands.press("main form[action$='/verification'] button")
    assert page.locator(SAID).is_visible()
