"""The carrier's token is changed over while texts come and go: docs/running.md, played."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.carrier import TOKEN
from tests.faults.conftest import a_world
from tests.faults.world import World, agree
from tests.live import live
from volunteer.messages.status import Status


@pytest.fixture
def world(make_app: Callable[..., Flask]) -> Iterator[World]:
    """Give the city, as it is started from its settings."""
    with live(make_app) as service:
        yield a_world(service)


def text_both_ways(world: World) -> list[str]:
    """Let two people be texted and text back; return their numbers."""
    people = world.batch(2)
    world.settle()
    for phone in people:
        world.carrier.phone(phone).text("Yes", to=world.number)
    return people


def restart(world: World, **settings: str) -> World:
    """Start the service again; the worker that was at work goes on with the old settings."""
    world.live.start(**settings)
    return world


def worker_too(world: World, **settings: str) -> World:
    """Start the service again, and its worker."""
    return replace(world, live=replace(world.live, app=world.live.start(**settings)))


def answers(world: World) -> Counter[int]:
    """Return how we answered what was posted to us."""
    return Counter(post.status for post in world.carrier.posts)


def test_a_token_is_changed_over_with_no_text_refused_and_none_unsent(world: World) -> None:
    both = {"TWILIO_AUTH_TOKEN_SECONDARY": TOKEN}
    people = text_both_ways(world)

    new = world.carrier.account.create_secondary()
    people += text_both_ways(world)
    world = restart(world, TWILIO_AUTH_TOKEN=new, **both)  # one process after the other
    people += text_both_ways(world)
    world = worker_too(world, TWILIO_AUTH_TOKEN=new, **both)
    people += text_both_ways(world)
    world.carrier.account.promote()
    people += text_both_ways(world)
    world = worker_too(world, TWILIO_AUTH_TOKEN=new)
    people += text_both_ways(world)
    world.settle()

    assert set(answers(world)) <= {200, 204}
    assert world.carrier.refused.total() == 0
    assert set(world.states()) == {Status.DELIVERED}
    assert len(people) == 12
    assert world.arrived(people) == Counter(people * 2)  # what they were asked, and the answer
    agree(world)


def test_with_one_token_only_what_is_signed_with_the_old_one_is_refused(world: World) -> None:
    new = world.carrier.account.create_secondary()
    world = worker_too(world, TWILIO_AUTH_TOKEN=new)

    text_both_ways(world)

    assert answers(world) == {403: 2 * 2 + 2}  # every report and every text
    assert world.states() == {Status.ACCEPTED: 2}


def test_with_the_old_token_only_nothing_goes_on_once_the_new_one_is_promoted(
    world: World,
) -> None:
    [person] = world.batch(1)
    world.carrier.account.create_secondary()
    world.carrier.account.promote()

    world.live.work()
    world.carrier.phone(person).text("Yes", to=world.number)

    assert world.carrier.refused == {20003: 1}
    assert world.states() == {Status.QUEUED: 1}  # the number is halted, and nothing lost
    assert answers(world) == {403: 1}
