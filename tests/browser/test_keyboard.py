"""Every page by keyboard: past the header at once, from stop to stop, and out again."""

import pytest
from playwright.sync_api import Browser

from tests.browser.keyboard import Keyboard
from tests.browser.test_states import LEADS_ON, PAGES, open_as, states
from tests.browser.worlds import World

pytestmark = pytest.mark.browser

LAST = "[...document.querySelectorAll('footer a')].pop().outerHTML.slice(0, 160)"


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - LEADS_ON))
def test_a_page_can_be_walked_through_by_its_stops(
    worlds: dict[str, World], chromium: Browser, endpoint: str
) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        there = {name: worlds[name] for name in ("demo", "long")}
        open_as(page, next(states(endpoint, there)), context)
        page.evaluate("document.activeElement.blur()")

        stops = Keyboard(page).walk()

        assert "govuk-skip-link" in stops[0]
        assert page.evaluate(LAST) in stops


def test_who_skips_to_the_words_goes_on_from_there(
    worlds: dict[str, World], chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(worlds["demo"].base)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_stop_that_cannot_be_seen_and_a_trap_are_found(
    chromium: Browser, worlds: dict[str, World]
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content("<style>a:focus{outline:0}</style><a href='/'>here</a>")
        with pytest.raises(AssertionError, match="cannot be seen"):
            Keyboard(page).walk()

        page.set_content(TRAP)
        with pytest.raises(AssertionError, match="never comes out"):
            Keyboard(page).walk()


TRAP = """<style>a:focus{outline:2px solid red}</style><a href='/' id=a>a</a><a href='/' id=b>b</a>
<script>onkeydown = (e) => { if (document.activeElement === b) e.preventDefault() }</script>"""
