"""The pages as people meet them: in a browser, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/near?postcode=PL4+7AA", "/near?postcode=nowhere", "/join", "/sign-in", "/impact",
          "/phones", "/demo/clock", "/inbox", "/staff/sign-in", "/staff/sign-in/forgotten",
          "/staff/sign-in/forgotten?sent=1", "/no-such-page"]  # fmt: skip
STAFF = ["/staff", "/staff/desk", "/staff/projects/new", "/staff/council", "/staff/notices",
         "/staff/account", "/staff/account/password", "/staff/account/second-step",
         "/staff/account/recovery-codes"]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_anybody_can_use_the_public_pages(demo: Demo, page: Page, address: str) -> None:
    page.goto(demo.base + address)

    assert faults(page) == []


@pytest.mark.parametrize("who", ["coordinator", "council lead", "administrator"])
def test_staff_can_use_theirs(demo: Demo, page: Page, who: str) -> None:
    page.goto(demo.link(who))
    page.get_by_role("main").get_by_role("button").click()
    linked = [a.get_attribute("href") or "" for a in page.get_by_role("main").locator("a").all()]
    kinds = {re.sub(r"\d+", "N", href): href for href in linked if href.startswith("/staff")}

    found = {}
    for address in [*STAFF, *kinds.values()]:
        page.goto(demo.base + address)
        found[address] = faults(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_no_page_asks_anything_of_another_host(demo: Demo, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for address in PUBLIC:
        page.goto(demo.base + address)

    assert [url for url in asked if not url.startswith(demo.base)] == []


def test_a_browser_keeps_the_strict_rules_without_a_complaint(demo: Demo, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    for address in PUBLIC:
        page.goto(demo.base + address)

    assert [one for one in complaints if "responded with a status" not in one] == []


def test_a_resident_joins_from_the_start_page_by_keyboard_alone(demo: Demo, page: Page) -> None:
    page.goto(demo.base)
    page.get_by_label("Your postcode").focus()
    page.keyboard.type("PL4 7AA")
    page.keyboard.press("Enter")
    page.wait_for_url("**/near?*")

    page.goto(demo.base + "/join")
    page.get_by_role("main").get_by_role("button").press("Enter")

    assert page.get_by_role("alert").is_visible()
    page.wait_for_function("document.activeElement.matches('.govuk-error-summary')")
