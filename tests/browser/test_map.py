"""The map: drawn without scripts, zooming with them, and asking nothing of anybody else."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Demo
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

NEAR = "/near?postcode=PL4+7AA"


def test_without_scripts_the_drawn_map_is_there(demo: Demo, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.base + NEAR)

    expect(page.locator(".app-map__picture")).to_be_visible()
    assert page.locator(".app-map__pin").count() > 2
    context.close()


def test_with_scripts_it_zooms_by_keyboard_and_has_the_same_wards_and_pins(
    demo: Demo, page: Page
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(demo.base + NEAR)
    expect(page.locator(".app-map--live")).to_have_count(1)
    drawn = page.locator(".app-map__pin").count()

    expect(page.locator(".app-map__live path.app-map__ward")).to_have_count(20)
    expect(page.locator(".app-map__needle")).to_have_count(drawn)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".app-map__needle").first).to_be_visible()
    assert faults(page) == []
    assert complaints == []
    assert [url for url in asked if not url.startswith(demo.base)] == []


@pytest.mark.parametrize("missing", ["leaflet.js", "wards.geojson", "leaflet.css"])
def test_if_anything_of_it_does_not_load_the_drawn_map_stays(
    demo: Demo, page: Page, missing: str
) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route(f"**/{missing}*", refuse)
    page.goto(demo.base + NEAR)
    page.wait_for_load_state("networkidle")

    expect(page.locator(".app-map__picture")).to_be_visible()
    expect(page.locator(".app-map__live")).to_have_count(0)


def test_a_map_for_whom_movement_is_too_much_does_not_move(demo: Demo, chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(demo.base + NEAR)
    expect(page.locator(".app-map--live")).to_have_count(1)

    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    assert page.locator(".leaflet-fade-anim").count() == 0
    context.close()
