"""The carrier's faults when texts are handed over: none is lost and none is doubled.

Each test first shows that its fault bites somebody without the guard.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import carrier as standin
from tests.carrier import Fault, When
from tests.carrier.faults import Outage
from tests.faults.conftest import a_world
from tests.faults.naive import Naive
from tests.faults.world import WORDS, World, agree, once
from tests.live import live
from volunteer.messages.status import Status

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LONG = 20.0  # seconds: an answer after a tenth of one is in time, however busy the machine
ACCEPTED = (*standin.ACCEPTED_THEN_TROUBLE, standin.ACCEPTED_THEN_LATE)


def by_name(fault: Fault) -> str:
    return fault.name


def befall(world: World, fault: Fault, *, times: int) -> None:
    """Let every second of the next calls go wrong, so many in all."""
    world.carrier.luck.creating = [fault, None] * times


@pytest.mark.parametrize("fault", ACCEPTED, ids=by_name)
def test_what_was_taken_without_an_answer_is_looked_up_and_not_sent_again(
    world: World, naive: Naive, *, fault: Fault
) -> None:
    befall(world, fault, times=2)
    assert max(naive.retrying(naive.phones(4)).values()) == 2

    world.carrier.reports.when = When.NEVER
    befall(world, fault, times=2)
    people = world.batch(4)
    world.settle()

    assert world.carrier.luck.fired == {fault: 4}
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.ACCEPTED: 4}
    agree(world)


def test_what_was_taken_without_an_answer_is_recognised_by_what_is_reported(
    world: World, naive: Naive
) -> None:
    fault = standin.ACCEPTED_THEN_RESET
    befall(world, fault, times=2)
    assert max(naive.retrying(naive.phones(4)).values()) == 2

    befall(world, fault, times=2)
    people = world.batch(4)
    world.live.work()

    assert world.carrier.luck.fired == {fault: 4}
    assert world.carrier.calls["list"] == 0
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: 4}
    agree(world)


@pytest.mark.parametrize("fault", standin.LOST, ids=by_name)
def test_what_was_not_taken_is_sent_once_more(world: World, naive: Naive, *, fault: Fault) -> None:
    befall(world, fault, times=2)
    assert min(naive.never_retrying(naive.phones(4)).values()) == 0

    befall(world, fault, times=2)
    people = world.batch(4)
    world.settle()

    assert world.carrier.luck.fired == {fault: 4}
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: 4}
    agree(world)


def test_an_answer_that_is_slow_but_comes_in_time_is_waited_for(
    make_app: Callable[..., Flask],
) -> None:
    with live(make_app, patience=LONG) as service:
        world = a_world(service)
        naive = Naive(world.carrier, world.number, patience=LONG)
        befall(world, standin.SLOW, times=2)
        hurried = naive.in_a_hurry(0.02).retrying(naive.phones(2))
        assert max(hurried.values()) >= 2
        assert world.carrier.luck.fired[standin.SLOW] >= 1
        world.carrier.luck.fired.clear()
        world.carrier.calls.clear()

        befall(world, standin.SLOW, times=2)
        people = world.batch(4)
        world.settle()

        assert world.carrier.luck.fired == {standin.SLOW: 2}
        assert world.carrier.calls["create"] == 4
        assert world.carrier.calls["list"] == 0  # nothing had to be looked up
        assert world.arrived(people) == once(people)
        agree(world)


def test_a_list_that_is_late_by_a_minute_doubles_nothing(world: World, naive: Naive) -> None:
    fault = standin.ACCEPTED_THEN_RESET
    world.carrier.lag = MINUTE
    befall(world, fault, times=2)
    assert max(naive.trusting_the_list(naive.phones(4)).values()) == 2

    world.carrier.reports.when = When.NEVER
    befall(world, fault, times=2)
    people = world.batch(4)
    world.settle()

    assert world.carrier.luck.fired == {fault: 4}
    assert world.arrived(people) == once(people)
    agree(world)


def test_five_times_too_many_requests_is_only_a_delay(world: World, naive: Naive) -> None:
    fault = standin.REFUSED_429
    world.carrier.luck.creating = [fault] * 5
    assert sum(naive.retrying(naive.phones(1)).values()) == 0
    world.carrier.luck.creating = [fault] * 5
    assert sum(naive.never_retrying(naive.phones(5)).values()) == 0

    world.carrier.luck.creating = [fault] * 5
    people = world.batch(1)
    world.settle()

    assert world.carrier.luck.fired[fault] == 3 + 5 + 5
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: 1}
    agree(world)


def test_ten_minutes_without_the_carrier_lose_nothing(world: World, naive: Naive) -> None:
    fault = standin.LOST_503
    world.carrier.luck.outage = Outage(fault, world.live.now() + 10 * MINUTE)
    assert sum(naive.retrying(naive.phones(4)).values()) == 0
    before = world.carrier.luck.fired[fault]

    people = world.batch(6)
    world.settle()

    assert before == 4 * 3
    assert world.carrier.luck.fired[fault] > before + 6  # the texts, and their look-ups
    assert world.live.now() > world.carrier.luck.outage.until
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: 6}
    agree(world)


def test_of_the_same_words_twice_the_second_is_found_though_the_carriers_clock_is_fast(
    world: World,
) -> None:
    world.carrier.reports.when = When.NEVER
    world.carrier.clock = lambda: world.live.now() + 90 * SECOND
    [phone] = world.batch(1)
    world.live.work()
    world.live.wait(10 * SECOND)
    world.write_to(phone, WORDS)
    world.carrier.luck.creating = [standin.ACCEPTED_THEN_RESET]

    world.settle()

    assert world.carrier.luck.fired == {standin.ACCEPTED_THEN_RESET: 1}
    assert world.arrived([phone]) == {phone: 2}
    assert world.states() == {Status.ACCEPTED: 2}
    agree(world)
