"""Staff come in, as they meet it: by keyboard, on a phone and on a desk, with every step usable."""

from datetime import UTC, datetime

import pyotp
import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.faults import faults
from volunteer.core.audit import By
from volunteer.core.db import db, transaction
from volunteer.staff import second_factor, service
from volunteer.staff.model import Member

pytestmark = pytest.mark.browser

EMAIL = "tom.ashby@plymouth.example"
PASSWORD = "otter granite lantern"  # pragma: allowlist secret


def a_newcomers_link(demo: Demo) -> str:
    """Return a link for somebody who has no password and no phone yet."""
    now = datetime.now(UTC)
    with demo.app.app_context():
        with transaction() as session:
            tom = session.scalars(sa.select(Member).where(Member.email == EMAIL)).one()
            token = service.new_link(session, tom, asks_password=True, now=now)
            second_factor.reset(session, tom, by=By.OPERATOR, now=now)
        db.session.remove()
    return f"{demo.base}/staff/links/{token}"


def send(page: Page, **typed: str) -> None:
    """Type into a form and send it, by the keyboard alone."""
    for name, words in typed.items():
        page.locator(f"main [name={name}]").focus()
        page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def set_up(page: Page, demo: Demo) -> list[str]:
    """Come in by a link; return the codes to keep on paper."""
    page.goto(a_newcomers_link(demo))
    send(page, password=PASSWORD)
    page.get_by_text("I cannot point a camera at it").click()
    key = page.locator(".app-key").inner_text().replace(" ", "")
    assert faults(page) == []
    send(page, code=pyotp.TOTP(key).now())
    return page.locator(".app-codes code").all_inner_texts()


def test_somebody_new_comes_in_by_keyboard_alone(demo: Demo, page: Page) -> None:
    page.goto(a_newcomers_link(demo))
    assert faults(page) == []
    send(page, password=PASSWORD[:5])
    assert faults(page) == []

    codes = set_up(page, demo)

    assert len(codes) == 10
    assert faults(page) == []
    page.get_by_role("link", name="I have kept them").press("Enter")
    page.wait_for_url(f"{demo.base}/staff")


def test_somebody_without_their_phone_comes_back_by_a_code_on_paper(demo: Demo, page: Page) -> None:
    codes = set_up(page, demo)
    page.context.clear_cookies()
    page.goto(f"{demo.base}/staff/sign-in")
    send(page, email=EMAIL, password=PASSWORD)
    send(page, code="wrong")
    assert faults(page) == []

    page.locator("main [name=code]").fill("")
    send(page, code=codes[0])

    assert "9 are left" in page.get_by_role("alert").inner_text()
    assert faults(page) == []


def test_who_works_here_is_looked_after_on_pages_that_everybody_can_use(
    demo: Demo, page: Page
) -> None:
    page.goto(demo.link("administrator"))
    page.get_by_role("main").get_by_role("button").press("Enter")
    page.goto(f"{demo.base}/staff/members/new")
    page.get_by_role("button", name="Invite", exact=True).press("Enter")
    assert faults(page) == []
    page.goto(f"{demo.base}/staff/members")
    page.get_by_role("link", name="Maya Osei").press("Enter")

    assert faults(page) == []
