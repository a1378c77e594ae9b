"""A city whose carrier is the stand-in of Twilio, on each of the two databases."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.builders import a_city
from tests.faults.naive import Naive
from tests.faults.world import World
from tests.live import Live, live
from volunteer.core.db import db

PATIENCE = 1.0  # seconds for the carrier's answer


@pytest.fixture
def world(make_app: Callable[..., Flask]) -> Iterator[World]:
    """Give the city, with little patience."""
    with live(make_app, patience=PATIENCE) as service:
        yield a_world(service)


def a_world(service: Live) -> World:
    """Make the city of a service; nobody in it waits for a slow number."""
    with service.app.app_context():
        city = a_city(db.session())
        city.own_rules = {"segments_a_second": 1000}
        db.session.commit()
        service.owns(city.number)
        return World(service, city.id, city.number)


@pytest.fixture
def naive(world: World) -> Naive:
    """Give somebody who sends as one would at first."""
    return Naive(world.carrier, world.number, patience=PATIENCE)
