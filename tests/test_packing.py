"""What goes out packed, and what never does, since a secret is on it."""

import gzip
import os
from pathlib import Path

import brotli
import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.builders import a_member, a_volunteer
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.staff import service as staff

STYLES = "/static/main.css"


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


def ask(
    browser: Browser, address: str, how: str = "gzip, deflate, br", **more: str
) -> TestResponse:
    """Open a page as a browser that can unpack."""
    headers = {"Accept-Encoding": how} | more
    return browser.client.get(address, base_url=browser.base_url, headers=headers, buffered=True)


def encoding(answer: TestResponse) -> str | None:
    return answer.headers.get("Content-Encoding")


@pytest.mark.parametrize("address", ["/", "/impact", "/near", STYLES, "/static/page.js"])
def test_what_is_nobodys_goes_out_packed(browser: Browser, address: str) -> None:
    plain, packed = ask(browser, address, ""), ask(browser, address)

    assert encoding(plain) is None
    assert encoding(packed) == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert "Accept-Encoding" in packed.vary


@pytest.mark.parametrize("address", ["/", STYLES])
def test_a_browser_gets_what_it_can_unpack(browser: Browser, address: str) -> None:
    packed = ask(browser, address, "gzip;q=0.5, identity;q=0.1")

    assert encoding(packed) == "gzip"
    assert gzip.decompress(packed.data) == ask(browser, address, "").data
    assert encoding(ask(browser, address, "zstd")) is None
    assert encoding(ask(browser, address, "br;q=0, gzip;q=0")) is None


@pytest.mark.parametrize(
    "address", ["/join", "/join?postcode=PL4+7AA", "/sign-in", "/staff/sign-in"]
)
def test_a_page_with_a_forms_token_is_never_packed(browser: Browser, address: str) -> None:
    page = ask(browser, address)

    assert 'name="csrf_token"' in page.text
    assert encoding(page) is None


def test_what_somebody_sees_who_is_signed_in_is_never_packed(
    app: Flask, session: Session, city: City
) -> None:
    for person, address in (
        (a_volunteer(session, city), "/me"),
        (a_member(session, city), "/staff"),
    ):
        browser = Browser(app, city)
        browser.sign_in(person)

        for page in (address, "/", "/impact"):
            assert encoding(ask(browser, page)) is None, page


def test_links_errors_and_machines_answers_are_never_packed(
    session: Session, city: City, browser: Browser
) -> None:
    token = staff.invite_again(city.id, a_member(session, city).email, now=clock.now())

    for address in (f"/staff/links/{token}", "/nothing", "/near?postcode=nowhere", "/health"):
        assert encoding(ask(browser, address)) is None, address


def test_a_browser_that_has_a_file_packed_is_told_that_it_is_the_same(browser: Browser) -> None:
    first = ask(browser, STYLES)
    again = ask(browser, STYLES, **{"If-None-Match": first.headers["ETag"]})
    plain = ask(browser, STYLES, "", **{"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Accept-Encoding" in again.vary
    assert plain.status_code == 200


def test_a_packed_file_keeps_its_kind_and_its_year(browser: Browser) -> None:
    address = ask(browser, "/", "").text.partition('href="/static/')[2].partition('"')[0]

    packed = ask(browser, f"/static/{address}")

    assert packed.mimetype == "text/css"
    assert "immutable" in packed.headers["Cache-Control"]
    assert encoding(packed) == "br"


def test_a_packed_copy_that_is_older_than_its_file_is_left_alone(
    app: Flask, browser: Browser, tmp_path: Path
) -> None:
    app.static_folder = str(tmp_path)
    (tmp_path / "a.css").write_text("old" * 99)
    (tmp_path / "a.css.br").write_bytes(brotli.compress(b"old" * 99))
    assert encoding(ask(browser, "/static/a.css")) == "br"

    os.utime(tmp_path / "a.css.br", (1, 1))

    assert encoding(ask(browser, "/static/a.css")) is None
