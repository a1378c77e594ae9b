"""What the carrier reports, in any order and any number of times: the end is the same."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.carrier import REFUSED_429, When
from tests.faults.naive import believing_the_newest, counting
from tests.faults.world import World, agree, once
from volunteer.core.db import db
from volunteer.messages.model import Consent
from volunteer.messages.status import Status

SEED = 7
PEOPLE = 6


def held(world: World, *, times: int = 1) -> list[str]:
    """Send a batch whose reports the carrier keeps back."""
    world.carrier.reports.when, world.carrier.reports.times = When.HELD, times
    phones = world.batch(PEOPLE)
    world.live.work()
    assert len(world.carrier.reports.held) == PEOPLE * 2 * times
    return phones


def answered(world: World) -> Counter[int]:
    """Return with which statuses we answered the reports."""
    return Counter(post.status for post in world.carrier.posts)


def test_reports_that_come_late_are_not_missed(world: World) -> None:
    phones = held(world)
    world.live.wait(timedelta(minutes=10))
    world.settle()
    assert world.states() == {Status.ACCEPTED: PEOPLE}  # so it stays if one waits for none

    world.carrier.release()

    assert answered(world) == {204: PEOPLE * 2}
    assert world.states() == {Status.DELIVERED: PEOPLE}
    assert world.arrived(phones) == once(phones)
    assert world.carrier.calls["list"] == 0
    agree(world)


def test_shuffled_reports_let_no_end_move_back(world: World) -> None:
    phones = held(world)

    world.carrier.release(shuffled_by=SEED)

    believed = Counter(believing_the_newest(world.carrier.posts).values())
    assert believed["sent"] >= 1  # though all of them arrived
    assert answered(world) == {204: PEOPLE * 2}
    assert world.states() == {Status.DELIVERED: PEOPLE}
    assert world.arrived(phones) == once(phones)
    agree(world)


def test_reports_that_come_three_times_in_any_order_count_once(world: World) -> None:
    phones = held(world, times=3)

    world.carrier.release(shuffled_by=SEED)

    assert counting(world.carrier.posts, "delivered") == 3 * PEOPLE
    assert answered(world) == {204: PEOPLE * 2 * 3}
    assert world.states() == {Status.DELIVERED: PEOPLE}
    assert world.arrived(phones) == once(phones)
    agree(world)


def test_reports_that_overtake_the_answer_find_their_message(world: World) -> None:
    world.carrier.reports.when = When.BEFORE
    before, after = list[str | None](), list[str | None]()
    world.carrier.before_taking = [lambda: before.extend(m.sid for m in world.messages())]
    world.carrier.after_taking = [lambda: after.extend(m.sid for m in world.messages())]
    [phone] = world.batch(1)
    world.live.work()

    reported = [post.form["MessageSid"] for post in world.carrier.posts]
    assert [sid for sid in reported if sid in before] == []  # by the carrier's id none is known
    assert [sid for sid in reported if sid in after] == reported  # though none is answered yet
    assert answered(world) == {204: 2}
    assert world.states() == {Status.DELIVERED: 1}
    assert world.arrived([phone]) == once([phone])
    agree(world)


@pytest.mark.parametrize("code", [30005, 30007])
def test_a_text_that_does_not_arrive_says_why_whatever_is_reported_after(
    world: World, *, code: int
) -> None:
    world.carrier.reports.when, world.carrier.reports.times = When.HELD, 2
    [unlucky, *others] = phones = world.batch(3)
    world.carrier.reports.fates[unlucky] = code
    world.live.work()

    world.carrier.release(backwards=True)
    world.settle()

    believed = Counter(believing_the_newest(world.carrier.posts).values())
    assert believed["undelivered"] == 0  # the newest word on it was that it is sent
    assert world.states() == {Status.UNDELIVERED: 1, Status.DELIVERED: 2}
    failed = [(m.to, m.error) for m in world.messages() if m.status is Status.UNDELIVERED]
    assert failed == [(unlucky, str(code))]
    assert world.arrived(phones) == once(others)
    agree(world)


def test_a_stop_that_is_only_reported_is_written_once(world: World) -> None:
    world.carrier.reports.when, world.carrier.reports.times = When.HELD, 3
    [phone] = world.batch(1)
    world.write_to(phone, "Can you help on Sunday?")
    world.carrier.luck.creating = [None, REFUSED_429]  # so that the second one waits
    world.carrier.reports.fates[phone] = 21610
    world.live.work()

    world.carrier.release(shuffled_by=SEED)
    world.settle()

    assert counting(world.carrier.posts, "undelivered") == 3
    assert world.states() == {Status.UNDELIVERED: 1, Status.SUPPRESSED: 1}
    assert world.carrier.luck.fired == {REFUSED_429: 1}
    with world.live.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 1
    assert world.carrier.calls["create"] == 2
