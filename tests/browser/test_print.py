"""Pages as they are printed: no ways about, and wide enough for nothing to be cut."""

import pytest
from playwright.sync_api import Browser

from tests.browser.worlds import World
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser

A4 = 718  # css px between margins of 10 mm
HIDDEN = ("nav", ".app-header__nav", "aside", "footer a", "main button")


@pytest.mark.parametrize("city", ["demo", "long", "crowded"])
@pytest.mark.parametrize("what", ["roster", "impact"])
def test_it_is_printed_without_ways_about_and_fits(
    worlds: dict[str, World], chromium: Browser, what: str, city: str
) -> None:
    world = worlds[city]
    address = "/impact" if what == "impact" else f"/staff/sessions/{world.names['session_id'][0]}"
    with chromium.new_context(viewport={"width": A4, "height": 1000}) as context:
        world.come_in(context, Visitor.ADMINISTRATOR)
        page = context.new_page()
        page.goto(world.base + address)
        page.emulate_media(media="print")

        shown = [part for part in HIDDEN if page.locator(part).locator("visible=true").count()]
        assert shown == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.get_by_role("heading", level=1).is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF-")
