"""Pages of errors: what happened, what to do, and a reference that stands in the log."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import databases
from tests.builders import a_city, a_member, a_volunteer
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import Refused

ADA = "Ada Lovelace 07700 900987"
WITH_REFERENCE = (400, 403, 413, 429, 503)


def reference(page: TestResponse) -> str:
    found = re.search(r"reference: ([0-9a-f]{8})\b", page.text)
    assert found is not None, page.text
    return found[1]


def logged(capsys: pytest.CaptureFixture[str], of: str) -> list[str]:
    lines = (json.loads(line) for line in "".join(capsys.readouterr()).splitlines())
    return [line["event"] for line in lines if line.get("reference") == of]


def breaks(app: Flask, how: Callable[[], object]) -> None:
    """Let one page of the app break."""

    def show(*_: object, **__: object) -> str:
        how()
        return ""

    app.view_functions["impact.show"] = show


@pytest.mark.parametrize("status", WITH_REFERENCE)
def test_the_page_of_an_error_has_a_reference_that_stands_in_the_log(
    app: Flask, city: City, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    breaks(app, lambda: abort(status))

    page = Browser(app, city).get("/impact")

    assert page.status_code == status
    assert logged(capsys, reference(page)) == ["page.refused"]


def test_what_is_refused_has_one_too(
    app: Flask, city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise Refused("That is over.")

    breaks(app, refuse)

    page = Browser(app, city).get("/impact")

    assert page.status_code == 422
    assert "That is over." in page.text
    assert logged(capsys, reference(page)) == ["page.refused"]


def test_a_page_that_is_not_there_needs_none(app: Flask, city: City) -> None:
    page = Browser(app, city).get("/nothing")

    assert page.status_code == 404
    assert "reference" not in page.text


def test_each_request_has_a_reference_of_its_own(app: Flask, city: City) -> None:
    breaks(app, lambda: abort(403))
    browser = Browser(app, city)

    assert reference(browser.get("/impact")) != reference(browser.get("/impact"))


def test_what_breaks_shows_no_stack_and_no_values(
    make_app: Callable[..., Flask], capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app(TESTING=False)
    with app.app_context():
        browser = Browser(app, a_city(db.session()))
        breaks(app, lambda: int(ADA))

        page = browser.get(f"/impact?name={ADA}")

    out = "".join(capsys.readouterr())
    assert page.status_code == 500
    assert reference(page) in out
    assert "test_error_pages.py" in out
    for said in (page.text, out):
        assert "Lovelace" not in said
        assert "900987" not in said
        assert "Traceback" not in said


@pytest.fixture
def take_away(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[[], None]:
    """Give a way to take the database away from under the running app."""

    def take() -> None:
        if database_url.startswith("sqlite"):
            db.session.remove()
            db.engine.dispose()
            for file in tmp_path.glob("volunteer.db*"):
                file.unlink()
            (tmp_path / "volunteer.db").mkdir()
        else:
            databases.drop(request.getfixturevalue("server"), "volunteer_test")

    return take


def test_a_database_that_goes_down_between_requests_is_told_plainly_on_every_page(
    app: Flask,
    session: Session,
    city: City,
    take_away: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    stranger, volunteer, member = (Browser(app, city) for _ in range(3))
    volunteer.sign_in(a_volunteer(session, city))
    member.sign_in(a_member(session, city))
    ways = {
        "/": stranger,
        "/impact": stranger,
        "/join": stranger,
        "/me": volunteer,
        "/staff": member,
    }
    assert {
        address: who.get(address).status_code for address, who in ways.items()
    } == dict.fromkeys(ways, 200)

    take_away()

    for address, who in ways.items():
        page = who.get(address)
        assert page.status_code == 503, address
        assert page.headers["Retry-After"] == "30"
        assert page.headers["Cache-Control"] == "no-store"
        assert "we cannot answer just now" in page.text
        assert logged(capsys, reference(page)) == ["page.without_database"]


def test_a_form_that_is_sent_while_the_database_is_down_says_so(
    app: Flask, city: City, take_away: Callable[[], None]
) -> None:
    browser = Browser(app, city)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/join").text)
    assert token is not None
    take_away()

    page = browser.client.post(
        "/join",
        base_url=browser.base_url,
        headers={"Referer": browser.base_url},
        data={"csrf_token": token[1], "name": "Ada"},
    )

    assert page.status_code == 503
    assert "Ada" not in page.text


def test_health_says_it_in_json(app: Flask, city: City, take_away: Callable[[], None]) -> None:
    browser = Browser(app, city)
    take_away()

    answer = browser.get("/health")

    assert answer.status_code == 503
    assert answer.get_json()["database"] == "unreachable"
