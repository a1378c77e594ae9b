"""What the start page weighs on the wire, as the real server sends it to a first visitor."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Demo
from tests.gunicorn import Server, gunicorn

pytestmark = pytest.mark.browser

MOST = 100_000  # bytes: five seconds on a slow phone line
MAP = ("leaflet", "map")  # loaded by the page besides, and only where there is JavaScript


@pytest.fixture(scope="module")
def server(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give the demo city as ``make run`` opens it."""
    settings = {"DEMO": "1", "DATABASE_URL": demo.app.config["SQLALCHEMY_DATABASE_URI"]}
    with gunicorn(settings | {"WEB_WORKERS": "1"}, tmp_path_factory.mktemp("weight")) as server:
        yield server


def weigh(page: Page, address: str) -> dict[str, int]:
    """Open a page with nothing kept; return the bytes that came over the wire, by address."""
    addresses, weights = dict[str, str](), dict[str, int]()
    wire = page.context.new_cdp_session(page)

    def note_address(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def note_weight(event: dict[str, Any]) -> None:
        weights[addresses[event["requestId"]]] = int(event["encodedDataLength"])

    wire.on("Network.responseReceived", note_address)
    wire.on("Network.loadingFinished", note_weight)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    return weights


def test_the_start_page_is_light_without_the_map(server: Server, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        weights = weigh(context.new_page(), f"http://127.0.0.1:{server.port}/")

    counted = {
        url: weight for url, weight in weights.items() if not any(word in url for word in MAP)
    }
    assert any(url.endswith(".woff2") or ".woff2?" in url for url in counted), counted
    assert sum(counted.values()) < MOST, counted


def test_a_heavy_page_is_found(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "heavy.html").write_text("x" * MOST)
    with chromium.new_context() as context:
        weights = weigh(context.new_page(), (tmp_path / "heavy.html").as_uri())

    assert sum(weights.values()) >= MOST
