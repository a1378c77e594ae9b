"""The log, and the numbers that a roster does not show, as people meet them in a browser."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.faults import faults
from tests.logbook import write_many
from volunteer.calls.model import Placement
from volunteer.cities import service as cities
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import db, transaction
from volunteer.demo.plymouth import CITY
from volunteer.hours.model import Entry
from volunteer.projects.model import Opening, ProjectSession
from volunteer.staff import service as staff
from volunteer.staff.model import Member, Role

pytestmark = pytest.mark.browser

LONG = "Somebody with a name that is as long as a name may be here, x"[:60]


@pytest.fixture
def administrator(demo: Demo, page: Page) -> Page:
    """Give the page with a new administrator signed in."""
    now = datetime.now(UTC)
    with demo.app.app_context():
        city_id = cities.named(db.session(), CITY.slug).id
        with transaction() as session:
            member = Member(
                city_id=city_id,
                organisation=staff.add_organisation(session, city_id, "The council", now),
                name=LONG,
                email=f"max{now.timestamp()}@example.org",
                role=Role.ADMINISTRATOR,
                created_at=now,
            )
            session.add(member)
            session.flush()
            token = staff.new_link(session, member, asks_password=False, now=now)
    page.goto(f"{demo.base}/staff/links/{token}")
    page.get_by_role("main").get_by_role("button").click()
    return page


def test_the_log_can_be_used_by_everybody_in_every_state(demo: Demo, administrator: Page) -> None:
    page, log = administrator, f"{demo.base}/staff/audit"
    with demo.app.app_context():
        city = cities.named(db.session(), CITY.slug)
        city_id = city.id
        write_many(city, 60)
        with transaction() as session:
            audit.record(
                session,
                city_id,
                Deed.RULE_SET,
                by=By.OPERATOR,
                now=datetime.now(UTC),
                rule="a_word_that_is_forty_letters_long_which_",
                minutes=2_000_000_000,
            )

    for address in ("", "?before=30", "?deed=city+added", "?deed=rule+set"):
        page.goto(log + address)
        assert faults(page) == [], address


def test_the_enter_key_confirms_the_hours_and_shows_no_number(
    demo: Demo, administrator: Page
) -> None:
    page, session_id = administrator, a_session_of_last_week(demo)
    page.goto(f"{demo.base}/staff/sessions/{session_id}")
    assert faults(page) == []
    assert page.locator("a[href^='tel:']").count() == 0

    page.locator("input[inputmode='decimal']").first.press("Enter")

    page.wait_for_url(f"**/staff/sessions/{session_id}")
    assert "Confirmed: the hours of" in page.get_by_role("alert").inner_text()
    assert page.locator("a[href^='tel:']").count() == 0


def test_a_masked_number_is_shown_by_its_button(demo: Demo, administrator: Page) -> None:
    page = administrator
    page.goto(f"{demo.base}/staff/sessions/{a_session_of_last_week(demo)}")
    box = page.locator("input[inputmode='decimal']").first
    box.fill("1h15")

    page.get_by_role("button", name="Show the number of").first.click()

    page.wait_for_url("**/number")
    assert page.locator("a[href^='tel:']").count() == 1
    assert page.locator("input[inputmode='decimal']").first.input_value() == "1h15"
    assert faults(page) == []


def a_session_of_last_week(demo: Demo) -> int:
    """Return the id of a session that is over for days, and that people came to."""
    with demo.app.app_context():
        city_id = cities.named(db.session(), CITY.slug).id
        return db.session.scalars(
            sa.select(ProjectSession.id)
            .join(Opening, Opening.session_id == ProjectSession.id)
            .join(Placement, Placement.opening_id == Opening.id)
            .join(
                Entry,
                sa.and_(
                    Entry.session_id == ProjectSession.id,
                    Entry.volunteer_id == Placement.volunteer_id,
                    Entry.confirmed_minutes > 0,
                ),
            )
            .where(
                ProjectSession.city_id == city_id,
                ProjectSession.ends_at < datetime.now(UTC) - timedelta(days=3),
            )
            .order_by(ProjectSession.id.desc())
            .limit(1)
        ).one()
