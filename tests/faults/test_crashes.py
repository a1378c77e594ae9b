"""A worker that dies between claim, call and save; two workers; a clock that is set.

Here it dies within one process. What a killed process leaves is shown elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from tests.carrier import When
from tests.faults.naive import Naive
from tests.faults.world import World, agree, once
from volunteer.core.clock import DemoClock
from volunteer.core.db import db
from volunteer.core.ports import Letter, SmsGateway
from volunteer.messages import senders
from volunteer.messages.model import Message
from volunteer.messages.status import Status

SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)
CROWD = 24
JUMPS = [-DAY, -HOUR, HOUR, 23 * HOUR]


class Died(BaseException):
    """The worker is no more."""


@dataclass
class Dying:
    """A carrier whose worker dies before it asks, or once the carrier has answered."""

    carrier: SmsGateway
    asks: bool
    times: int = 0

    def send(self, letter: Letter) -> str:
        self.times += 1
        if self.asks:
            self.carrier.send(letter)
        raise Died

    def find(self, letter: Letter, *, besides: Collection[str] = ()) -> str | None:
        return self.carrier.find(letter, besides=besides)


def die(world: World, *, asks: bool, times: int = 1) -> int:
    """Let so many workers die, one after the other; return how many did."""
    worker = world.live.app.extensions["worker"]
    dying = Dying(worker.sms, asks=asks)
    for _ in range(times):
        with pytest.raises(Died):
            replace(worker, sms=dying).work_off()
    return dying.times


def put_back(world: World, *, by: datetime | None = None) -> int:
    """Put back what is being sent, as a timer would (by a clock); return how many texts."""
    with world.live.app.app_context():
        overdue = (Message.look_up_at <= by,) if by else ()
        sending = sa.update(Message).where(Message.status == Status.SENDING, *overdue)
        back = sending.values(status=Status.QUEUED).returning(Message.id)
        ids = db.session.scalars(back).all()
        db.session.commit()
        return len(ids)


@pytest.mark.parametrize("asks", [False, True], ids=["before the call", "before the save"])
def test_what_a_worker_was_sending_when_it_died_is_neither_lost_nor_doubled(
    world: World, *, asks: bool
) -> None:
    world.carrier.reports.when = When.NEVER
    control = world.batch(2)
    assert die(world, asks=asks, times=2) == 2
    assert sum(world.arrived(control).values()) == (2 if asks else 0)  # lost, if nobody looks
    assert put_back(world) == 2
    world.live.work()
    assert max(world.arrived(control).values()) == (2 if asks else 1)  # doubled, by a timer

    people = world.batch(5)
    assert die(world, asks=asks, times=3) == 3
    world.live.work()
    assert world.states()[Status.SENDING] == 3  # their leases still run

    world.settle()

    assert world.arrived(people) == once(people)
    assert world.states() == {Status.ACCEPTED: 7}


def test_two_workers_send_each_text_once(world: World, naive: Naive) -> None:
    theirs = naive.phones(CROWD)
    both(lambda: naive.retrying(theirs), lambda: naive.retrying(theirs[::-1]))
    assert world.carrier.calls["create"] == 2 * CROWD  # twice, if both read the same list

    people = world.batch(CROWD)
    both(world.live.work, world.live.work)
    world.settle()

    assert world.carrier.calls["create"] == 3 * CROWD
    assert world.arrived(people) == once(people)
    agree(world)


def both(one: Callable[[], object], other: Callable[[], object]) -> None:
    """Do two things at the same time."""
    gate = Barrier(2)

    def run(job: Callable[[], object]) -> None:
        gate.wait(timeout=30)
        job()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, (one, other)))


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_who_goes_by_a_clock_that_is_set_doubles_or_forgets(
    world: World, *, jump: timedelta
) -> None:
    world.carrier.reports.when = When.NEVER
    people = world.batch(2)
    assert die(world, asks=True, times=2) == 2

    set_clock(world, jump)
    if jump < timedelta():
        world.live.wait(2 * MINUTE)  # longer than any lease
    overdue = put_back(world, by=world.live.now())
    assert overdue == (2 if jump > timedelta() else 0)  # else nobody looks for so long
    world.live.work()

    assert world.arrived(people) == Counter(dict.fromkeys(people, 1 + (jump > timedelta())))


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_clock_that_is_set_while_texts_are_on_their_way_doubles_and_loses_none(
    world: World, *, jump: timedelta
) -> None:
    world.carrier.reports.when = When.NEVER
    people = world.batch(4)
    assert die(world, asks=True) + die(world, asks=False) == 2
    assert world.states() == {Status.SENDING: 2, Status.QUEUED: 2}
    right = world.carrier.clock
    world.carrier.clock = lambda: right() - jump  # the carrier's is right, whatever ours is

    set_clock(world, jump)
    world.live.work()
    set_clock(world, -jump)
    world.carrier.clock = right
    world.settle()

    assert world.arrived(people) == once(people)
    assert set(world.states()) == {Status.ACCEPTED}
    agree(world)


def test_a_number_whose_turn_was_reckoned_with_a_fast_clock_is_not_silent_for_as_long(
    world: World,
) -> None:
    set_clock(world, DAY)
    world.batch(1)
    world.live.work()
    set_clock(world, -DAY)
    with world.live.app.app_context():
        sender = senders.of(db.session(), world.city_id)
        assert sender is not None
        assert sender.free_at > world.live.now() + 23 * HOUR  # who waits for that waits a day

    people = world.batch(2)
    world.live.work()

    assert world.arrived(people) == once(people)


def set_clock(world: World, by: timedelta) -> None:
    """Set the clock of this machine, back or forward."""
    seconds = DemoClock.ahead_seconds + int(by.total_seconds())
    with world.live.app.app_context():
        db.session.execute(sa.update(DemoClock).values(ahead_seconds=seconds))
        db.session.commit()
