"""Measure how long the server takes for each main page of the demo city.

``python -m bench.page_timing [--db sqlite|postgresql] [--rounds N] [--json]`` makes the demo
cities, says how long that took, then opens each page through the app, warm: it prints the
median and the 99th percentile in milliseconds, how many statements the database was asked, and
how many bytes the page has before it is packed.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from bench.demo_pages import PAGES, Looker, lookers
from tests import databases
from tests.conftest import settings_for
from tests.pages import Browser
from volunteer.app import create_app
from volunteer.core.db import db
from volunteer.demo import make

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of a page."""

    who: str
    address: str
    median_ms: float
    p99_ms: float
    statements: int
    bytes: int


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    with _database(options.db) as url:
        app = create_app(settings_for(url) | {"DEMO": True, "LOG_LEVEL": "ERROR"})
        with app.app_context():
            upgrade()
            took = _made()
            timings = _timings(app, options.rounds)
            db.session.remove()
            db.engine.dispose()
    if options.json:
        print(json.dumps({"demo_seconds": took, "pages": [asdict(one) for one in timings]}))
    else:
        _print(options.db, took, timings)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


@contextmanager
def _database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'volunteer.db'}"
        return
    with databases.cluster() as server:
        databases.create(server, "page_timing")
        yield databases.address(server, "page_timing")


def _made() -> float:
    """Make the demo cities; return the seconds it took."""
    began = perf_counter()
    make.make(now=datetime.now(UTC))
    db.session.remove()
    return perf_counter() - began


def _timings(app: Flask, rounds: int) -> list[Timing]:
    who = lookers(app, now=datetime.now(UTC))
    return [_timing(page.who, who[page.who], page.address(who[page.who]), rounds) for page in PAGES]


def _timing(who: str, looker: Looker, address: str, rounds: int) -> Timing:
    for _ in range(WARM_UP):
        _open(looker.browser, address)
    with _counted() as statements:
        size, _ = _open(looker.browser, address)
    times = [_open(looker.browser, address)[1] for _ in range(rounds)]
    last = quantiles(times, n=100)[-1]
    return Timing(who, address, median(times), last, len(statements), size)


def _open(browser: Browser, address: str) -> tuple[int, float]:
    """Open a page; return its bytes, and the milliseconds it took."""
    db.session.remove()
    began = perf_counter()
    page = browser.get(address)
    took = perf_counter() - began
    assert page.status_code == 200, (address, page.status_code)
    return len(page.data), took * 1000


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Give a list that has each statement which the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(db.engine, "before_cursor_execute", note)


def _print(kind: str, took: float, timings: list[Timing]) -> None:
    print(f"The demo cities were made in {took:.1f} s, on {kind}.\n")
    print("| who | page | median | p99 | statements | kB |\n|---|---|---|---|---|---|")
    for one in timings:
        print(
            f"| {one.who} | `{one.address}` | {one.median_ms:.1f} ms | {one.p99_ms:.1f} ms "
            f"| {one.statements} | {one.bytes / 1000:.1f} |"
        )


if __name__ == "__main__":
    main()
