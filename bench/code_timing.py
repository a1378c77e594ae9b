"""Measure whether asking for a code takes longer for a number that is a volunteer's.

``python -m bench.code_timing [ROUNDS]`` posts the form for a known and an unknown number in
turn, on SQLite and PostgreSQL, and prints the median of each in milliseconds, their ratio, and
in how many of the pairs the known one took longer: half of them, if nothing tells.
"""

import sys
import tempfile
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from flask_migrate import upgrade

from tests import databases
from tests.builders import a_city, a_volunteer
from tests.conftest import settings_for
from tests.pages import Browser
from volunteer.app import create_app
from volunteer.cities.model import City
from volunteer.core.db import db

KNOWN, UNKNOWN = "07700 900123", "07700 900456"
WARM_UP = 10
_address = count(1)


def main(rounds: int) -> None:
    """Measure on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        _report("sqlite", f"sqlite:///{Path(folder) / 'volunteer.db'}", rounds)
    with databases.cluster() as server:
        databases.create(server, "code_timing")
        _report("postgresql", databases.address(server, "code_timing"), rounds)


def _report(name: str, url: str, rounds: int) -> None:
    app = create_app(
        settings_for(url) | {"WTF_CSRF_ENABLED": False, "TRUSTED_PROXIES": 1, "LOG_LEVEL": "ERROR"}
    )
    with app.app_context():
        upgrade()
        city = a_city(db.session())
        city.own_rules = {"codes_an_hour": 10**6}
        a_volunteer(db.session(), city, phone="+447700900123")
        known, unknown = _times(app, city, rounds)
        db.session.remove()
        db.engine.dispose()
    slower = sum(a > b for a, b in zip(known, unknown, strict=True)) / rounds
    print(
        f"{name}: known {median(known):.2f} ms, unknown {median(unknown):.2f} ms, "
        f"ratio {median(known) / median(unknown):.3f}, known slower in {slower:.0%} of pairs"
    )


def _times(app: Flask, city: City, rounds: int) -> tuple[list[float], list[float]]:
    for _ in range(WARM_UP):
        _ask(app, city, KNOWN), _ask(app, city, UNKNOWN)
    pairs = [(_ask(app, city, KNOWN), _ask(app, city, UNKNOWN)) for _ in range(rounds)]
    return [known for known, _ in pairs], [unknown for _, unknown in pairs]


def _ask(app: Flask, city: City, phone: str) -> float:
    """Ask from an address of one's own; return how many milliseconds the answer took."""
    browser, address = Browser(app, city), next(_address)
    headers = {"Referer": browser.base_url, "X-Forwarded-For": f"2001:db8:{address:x}::1"}
    began = perf_counter()
    answer = browser.client.post(
        "/sign-in", base_url=browser.base_url, data={"phone": phone}, headers=headers
    )
    took = perf_counter() - began
    assert answer.status_code == 303
    return took * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
