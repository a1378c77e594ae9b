"""A city whose texts are set up right, on each of the two databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_city
from tests.certificates import certificate
from tests.live import live
from tests.set_up.town import Town
from volunteer.core import heartbeat
from volunteer.core.db import db


@pytest.fixture
def town(
    make_app: Callable[..., Flask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """Give the city."""
    tls, chain = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(chain))
    with live(make_app, tls=tls) as service:
        with service.app.app_context():
            city = a_city(db.session())
            heartbeat.beat("a worker", now=datetime.now(UTC))
            town = Town(service, city.name, city.number, tls)
        service.owns(town.number)
        town.own.fallback = town.inbound
        yield town
