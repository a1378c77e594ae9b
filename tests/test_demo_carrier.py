"""The demo with a carrier that is not the sandbox: it has no phones, and says so."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import a_city
from tests.carrier import ACCOUNT, TOKEN
from tests.pages import Browser
from volunteer.core import clock
from volunteer.core.db import db

CARRIER = "http://127.0.0.1:9000"
TWILIO = {
    "DEMO": True,
    "SMS_GATEWAY": "twilio",
    "TWILIO_ACCOUNT_SID": ACCOUNT,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "TWILIO_API_BASE": CARRIER,
}


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """Give the demo with another carrier, with its context open."""
    app = make_app(**TWILIO)
    with app.app_context():
        yield app


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give somebody at its pages."""
    return Browser(app, a_city(db.session()))


def test_there_are_no_phones_and_no_page_leads_to_them(browser: Browser) -> None:
    code = browser.post("/sign-in", phone="07700 900777").location
    pages = [browser.get(address) for address in ("/", code, "/join/sent")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert [page.text for page in pages if "/phones" in page.text] == []
    assert browser.get("/phones").status_code == 404
    assert browser.get("/phones/1").status_code == 404
    assert browser.post("/phones/texts", phone="07700 900777", body="JOIN").status_code == 404


def test_the_clock_can_be_moved_all_the_same(browser: Browser) -> None:
    before = clock.now()

    assert 'href="/demo/clock"' in browser.get("/").text
    assert "Its phones are read there" in browser.get("/demo/clock").text
    answer = browser.post("/demo/clock", to="week")

    assert answer.location == "/demo/clock"
    assert clock.now() - before > timedelta(days=6)


def test_with_the_sandbox_the_clocks_page_leads_to_the_phones(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(DEMO=True)
    with app.app_context():
        browser = Browser(app, a_city(db.session()))

        assert 'href="/phones"' in browser.get("/demo/clock").text
        assert 'href="/phones"' in browser.get("/").text


def test_outside_demo_mode_there_is_no_clock_to_move(make_app: Callable[..., Flask]) -> None:
    app = make_app(**{**TWILIO, "DEMO": False})
    with app.app_context():
        browser = Browser(app, a_city(db.session()))

        assert browser.get("/demo/clock").status_code == 404
        assert browser.post("/demo/clock", to="week").status_code == 404


def test_the_command_says_where_the_phones_are(app: Flask) -> None:
    a_city(db.session())

    told = app.test_cli_runner().invoke(args=["demo", "links"]).stdout

    assert f"phones with the carrier’s stand-in at {CARRIER}" in told
    assert "/phones" not in told
