"""What a role asks for, on the pages of everybody whom it concerns, and a check written down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session

from tests.asking import place
from tests.browser.conftest import Demo
from tests.browser.faults import faults, listening
from tests.browser.long_words import NAME
from tests.browser.worlds import World, few
from tests.builders import a_check, a_volunteer, an_opening
from volunteer.cities import service as cities
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member, Role
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)
WHY = "Fetches people from their homes, alone with them in the car, every week."
ASKS = Requirements(25, vehicle=True, level=Level.ENHANCED, reason=WHY)
PAGES = {
    "what it asks for": (Visitor.ANYBODY, "/projects/{coming_project}"),
    "what they lack": (Visitor.VOLUNTEER, "/projects/{free_project}"),
    "their places": (Visitor.VOLUNTEER, "/me"),
    "their profile": (Visitor.VOLUNTEER, "/me/profile"),
    "the roster before": (Visitor.COORDINATOR, "/staff/sessions/{coming_session}"),
    "the roster after": (Visitor.COORDINATOR, "/staff/sessions/{over_session}"),
    "the project": (Visitor.COORDINATOR, "/staff/projects/{coming_project}"),
    "why nobody": (Visitor.COORDINATOR, "/staff/openings/{free_opening}"),
    "the checks": (Visitor.MANAGER, "/staff/checks"),
    "a check": (Visitor.MANAGER, "/staff/checks/new"),
    "posting": (Visitor.COORDINATOR, "/staff/projects/new"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A city with a role that asks for a lot, before and after, and with who lacks it."""

    world: World
    ids: Mapping[str, int]
    phone: str
    today: date


@pytest.fixture(scope="module")
def made(demo: Demo) -> Made:
    world = few(demo.app, demo.base)
    with demo.app.app_context():
        found = _make(db.session(), world)
        db.session.remove()
    return found


@pytest.fixture(params=[320, 1280], ids=["phone", "desktop"])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport={"width": request.param, "height": 800}) as context:
        yield context


@pytest.mark.parametrize("which", PAGES)
def test_everybody_can_use_the_page_that_says(
    made: Made, context: BrowserContext, which: str
) -> None:
    who, address = PAGES[which]
    page = context.new_page()
    made.world.come_in(context, who)
    with listening(page) as ears:
        answer = page.goto(made.world.base + address.format(**made.ids))
        _unfold(page)
        wrong = ears.take() + faults(page)

    assert answer is not None
    assert answer.status == 200
    assert not wrong, "\n".join(wrong)


def test_a_check_is_written_down_from_an_error_on(made: Made, context: BrowserContext) -> None:
    page = context.new_page()
    made.world.come_in(context, Visitor.MANAGER)
    page.goto(f"{made.world.base}/staff/checks/new")

    _write_down(page, "Somebody else", made)
    refused = page.locator(".govuk-error-summary").inner_text()
    wrong = faults(page)
    _write_down(page, "Ada", made)
    wrong += faults(page)

    assert "Nobody who has joined has this name and number" in refused
    assert page.get_by_text("Written down.").count() == 1
    assert not wrong, "\n".join(wrong)


def _write_down(page: Page, name: str, made: Made) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Mobile number").fill(made.phone)
    page.get_by_label("Enhanced DBS check").check()
    page.get_by_label("Decided on").fill(f"{made.today:%Y-%m-%d}")
    page.get_by_label("Valid until").fill(f"{made.today + 300 * DAY:%Y-%m-%d}")
    with page.expect_navigation():
        page.get_by_role("button", name="Write down").click()


def _unfold(page: Page) -> None:
    """Open what is folded away, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


def _make(session: Session, world: World) -> Made:
    city, now = cities.named(session, world.slug), clock.now()
    cora = session.scalars(
        sa.select(Member).where(Member.city_id == city.id, Member.role == Role.COORDINATOR)
    ).first()
    ada = session.scalars(
        sa.select(Volunteer).where(Volunteer.city_id == city.id, Volunteer.name == "Ada")
    ).first()
    assert cora is not None
    assert ada is not None
    openings = {
        name: an_opening(session, city, f"Drive the lunch club ({name})", asks=ASKS, places=4,
                         starts=now + days * DAY, posted_by=cora)
        for name, days in (("coming", 4), ("over", -2), ("free", 9))
    }  # fmt: skip
    people = [ada, *(a_volunteer(session, city, name) for name in ("Bob", NAME))]
    for number, one in enumerate(people):
        for name in ("coming", "over"):
            place(session, openings[name], one, now=now)
        a_check(session, one, by=cora, ends_at=now + (5 * number + 1) * DAY)
    people[1].age_said, people[1].vehicle_said_at = 25, now
    session.commit()
    return Made(world, _named(openings), ada.contact.phone, now.date())


def _named(openings: dict[str, Opening]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, opening in openings.items():
        found |= {
            f"{name}_opening": opening.id,
            f"{name}_session": opening.session_id,
            f"{name}_project": opening.session.project_id,
        }
    return found
