"""Pages of errors, as people meet them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, abort, request
from playwright.sync_api import Browser

from tests.browser.conftest import HERE, Demo
from tests.browser.faults import faults, listening
from tests.browser.test_states import WIDTHS
from tests.conftest import settings_for
from tests.serving import serving
from volunteer.app import create_app
from volunteer.core.db import db
from volunteer.core.errors import Refused

pytestmark = pytest.mark.browser


def an_app(url: str) -> Flask:
    return create_app(settings_for(url) | {"DEMO": True, "TESTING": False, "PUBLIC_BASE_URL": HERE})


@pytest.fixture(scope="module")
def base(demo: Demo) -> Iterator[str]:
    """Give the demo city with a page that goes wrong in the way that is asked for."""
    app = an_app(demo.app.config["SQLALCHEMY_DATABASE_URI"])

    def show() -> str:
        status = request.args.get("status", type=int)
        if status == 422:
            raise Refused("That is over.")
        if status == 500:
            raise ValueError
        abort(status or 400)

    app.view_functions["impact.show"] = show
    with serving() as stage:
        stage.app = app
        yield stage.base
    with app.app_context():
        db.engine.dispose()


def wrong_with(chromium: Browser, width: str, address: str, status: int) -> list[str]:
    with chromium.new_context(viewport={"width": WIDTHS[width], "height": 800}) as context:
        page = context.new_page()
        with listening(page) as ears:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == status
            assert page.get_by_role("heading", level=1).inner_text()
            return ears.take() + faults(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("status", [400, 403, 404, 405, 411, 413, 422, 429, 500, 503])
def test_the_page_of_an_error_can_be_used_by_everybody(
    base: str, chromium: Browser, width: str, status: int
) -> None:
    assert wrong_with(chromium, width, f"{base}/impact?status={status}", status) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_so_can_the_pages_where_no_city_and_where_no_page_is(
    base: str, chromium: Browser, width: str
) -> None:
    port = base.rpartition(":")[2]

    assert wrong_with(chromium, width, f"http://nowhere.localhost:{port}/", 400) == []
    assert wrong_with(chromium, width, f"{base}/no-such-page", 404) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_so_can_the_page_while_the_database_is_down(
    chromium: Browser, width: str, tmp_path: Path
) -> None:
    with serving() as stage:
        stage.app = an_app(f"sqlite:///{tmp_path / 'none' / 'volunteer.db'}")

        assert wrong_with(chromium, width, f"{stage.base}/", 503) == []


def test_a_form_that_was_open_too_long_says_so(base: str, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{base}/join")
        context.clear_cookies()
        page.get_by_role("main").get_by_role("button").click()

        assert "open too long" in page.get_by_role("heading", level=1).inner_text()
        assert faults(page) == []
