"""Replies that race for a place, or with somebody who cancels: by text, over real HTTP."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
import requests
import sqlalchemy as sa

from tests.asking import invite, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.faults.world import World
from tests.racing import in_the_end, read_then_write
from volunteer.calls import capacity, service
from volunteer.calls.model import Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.messages.model import Message, Text
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

TIMES, MOST_TIMES = 5, 60
HANDICAPS = 12  # pages that whoever cancels opens first, one more each time
BOTH = 2  # orders: the YES first, and the cancelling


@pytest.fixture
def asked(world: World) -> tuple[int, list[str]]:
    """Give an opening with one place, and the phones of two people who were asked."""
    return ask_two(world)


def ask_two(world: World) -> tuple[int, list[str]]:
    with world.live.app.app_context():
        session = db.session()
        city = session.get_one(City, world.city_id)
        opening = an_opening(session, city, places=1, posted_by=a_member(session, city))
        people = [a_volunteer(session, city, name) for name in ("Ada", "Bo")]
        invite(session, opening, *people, now=world.live.now())
        return opening.id, [person.contact.phone for person in people]


def at_the_same_moment(*jobs: Callable[[], object]) -> None:
    gate = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        gate.wait(timeout=30)
        job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(run, jobs))


def yes(world: World, phone: str) -> None:
    world.carrier.phone(phone).text("YES", to=world.number)


def read_all(world: World) -> None:
    """Let the worker read whatever a busy database left to it."""
    world.settle()
    with world.live.app.app_context():
        assert db.session.scalars(sa.select(Text).where(Text.outcome.is_(None))).all() == []


def test_of_two_who_say_yes_to_the_last_place_at_once_one_gets_it_and_one_waits(
    world: World,
) -> None:
    opening_id, _ = ask_two(world)
    people = people_of(world, opening_id)
    read_then_write(
        world.live.app,
        2,
        lambda: left(world, opening_id),
        lambda seen: take(world, opening_id, people.pop(), seen),
    )
    both = [Standing.CONFIRMED] * 2
    assert stand(world, opening_id) == both  # of one place, by who counts first and takes then

    for _ in range(TIMES):
        opening_id, phones = ask_two(world)
        at_the_same_moment(*[partial(yes, world, phone) for phone in phones])
        read_all(world)

        assert taken(world, opening_id) == 1
        assert sorted(stand(world, opening_id)) == [Standing.CONFIRMED, Standing.WAITING]
        assert [len(world.carrier.phone(phone).received) for phone in phones] == [1, 1]


def test_a_yes_while_the_project_is_cancelled_leaves_nobody_who_thinks_that_they_have_a_place(
    world: World,
) -> None:
    fired = Counter[str]()
    for number in range(MOST_TIMES):
        opening_id, [phone, _] = ask_two(world)

        at_the_same_moment(
            partial(yes, world, phone),
            partial(cancel, world, opening_id, after=number % HANDICAPS),
        )
        read_all(world)

        assert taken(world, opening_id) == 0
        assert Standing.CONFIRMED not in stand(world, opening_id)
        kinds = told(world, phone)
        accepted = "accepted" in kinds
        assert kinds.count("cancelled") == 1  # after the place, or in answer to the YES
        fired["accepted and then told" if accepted else "told that it is off"] += 1
        if len(fired) == BOTH and number >= TIMES:
            break
    assert len(fired) == BOTH, fired


def test_who_cancels_without_a_lock_leaves_somebody_with_a_place_that_is_off(
    world: World, asked: tuple[int, list[str]]
) -> None:
    opening_id, [phone, _] = asked
    with world.live.app.app_context():  # whoever has a place is read, and then a YES comes
        with_place = db.session.scalars(
            sa.select(Placement.id).where(Placement.opening_id == opening_id)
        ).all()
    yes(world, phone)
    with world.live.app.app_context():
        opening = db.session.get_one(Opening, opening_id)
        opening.session.cancelled_at = world.live.now()
        db.session.commit()
    assert with_place == []  # so nobody would be told,

    assert stand(world, opening_id) == [Standing.CONFIRMED]  # and one believes that it is on


def left(world: World, opening_id: int) -> int:
    return capacity.left(db.session(), city_id=world.city_id, opening_id=opening_id)


def people_of(world: World, opening_id: int) -> list[int]:
    with world.live.app.app_context():
        asked = sa.select(Invitation.volunteer_id).where(Invitation.opening_id == opening_id)
        return list(db.session.scalars(asked))


def take(world: World, opening_id: int, volunteer_id: int, seen: int) -> None:
    """Take a place if one was seen to be left."""

    def taking() -> None:
        placement = Placement(
            city_id=world.city_id,
            opening_id=opening_id,
            volunteer_id=volunteer_id,
            standing=Standing.CONFIRMED,
            since=world.carrier.now,
        )
        db.session.add(placement)
        db.session.commit()

    if seen:
        in_the_end(taking)


def taken(world: World, opening_id: int) -> int:
    with world.live.app.app_context():
        return db.session.get_one(Opening, opening_id).taken


def stand(world: World, opening_id: int) -> list[Standing]:
    with world.live.app.app_context():
        opening = db.session.get_one(Opening, opening_id)
        return list(standings(db.session(), opening).values())


def told(world: World, phone: str) -> list[str]:
    with world.live.app.app_context():
        which = sa.select(Message.kind).where(Message.to == phone).order_by(Message.id)
        return list(db.session.scalars(which))


def cancel(world: World, opening_id: int, *, after: int = 0) -> None:
    for _ in range(after):
        requests.get(f"{world.live.base}/health", timeout=15)
    with world.live.app.app_context():
        session = db.session()
        opening = session.get_one(Opening, opening_id)
        member = session.get_one(Member, opening.role.project.posted_by_id)
        city, meeting = session.get_one(City, world.city_id), opening.session_id
        in_the_end(lambda: service.cancel_session(city, member, meeting, now=world.live.now()))
