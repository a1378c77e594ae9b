"""What the carrier says of a text that did not arrive: each code has its own consequence."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.asking import invited
from tests.builders import a_member, an_opening
from tests.faults.naive import Naive, counting
from tests.faults.world import World, agree, once
from tests.filtered import a_filtered_call
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.messages.model import Contact
from volunteer.messages.status import Status
from volunteer.projects.model import Opening

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
OFF, NO_SUCH_PHONE, FILTERED = 30003, 30005, 30007
WAVE = 60


def fired(world: World, code: int) -> int:
    """Return how many texts the carrier could not deliver for a reason."""
    return sum(kept.code == code for kept in world.carrier.sent)


def is_reachable(world: World, phone: str) -> bool:
    with world.live.app.app_context():
        which = sa.select(Contact.unreachable_at).where(
            Contact.city_id == world.city_id, Contact.phone == phone
        )
        return db.session.scalar(which) is None


def test_a_phone_that_is_off_three_times_is_tried_twice_and_then_let_be(
    world: World, naive: Naive
) -> None:
    off, *others = people = world.batch(3)
    world.carrier.reports.fates[off] = OFF
    world.carrier.reports.times = 3
    world.settle_for(1)
    told = counting(world.carrier.posts, "undelivered")
    assert told == 3
    assert fired(world, OFF) == 1
    [theirs] = naive.phones(1)
    before = world.carrier.calls["create"]
    naive.never_retrying([theirs] * told)
    assert world.carrier.calls["create"] - before == 3  # who sends again at each pays for three

    for _ in range(4):
        world.live.wait(2 * HOUR)
        world.settle()

    assert fired(world, OFF) == 2
    assert world.carrier.calls["create"] - told == 2 + len(others)
    assert world.arrived(people) == once(others)
    assert world.states() == {Status.UNDELIVERED: 2, Status.DELIVERED: 2}
    assert is_reachable(world, off)
    agree(world)


def test_a_phone_that_is_on_again_gets_what_it_missed_once(world: World, naive: Naive) -> None:
    [theirs] = naive.phones(1)
    world.carrier.reports.fates[theirs] = OFF
    assert sum(naive.retrying([theirs]).values()) == 0  # it is not refused, so nobody tries again

    people = world.batch(2)
    world.carrier.reports.fates[people[0]] = OFF
    world.settle_for(1)
    assert fired(world, OFF) == 1
    world.carrier.reports.fates.clear()
    world.settle_for(60)
    assert world.arrived(people) == once(people[1:])  # not before its time

    world.settle()

    assert world.arrived(people) == once(people)
    assert world.states() == {Status.UNDELIVERED: 1, Status.DELIVERED: 2}
    agree(world)


def test_a_number_that_is_none_is_lost_until_a_text_comes_from_it(
    world: World, naive: Naive
) -> None:
    wrong, other = world.batch(2)
    world.carrier.reports.fates[wrong] = NO_SUCH_PHONE
    assert sum(naive.retrying([wrong] * 3).values()) == 0
    world.settle()
    assert fired(world, NO_SUCH_PHONE) == 1
    assert [is_reachable(world, phone) for phone in (wrong, other)] == [False, True]

    world.carrier.phone(wrong).text("I have a new phone", to=world.number)

    assert is_reachable(world, wrong)


def test_a_number_that_is_none_is_found_again_by_a_text_that_reaches_it_and_not_by_an_older_one(
    world: World,
) -> None:
    [phone] = world.batch(1)
    world.carrier.stuck = True
    world.live.work()
    world.carrier.stuck = False
    world.carrier.reports.fates[phone] = NO_SUCH_PHONE
    world.live.wait(SECOND)
    world.write_to(phone, "Can you help on Sunday?")
    world.live.work()
    assert not is_reachable(world, phone)

    world.carrier.reports.fates.clear()
    world.carrier.unstick()  # the first one arrives, which was sent before that was known
    assert not is_reachable(world, phone)
    world.live.wait(SECOND)
    world.write_to(phone, "Can you help on Monday?")
    world.live.work()

    assert fired(world, NO_SUCH_PHONE) == 1
    assert is_reachable(world, phone)


@pytest.mark.parametrize("filtered", [2, 3])
def test_a_wave_of_which_a_twentieth_is_filtered_is_paused_and_less_is_not(
    world: World, naive: Naive, *, filtered: int
) -> None:
    theirs = naive.phones(WAVE)
    world.carrier.reports.fates = dict.fromkeys(theirs[:filtered], FILTERED)
    naive.never_retrying(theirs)
    assert world.carrier.calls["create"] == WAVE  # who does not look sends it all

    call_id, phones = a_wave(world)
    world.carrier.reports.fates = dict.fromkeys(phones[10 : 10 + filtered], FILTERED)
    for _ in range(WAVE + 10):
        world.live.work()
        world.live.wait(SECOND)

    sent = world.carrier.calls["create"] - WAVE
    assert fired(world, FILTERED) == filtered
    with world.live.app.app_context():
        call = db.session.get_one(Call, call_id)
        opening = db.session.get_one(Opening, call.opening_id)
        is_paused = call.state is CallState.PAUSED
        assert is_paused == (filtered == 3)
        assert len(invited(db.session(), opening)) == sent
    assert (sent < 20) if is_paused else (sent == WAVE)


def a_wave(world: World) -> tuple[int, list[str]]:
    """Let a call ask a whole wave, of which one text a second goes out."""
    with world.live.app.app_context():
        session = db.session()
        city = session.get_one(City, world.city_id)
        city.own_rules = {}
        opening = an_opening(session, city, places=WAVE, posted_by=a_member(session, city))
        call = a_filtered_call(
            session, city, opening, now=world.live.now(), filtered=0, unsent=WAVE
        )
        return call.id, [message.to for message in world.messages()]
