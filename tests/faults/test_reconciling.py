"""What the carrier's list says that its callbacks did not: found at night, and nothing invented."""

import json
from datetime import timedelta

import pytest
import requests

from tests import carrier as standin
from tests.carrier import Fault, When
from tests.faults.naive import Naive
from tests.faults.test_codes import is_reachable
from tests.faults.world import WORDS, World, agree, once
from tests.serving import nobody_there
from volunteer.core.db import db
from volunteer.messages import senders
from volunteer.messages.status import Status

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def night(world: World) -> None:
    """Let it be four in the morning, and the worker at work."""
    here = world.live.now() + HOUR  # British Summer Time
    world.live.wait((timedelta(hours=28) - timedelta(hours=here.hour)) % timedelta(hours=24))
    world.live.work()


def found(world: World) -> tuple[int | None, int | None]:
    """Return how many texts are on the carrier's list only, and how many on ours only."""
    with world.live.app.app_context():
        sender = senders.of(db.session(), world.city_id)
        assert sender is not None
        return sender.carriers_only, sender.ours_only


def differs(world: World) -> list[str]:
    """Return the cities whose lists differ, as a machine is told."""
    told: list[str] = (
        requests.get(f"{world.live.base}/health", timeout=15).json().get("differs", [])
    )
    return told


def test_what_lost_callbacks_would_have_said_is_on_the_list_the_night_after(world: World) -> None:
    world.carrier.reports.when = When.NEVER
    wrong, *others = people = world.batch(4)
    world.carrier.reports.fates[wrong] = 30005
    world.settle()
    world.live.wait(3 * HOUR)
    world.live.work()
    assert world.states() == {Status.ACCEPTED: 4}  # so it stays, for who waits for callbacks
    assert world.carrier.posts == []

    night(world)

    assert world.states() == {Status.DELIVERED: 3, Status.UNDELIVERED: 1}
    assert not is_reachable(world, wrong)
    assert world.arrived(people) == once(others)
    assert (found(world), differs(world)) == ((0, 0), [])
    agree(world)


@pytest.mark.parametrize(
    "fault", [standin.LOST_503, standin.ACCEPTED_THEN_CUT], ids=lambda fault: fault.name
)
def test_a_list_that_cannot_be_read_is_read_again_in_the_same_night_and_then_no_more(
    world: World, *, fault: Fault
) -> None:
    world.carrier.reports.when = When.NEVER
    world.batch(2)
    world.settle()
    world.carrier.luck.listing = [fault] * 2
    night(world)
    assert world.states() == {Status.ACCEPTED: 2}

    for _ in range(6):
        world.live.wait(10 * MINUTE)
        world.live.work()

    assert world.carrier.luck.fired == {fault: 2}
    assert world.states() == {Status.DELIVERED: 2}
    assert world.carrier.calls["list"] == 3
    night(world)
    assert world.carrier.calls["list"] == 4  # the next night again


def test_every_page_of_the_list_is_read(world: World) -> None:
    world.carrier.reports.when, world.carrier.page_most = When.NEVER, 2
    world.batch(7)
    world.settle()

    night(world)

    assert world.states() == {Status.DELIVERED: 7}
    assert world.carrier.calls["list"] == 4


def test_nothing_is_made_of_what_has_not_come_to_an_end(world: World) -> None:
    world.batch(2)
    world.carrier.stuck = True
    world.settle()

    night(world)

    assert world.states() == {Status.ACCEPTED: 2}
    assert found(world) == (0, 0)


def test_a_text_that_somebody_sent_by_our_number_is_said_aloud(
    world: World, naive: Naive, capsys: pytest.CaptureFixture[str]
) -> None:
    [phone] = world.batch(1)
    world.settle()
    naive.hand_over(phone, WORDS)  # the same words, so a double
    strange = world.carrier.sent[-1].sid
    capsys.readouterr()

    night(world)

    assert (found(world), differs(world)) == ((1, 0), ["plymouth"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [line] = [line for line in lines if line["event"] == "carrier.compared"]
    assert (line["level"], line["carriers_only"], line["doubled"]) == ("error", [strange], 1)


def test_a_text_that_the_carrier_does_not_have_is_said_aloud(world: World) -> None:
    world.batch(3)
    world.settle()
    del world.carrier.kept[1]

    night(world)

    assert (found(world), differs(world)) == ((0, 1), ["plymouth"])
    for _ in range(3):
        world.live.wait(timedelta(days=1))
        night(world)
    assert differs(world) == []  # by then it is too old to be looked at


def test_what_the_carrier_answers_by_itself_is_no_text_of_ours(world: World) -> None:
    [phone] = world.batch(1)
    world.carrier.phone(phone).text("STOP", to=world.number)
    world.settle()
    assert len(world.carrier.phone(phone).answers) == 1

    night(world)

    assert found(world) == (0, 0)


def test_a_text_that_was_given_up_though_the_carrier_had_it_gets_its_id(world: World) -> None:
    fault = standin.ACCEPTED_THEN_RESET
    world.carrier.reports.when, world.carrier.lag = When.NEVER, HOUR
    world.carrier.luck.creating = [fault] * 2
    [phone] = world.batch(1)
    world.settle()
    assert world.carrier.luck.fired == {fault: 2}
    assert world.states() == {Status.FAILED: 1}
    assert world.arrived([phone]) == {phone: 2}  # a list that is late by an hour: no more than two

    night(world)

    [message] = world.messages()
    assert message.sid in {kept.sid for kept in world.carrier.sent}
    assert message.status is Status.FAILED  # an end never moves
    assert found(world) == (1, 0)


def test_with_nobody_there_all_week_the_first_night_looks_back_to_the_last(world: World) -> None:
    world.live.owns(world.number, base=nobody_there())
    world.batch(1)
    world.settle()
    night(world)
    world.carrier.reports.when = When.NEVER
    world.live.wait(8 * HOUR)
    world.batch(2)
    world.settle()

    world.live.wait(timedelta(days=7))
    night(world)

    assert world.states() == {Status.DELIVERED: 3}
