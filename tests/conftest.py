"""A fresh house for every test, on each of the two databases."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings
from sqlalchemy.orm import Session

from tests import databases, outside
from tests.builders import a_city
from tests.fakes import FakeSms
from volunteer.app import create_app
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.ports import SmsGateway

NOON = datetime(2030, 5, 4, 11, tzinfo=UTC)  # a Saturday, 12:00 in Plymouth

pytest_plugins = [
    "tests.loglines.plugin",  # no personal data in any line of the log
    "tests.walls.plugin",  # every query on a city's table says which city
]
outside.forbid()
settings.register_profile("unhurried", deadline=None)  # timings go into benchmarks
settings.load_profile("unhurried")


@pytest.fixture
def now() -> datetime:
    """Give a moment inside calling hours."""
    return NOON


@pytest.fixture
def sms() -> FakeSms:
    """Give a carrier that takes everything."""
    return FakeSms()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give a PostgreSQL with the migrated schema as its template database."""
    with databases.cluster() as server:
        databases.create(server, databases.TEMPLATE)
        _migrate(databases.address(server, databases.TEMPLATE))
        yield server
        databases.drop(server, databases.TEMPLATE)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite file with the migrated schema."""
    path = tmp_path_factory.mktemp("template") / "volunteer.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database of one's own, once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "volunteer.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("server")
    databases.drop(server, "volunteer_test")
    databases.create(server, "volunteer_test", like=databases.TEMPLATE)
    yield databases.address(server, "volunteer_test")
    databases.drop(server, "volunteer_test")


@pytest.fixture
def make_app(database_url: str) -> Iterator[Callable[..., Flask]]:
    """Give a way to make the app with other settings; its connections are closed afterwards."""
    made: list[Flask] = []

    def make(*, sms: SmsGateway | None = None, **settings: Any) -> Flask:
        wanted = settings_for(database_url) | settings
        try:
            app = create_app(wanted, sms=sms)
        except SystemError:  # Python 3.11 miscounts when something else parses too (gh-106905)
            app = create_app(wanted, sms=sms)
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask], sms: FakeSms) -> Iterator[Flask]:
    """Give the app, with its context open."""
    app = make_app(sms=sms)
    with app.app_context():
        yield app


@pytest.fixture
def session(app: Flask) -> Session:
    """Give the session of the open context."""
    return db.session()


@pytest.fixture
def city(session: Session) -> City:
    """Give Plymouth."""
    return a_city(session)


def settings_for(url: str) -> dict[str, Any]:
    return {
        "TESTING": True,
        "DEMO": False,
        "PAGES_KEPT_SECONDS": 0,  # what a test changed is seen at once
        "DRAMA_NUMBERS": True,
        "SECRET_KEY": "a key that is long enough for a test",  # pragma: allowlist secret
        "OPT_OUT_KEY": "a key that is never changed, not even here",  # pragma: allowlist secret
        "PUBLIC_BASE_URL": "https://volunteer.example",
        "SQLALCHEMY_DATABASE_URI": url,
        "SMS_GATEWAY": "sandbox",
        "TWILIO_ACCOUNT_SID": "",
        "TWILIO_AUTH_TOKEN": "",
        "TWILIO_AUTH_TOKEN_SECONDARY": "",
        "TWILIO_API_BASE": "",
        "GEOCODER": "",
    }


def _migrate(url: str) -> None:
    app = create_app(settings_for(url))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
