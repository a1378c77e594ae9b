"""Everything at once: of forty people nobody is missed and nobody is texted twice."""

import random
from datetime import timedelta

from tests import carrier as standin
from tests.carrier import Fault, When
from tests.faults.naive import Naive
from tests.faults.world import World, agree, once
from volunteer.messages.status import Status

PEOPLE = 40
SEED = 3
FAULTS = [
    standin.ACCEPTED_THEN_RESET,
    standin.ACCEPTED_THEN_500,
    standin.ACCEPTED_THEN_CUT,
    standin.ACCEPTED_THEN_GARBLED,
    standin.REFUSED_429,
    *standin.LOST,
]


def weather() -> list[Fault | None]:
    """Return what befalls the next calls: a fault in two of five."""
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    return [chance.choice(FAULTS) if chance.random() < 0.4 else None for _ in range(PEOPLE)]


def test_in_a_storm_of_faults_nobody_is_missed_or_texted_twice(world: World, naive: Naive) -> None:
    world.carrier.lag = timedelta(minutes=1)
    world.carrier.luck.creating = weather()
    doubled = naive.retrying(naive.phones(PEOPLE))
    world.carrier.luck.creating = weather()
    missed = naive.never_retrying(naive.phones(PEOPLE))
    assert max(doubled.values()) >= 2
    assert min(missed.values()) == 0
    before = world.carrier.luck.fired.total()

    world.carrier.reports.when, world.carrier.reports.times = When.HELD, 2
    world.carrier.luck.creating = weather()
    world.carrier.luck.listing = [standin.LOST_503, None, standin.ACCEPTED_THEN_CUT]
    people = world.batch(PEOPLE)
    world.settle()
    world.carrier.release(shuffled_by=SEED)

    assert world.carrier.luck.fired.total() - before >= PEOPLE // 3
    assert world.arrived(people) == once(people)
    assert world.states() == {Status.DELIVERED: PEOPLE}
    agree(world)
