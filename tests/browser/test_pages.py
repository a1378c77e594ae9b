"""Ways that people take through the pages: each page by itself is looked at in test_states."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

STAFF = ["/staff", "/staff/desk", "/staff/projects/new", "/staff/council", "/staff/notices",
         "/staff/account", "/staff/account/password", "/staff/account/second-step",
         "/staff/account/recovery-codes"]  # fmt: skip


def test_a_coordinator_can_use_what_their_pages_lead_to(demo: Demo, page: Page) -> None:
    page.goto(demo.link("coordinator"))
    page.get_by_role("main").get_by_role("button").click()
    linked = [a.get_attribute("href") or "" for a in page.get_by_role("main").locator("a").all()]
    kinds = {re.sub(r"\d+", "N", href): href for href in linked if href.startswith("/staff")}

    found = {}
    for address in [*STAFF, *kinds.values()]:
        page.goto(demo.base + address)
        found[address] = faults(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


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
