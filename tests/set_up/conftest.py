"""A city whose texts are set up right, on each of the two databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import a_city
from tests.certificates import certificate
from tests.conftest import NOON
from tests.live import live
from tests.set_up.town import STOPPED, Town
from volunteer.cities.model import City
from volunteer.core import heartbeat
from volunteer.core.db import db, transaction
from volunteer.messages import contacts, ledger
from volunteer.messages.model import Source


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
            _somebody_stopped(city)
            heartbeat.beat("a worker", now=datetime.now(UTC))
            town = Town(service, city.name, city.number, tls)
        service.owns(town.number)
        town.own.fallback = town.inbound
        yield town


def _somebody_stopped(city: City) -> None:
    with transaction() as session:
        contact = contacts.of(session, city_id=city.id, phone=STOPPED, now=NOON)
        ledger.stop(session, contact, source=Source.TEXT, wording="no more texts", now=NOON)
