"""Pages as they are printed: no ways about, and wide enough for nothing to be cut."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.letters import FOREIGN
from tests.browser.worlds import World
from volunteer.web.rights import Visitor

pytestmark = pytest.mark.browser

A4 = 718  # css px between margins of 10 mm
HIDDEN = ("nav", ".app-header__nav", "aside", "footer a", "main button", ".app-map__live",
          ".leaflet-control")  # fmt: skip
AFTER_LINKS = """() => [...new Set([...document.querySelectorAll("a[href]")].map(
    (a) => getComputedStyle(a, "::after").content))]"""


@pytest.fixture
def paper(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a browser as wide as a sheet."""
    with chromium.new_context(viewport={"width": A4, "height": 1000}) as context:
        yield context


@pytest.mark.parametrize("city", ["demo", "long", "crowded"])
@pytest.mark.parametrize("what", ["roster", "/impact", "/near?postcode=PL4+7AA", "/staff/council"])
def test_it_is_printed_without_ways_about_and_fits(
    worlds: dict[str, World], paper: BrowserContext, what: str, city: str
) -> None:
    world = worlds[city]
    roster = f"/staff/sessions/{world.names['session_id'][0]}"
    page = printed(world, paper, roster if what == "roster" else what)

    shown = [part for part in HIDDEN if page.locator(part).locator("visible=true").count()]
    assert shown == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF-")


@pytest.mark.parametrize("address", ["/near?postcode=PL4+7AA", "/impact", "/staff/council"])
def test_a_map_is_printed_as_it_was_drawn_and_not_as_the_window_showed_it(
    worlds: dict[str, World], paper: BrowserContext, address: str
) -> None:
    page = printed(worlds["demo"], paper, address, wait_for=".app-map--live .leaflet-control")

    drawn = page.locator(".app-map__picture")
    assert drawn.count()
    assert all(one.is_visible() for one in drawn.all())
    assert drawn.evaluate_all("(all) => Math.min(...all.map((one) => one.clientWidth))") > A4 / 2


@pytest.mark.parametrize("address", ["/near", "/staff/council"])
def test_paper_has_our_letters_and_no_addresses_within_a_sentence(
    worlds: dict[str, World], paper: BrowserContext, address: str
) -> None:
    page = printed(worlds["demo"], paper, address)

    assert page.evaluate(FOREIGN) == []
    assert page.locator("main a").count()
    assert page.evaluate(AFTER_LINKS) == ["none"]


@pytest.mark.parametrize(("part", "rule"), [(".app-chart", "breakInside"), ("h2", "breakAfter")])
def test_no_chart_is_cut_in_two_and_no_heading_stands_alone(
    worlds: dict[str, World], paper: BrowserContext, part: str, rule: str
) -> None:
    page = printed(worlds["demo"], paper, "/staff/council")
    rules = page.locator(part).evaluate_all(
        "(found, rule) => found.map((one) => getComputedStyle(one)[rule])", rule
    )

    assert set(rules) == {"avoid"}


def printed(world: World, context: BrowserContext, address: str, *, wait_for: str = "h1") -> Page:
    """Return a page as it goes to the printer, once it has shown something on the screen."""
    world.come_in(context, Visitor.ADMINISTRATOR)
    page = context.new_page()
    page.goto(world.base + address)
    page.locator(wait_for).first.wait_for()
    page.emulate_media(media="print")
    return page
