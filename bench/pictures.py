"""Take pictures of the main pages, on a phone and on a desk: ``make pictures``.

The demo cities are made at a fixed moment and their clock is held there, so the same pages make
the same pictures. They go to docs/pictures/, with a page that shows them all.
"""

import base64
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright

from bench.demo_pages import PAGES, Looker, MainPage, lookers
from tests.browser.conftest import FLAGS
from tests.conftest import settings_for
from tests.serving import serving
from volunteer.app import create_app
from volunteer.core.clock import DemoClock
from volunteer.core.db import db, transaction
from volunteer.demo import make

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
MOMENT = datetime(2026, 5, 13, 9, 10, tzinfo=UTC)  # a Wednesday in spring
QUALITY = 50


@dataclass(frozen=True, slots=True)
class Screen:
    """What somebody looks at a page on; ``scale`` is how large the picture of it is."""

    name: str
    width: int
    height: int
    scale: float


SCREENS = (Screen("phone", 360, 1200, 1.0), Screen("desktop", 1280, 1400, 0.62))


def main() -> None:
    """Take all pictures, and write the page that shows them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    found = shutil.which("chromium")
    assert found, "Chromium is not here: on Debian, apt-get install chromium"
    with _demo() as (app, base), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        with app.app_context():
            who = lookers(app, now=MOMENT)
            for screen in SCREENS:
                for shown in PAGES:
                    _take(app, chromium, base, screen, shown, who[shown.who])
        chromium.close()
    (FOLDER / "README.md").write_text(_gallery(), encoding="utf-8")
    print(f"{len(PAGES) * len(SCREENS)} pictures, {_size() / 1000:.0f} kB: docs/pictures/")


@contextmanager
def _demo() -> Iterator[tuple[Flask, str]]:
    with tempfile.TemporaryDirectory() as folder, serving() as stage:
        url = f"sqlite:///{Path(folder) / 'volunteer.db'}"
        app = create_app(settings_for(url) | {"DEMO": True, "PUBLIC_BASE_URL": "http://127.0.0.1"})
        with app.app_context():
            upgrade()
            make.make(now=MOMENT)
            _hold()
            db.session.remove()
        stage.app = app
        yield app, stage.base
        with app.app_context():
            db.engine.dispose()


def _hold() -> None:
    """Hold the demo's clock at the moment; it runs on by itself."""
    ahead = round((MOMENT - datetime.now(UTC)).total_seconds())
    with transaction() as session:
        session.merge(DemoClock(id=1, ahead_seconds=ahead))


def _take(
    app: Flask, chromium: Chromium, base: str, screen: Screen, shown: MainPage, looker: Looker
) -> None:
    _hold()
    with chromium.new_context(viewport={"width": screen.width, "height": 800}) as context:
        kept = looker.browser.client.get_cookie("session", looker.host)
        if kept is not None:
            context.add_cookies([{"name": "session", "value": kept.value, "url": base}])
        page = context.new_page()
        answer = page.goto(base + shown.address(looker), wait_until="networkidle")
        assert answer is not None
        assert answer.ok, f"{shown.name} answers {answer.status}"
        page.evaluate("document.fonts.ready")
        picture = _picture(page, screen)
    (FOLDER / file_of(shown, screen)).write_bytes(picture)


def _picture(page: Page, screen: Screen) -> bytes:
    """Return what is on the page, down to where a picture would be too long."""
    height = min(screen.height, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": screen.width, "height": height, "scale": screen.scale}
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True},
    )
    return base64.b64decode(taken["data"])


def file_of(shown: MainPage, screen: Screen) -> str:
    """Return the name of a picture's file."""
    return f"{shown.name}-{screen.name}.webp"


def _gallery() -> str:
    rows = [
        f"## {shown.title}\n\nAs {shown.who}, at `{shown.pattern}`.\n\n"
        + "\n".join(
            f"![{shown.title}, on a {screen.name}]({file_of(shown, screen)})" for screen in SCREENS
        )
        for shown in PAGES
    ]
    begin = (
        "# The pages, in pictures\n\nThe demo city on a Wednesday in May, taken by `make pictures`."
        " Everybody on them is invented. Long pages are cut."
    )
    return "\n\n".join([begin, *rows]) + "\n"


def _size() -> int:
    return sum(file.stat().st_size for file in FOLDER.glob("*.webp"))


if __name__ == "__main__":
    main()
