"""The demo city, served for real, and a Chromium to look at it with."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.browser.worlds import World, crowded, empty, few, there, wordy
from tests.conftest import settings_for
from volunteer.app import create_app
from volunteer.core.db import db
from volunteer.demo import links, make

HERE = "http://127.0.0.1"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo city at an address of this machine."""

    app: Flask
    base: str

    def link(self, who: str) -> str:
        """Return a fresh link that signs in once, as whoever ``who`` is part of."""
        with self.app.app_context():
            found = links.fresh(now=datetime.now(UTC))
        token = next(token for name, token in found if who in name)
        return f"{self.base}/staff/links/{token}"


@pytest.fixture(scope="session")
def demo(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Give the demo city, on SQLite."""
    path = tmp_path_factory.mktemp("demo") / "volunteer.db"
    shutil.copy(sqlite_template, path)
    app = create_app(settings_for(f"sqlite:///{path}") | {"DEMO": True, "PUBLIC_BASE_URL": HERE})
    with app.app_context():
        make.make(now=datetime.now(UTC))
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Demo(app, f"http://127.0.0.1:{server.port}")
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def worlds(demo: Demo) -> dict[str, World]:
    """Give a city in each state: nobody changes anything there."""
    app, base = demo.app, demo.base
    return {
        "empty": empty(app, base),
        "few": few(app, base),
        "demo": there(app, base, "plymouth"),
        "crowded": crowded(app, base),
        "long": wordy(app, base),
    }


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium."""
    found = shutil.which("chromium")
    assert found, "Chromium is not here: on Debian, apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(params=[320, 1280], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """Give a page as wide as an old phone, and one as wide as a desk's screen."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()
