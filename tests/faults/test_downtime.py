"""After downtime nothing old is sent: not from our outbox, and not from the carrier's queue."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.builders import a_contact
from tests.carrier import REFUSED_429
from tests.carrier.faults import LOST_503, Outage
from tests.faults.naive import Naive
from tests.faults.world import World, agree, once
from tests.posting import write
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.messages.model import Lane, Message
from volunteer.messages.status import Status

SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)


def a_full_outbox(world: World) -> list[str]:
    """Write a text to each of nine people, three in each lane; return their numbers."""
    with world.live.app.app_context():
        session, now = db.session(), world.live.now()
        city = session.get_one(City, world.city_id)
        people = [a_contact(session, city) for _ in range(9)]
        for number, person in enumerate(people):
            lane = list(Lane)[number % 3]
            write(city, person, now=now, lane=lane, kind=lane.value, useful_for=(number + 1) * HOUR)
        return [person.phone for person in people]


def test_after_a_week_of_downtime_nothing_of_a_full_outbox_goes_out(
    world: World, naive: Naive
) -> None:
    theirs = naive.phones(9)
    assert sum(naive.retrying(theirs).values()) == 9  # so many, for who sends what is queued
    people = a_full_outbox(world)
    begun = world.carrier.calls["create"]

    world.live.wait(7 * DAY)
    world.settle()

    assert world.carrier.calls["create"] == begun
    assert sum(world.arrived(people).values()) == 0
    assert world.states() == {Status.EXPIRED: 9}


def test_after_a_week_nothing_that_was_half_sent_is_sent_again(world: World) -> None:
    world.carrier.luck.creating = [LOST_503, REFUSED_429, LOST_503]
    people = a_full_outbox(world)[:3]
    with world.live.app.app_context():
        db.session.execute(sa.delete(Message).where(Message.to.not_in(people)))
        db.session.commit()
    world.live.work()
    assert world.carrier.luck.fired == {LOST_503: 2, REFUSED_429: 1}
    assert world.states() == {Status.UNKNOWN: 2, Status.QUEUED: 1}

    world.live.wait(7 * DAY)
    world.settle()

    assert world.carrier.calls["create"] == 3
    assert world.states() == {Status.FAILED: 2, Status.EXPIRED: 1}


def test_what_waited_in_the_carriers_queue_past_its_use_is_not_delivered(
    world: World, naive: Naive
) -> None:
    world.carrier.stuck = True
    [theirs] = naive.phones(1)
    naive.hand_over(theirs, "Can you help?")  # without a word of how long it is of use
    people = a_full_outbox(world)
    world.live.work()
    assert world.states() == {Status.ACCEPTED: 9}

    world.live.wait(5 * HOUR + MINUTE)
    world.carrier.unstick()

    assert world.carrier.phone(theirs).received == ["Can you help?"]
    late = [message.error for message in world.messages() if message.status is Status.UNDELIVERED]
    assert late == ["30036"] * 5
    assert world.arrived(people) == once(people[5:])


@pytest.mark.parametrize("signs", [True, False], ids=["with new texts", "without any"])
def test_two_hours_in_which_the_carrier_takes_nothing_but_answers_look_ups_lose_nothing(
    world: World, naive: Naive, *, signs: bool
) -> None:
    until = world.live.now() + 2 * HOUR - 10 * MINUTE
    world.carrier.luck.outage = Outage(LOST_503, until, of_lists=False)
    assert sum(naive.retrying(naive.phones(3)).values()) == 0  # three tries, and all in vain
    assert world.carrier.luck.fired == {LOST_503: 9}

    people = world.batch(6)
    while world.live.now() < until:
        world.live.work()
        world.live.wait(MINUTE)
    assert world.states() == {Status.UNKNOWN: 6}
    assert world.carrier.luck.fired == {LOST_503: 9 + 6}  # none of the second tries was spent
    people += world.batch(1) if signs else []
    world.settle()

    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: len(people)}
    assert (world.live.now() < until + 10 * MINUTE) == signs
    agree(world)


def test_a_text_that_is_alone_is_sent_once_more_and_then_given_up(world: World) -> None:
    world.carrier.luck.outage = Outage(LOST_503, world.live.now() + HOUR, of_lists=False)
    world.batch(1)

    world.settle()

    assert world.carrier.luck.fired == {LOST_503: 2}  # one second sending, and never a third
    assert world.states() == {Status.FAILED: 1}
