"""What every answer tells the browser: one table over all kinds of answers."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.builders import a_city, a_member, a_volunteer
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.staff import service as staff

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
NEVER, ASK, LONG = "no-store", "private, no-cache", "public, max-age=31536000, immutable"
ANSWERS = {
    "a page": ("GET", "/", 200, ASK),
    "a page's head": ("HEAD", "/", 200, ASK),
    "a form": ("GET", "/join", 200, ASK),
    "a form with mistakes": ("POST", "/join", 422, NEVER),
    "a page that is not there": ("GET", "/nothing", 404, NEVER),
    "a wrong method": ("GET", "/sign-out", 405, NEVER),
    "a way in": ("GET", "/me", 303, NEVER),
    "a way in for staff": ("GET", "/staff", 303, NEVER),
    "a link that is used up": ("GET", "/staff/links/x", 303, NEVER),
    "the city's colours": ("GET", "/city.css", 200, "public, max-age=300"),
    "the city's outline": ("GET", "/shape.svg", 200, "public, max-age=300"),
    "the city's wards": ("GET", "/wards.geojson", 200, "public, max-age=300"),
    "a file": ("GET", "/static/page.js", 200, "no-cache"),
    "an old file": ("GET", "/static/page.js?v=00000000", 200, "no-cache"),
    "no file": ("GET", "/static/nothing.js?v=00000000", 404, "no-cache"),
    "another folder": ("GET", "/static/../scss/main.scss", 404, "no-cache"),
    "what machines ask": ("GET", "/health", 503, NEVER),
    "the carrier, unsigned": ("POST", "/sms/inbound", 404, NEVER),
}


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


def ask(browser: Browser, method: str, address: str, **more: Any) -> TestResponse:
    if method == "POST" and not address.startswith("/sms"):
        return browser.post(address)
    return browser.client.open(address, method=method, base_url=browser.base_url, **more)


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_says_what_the_browser_must_not_do(browser: Browser, kind: str) -> None:
    method, address, status, keep = ANSWERS[kind]

    answer = ask(browser, method, address)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == keep
    if answer.mimetype == "text/html":
        assert {"Cookie", "Accept-Language"} <= set(answer.vary)
    answer.close()


def test_a_file_asked_for_by_its_version_is_kept_for_a_year(browser: Browser) -> None:
    address = browser.get("/").text.partition('src="/static/')[2].partition('"')[0]

    answer = browser.get(f"/static/{address}")

    assert "?v=" in address
    assert answer.headers["Cache-Control"] == LONG
    answer.close()


@pytest.mark.parametrize("styles", ["main.css", "leaflet.css"])
def test_fonts_and_pictures_of_a_stylesheet_are_kept_for_a_year(
    browser: Browser, styles: str
) -> None:
    sheet = browser.get(f"/static/{styles}")
    named = re.findall(r"url\([\"']?([^)#\"']+)[\"']?\)", sheet.text)
    sheet.close()

    assert named
    for address in named:
        answer = browser.get(f"/static/{address}")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, LONG), address
        answer.close()


def test_pages_behind_sign_in_are_kept_nowhere(
    app: Flask, session: Session, city: City, browser: Browser
) -> None:
    for person, address in (
        (a_volunteer(session, city), "/me"),
        (a_member(session, city), "/staff"),
    ):
        browser = Browser(app, city)
        browser.sign_in(person)

        for page in (address, "/", "/impact"):
            assert browser.get(page).headers["Cache-Control"] == NEVER, page


def test_the_pages_of_signing_in_are_kept_nowhere_once_a_number_is_known(
    session: Session, city: City, browser: Browser
) -> None:
    ada = a_volunteer(session, city)

    browser.post("/sign-in", phone=ada.contact.phone)

    assert browser.get("/sign-in/code").headers["Cache-Control"] == NEVER


def test_a_page_whose_address_is_a_secret_tells_it_to_nobody_and_takes_its_form(
    session: Session, city: City, browser: Browser
) -> None:
    token = staff.invite_again(city.id, a_member(session, city).email, now=clock.now())

    page = browser.get(f"/staff/links/{token}")
    sent = browser.post(f"/staff/links/{token}", password="otter granite lantern")

    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert page.headers["Cache-Control"] == NEVER
    assert browser.get("/").headers["Referrer-Policy"] == "same-origin"
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("base", "name", "secure"),
    [("https://volunteer.example", "__Host-session", True), ("http://127.0.0.1", "session", False)],
)
def test_the_cookie_is_for_our_pages_alone(
    make_app: Callable[..., Flask],
    base: str,
    name: str,
    secure: bool,  # noqa: FBT001 - a case
) -> None:
    app = make_app(DEMO=True, PUBLIC_BASE_URL=base)
    with app.app_context():
        browser = Browser(app, a_city(db.session()))

        cookie = browser.get("/sign-in").headers["Set-Cookie"]

    parts = cookie.split("; ")
    assert parts[0].startswith(f"{name}=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(parts)
    assert ("Secure" in parts) is secure
    assert "Domain" not in cookie


def test_without_https_nobody_is_told_to_insist_on_it(browser: Browser) -> None:
    browser.base_url = browser.base_url.replace("https", "http")

    assert "Strict-Transport-Security" not in browser.get("/").headers


def test_a_head_is_an_answer_without_its_words(browser: Browser) -> None:
    assert ask(browser, "HEAD", "/").data == b""


def test_what_can_be_done_is_told_and_a_trace_is_not_sent_back(browser: Browser) -> None:
    told = ask(browser, "OPTIONS", "/join")

    assert set(told.allow) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert ask(browser, "TRACE", "/join").status_code == 405


@pytest.mark.parametrize("address", ["/join", "/sms/inbound"])
@pytest.mark.parametrize(
    ("more", "status"), [({}, 413), ({"headers": {"Transfer-Encoding": "chunked"}}, 411)]
)
def test_a_form_that_is_too_long_or_does_not_say_how_long_is_not_read(
    make_app: Callable[..., Flask], address: str, more: dict[str, Any], status: int
) -> None:
    app = make_app(SMS_GATEWAY="twilio", TWILIO_ACCOUNT_SID="AC1", TWILIO_AUTH_TOKEN="t" * 32)
    with app.app_context():
        browser = Browser(app, a_city(db.session()))

        answer = browser.client.post(
            address, base_url=browser.base_url, data={"name": "x" * 65_536}, **more
        )

    assert answer.status_code == status


def test_the_carriers_texts_are_capped_too(make_app: Callable[..., Flask]) -> None:
    app = make_app(SMS_GATEWAY="twilio", TWILIO_ACCOUNT_SID="AC1", TWILIO_AUTH_TOKEN="t" * 32)

    answer = app.test_client().post(
        "/sms/inbound", base_url="https://volunteer.example", data={"Body": "x" * 16_385}
    )

    assert answer.status_code == 413
