"""A disk that is full: nothing is said to be taken in that was not, and nothing goes twice."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from tests.carrier import When
from tests.disks import Disk, small_disk
from tests.faults.conftest import a_world
from tests.faults.test_missed import STRANGER
from tests.faults.test_reconciling import night
from tests.faults.test_texts import heard, taken_in
from tests.faults.world import World, once
from tests.live import live
from volunteer.messages.model import Outcome
from volunteer.messages.status import Status

MINUTE = timedelta(minutes=1)


@pytest.fixture
def disk(database_url: str) -> Iterator[Disk]:
    """Give a disk that is soon full."""
    with small_disk(database_url) as disk:
        yield disk


@pytest.fixture
def world(make_app: Callable[..., Flask], disk: Disk) -> Iterator[World]:
    """Give the city, on that disk."""
    with live(make_app, SQLALCHEMY_DATABASE_URI=disk.url) as service:
        yield a_world(service)


def work(world: World) -> None:
    """Let the worker do what it can; what fails is logged, and tried again when its time comes."""
    with suppress(DBAPIError):
        world.live.work()


def test_a_disk_that_fills_up_while_texts_come_and_go_loses_and_doubles_none(
    world: World, disk: Disk
) -> None:
    people = world.batch(5, words="Can you help? " * 100)
    world.carrier.reports.when = When.BEFORE
    world.carrier.after_taking = [disk.fill]
    work(world)
    lost = world.carrier.phone(STRANGER).text("JOIN", to=world.number)
    for _ in range(3):
        world.live.carrier.postman.wait()
        work(world)

    assert {post.status for post in lost} == {503}  # which is never posted again
    refused = [post for post in world.carrier.posts if post.status == 503]
    assert len(refused) >= 1

    disk.empty()
    assert taken_in(world) == []
    received = heard(world, STRANGER)
    world.live.wait(5 * MINUTE)
    received += heard(world, STRANGER)[len(received) :]

    assert taken_in(world) == [("JOIN", Outcome.DONE)]
    assert len(received) == 1
    assert world.arrived(people) == once(people)
    night(world)
    assert set(world.states()) == {Status.DELIVERED}
