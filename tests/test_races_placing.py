"""Who gives a place back holds its opening first, as whoever changes or cancels that does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import a_member, a_volunteer, an_opening
from tests.racing import until_somebody_waits
from tests.texting import text
from volunteer.calls import capacity, steps
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import db, transaction
from volunteer.desk import undoing
from volunteer.messages import effects
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

pytestmark = pytest.mark.postgresql
Job = Callable[[Session, City, Placement, datetime], object]


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so nobody waits for a row")
    return a_volunteer(session, city, "Ada")


@pytest.fixture
def opening(session: Session, city: City) -> Opening:
    return an_opening(session, city, places=4)


def gives_back(session: Session, city: City, placement: Placement, now: datetime) -> None:
    steps.withdraw(session, city, placement, now=now)


def comes_with_fewer(session: Session, city: City, placement: Placement, now: datetime) -> None:
    steps.resize(session, city, placement, 1, now=now)


def naively(session: Session, _city: City, placement: Placement, _now: datetime) -> None:
    """Write the placement first: the control."""
    placement.standing = Standing.WITHDRAWN
    session.flush()
    capacity.give_back(
        session, city_id=placement.city_id, opening_id=placement.opening_id, party=placement.party
    )


def done(city_id: int, placement_id: int, job: Job, now: datetime) -> None:
    with transaction() as session:
        city = session.get_one(City, city_id)
        job(session, city, walls.fetch(session, Placement, city_id, placement_id), now)


def is_free_while_its_opening_is_held(
    app: Flask, session: Session, placement: Placement, job: Callable[[], None]
) -> bool:
    """Hold an opening, let a job begin and wait for it; return whether the placement is free."""
    city_id, opening_id = placement.city_id, placement.opening_id
    which = sa.select(Placement.id).where(Placement.id == placement.id)
    session.rollback()
    capacity.hold(session, city_id=city_id, opening_id=opening_id)

    def in_a_thread() -> None:
        with app.app_context():
            job()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(in_a_thread)
        try:
            until_somebody_waits()
            session.execute(which.with_for_update(nowait=True))
            free = True
        except OperationalError:
            free = False
        finally:
            session.rollback()
        other.result(timeout=30)
    return free


@pytest.mark.parametrize(
    ("job", "free"), [(naively, False), (gives_back, True), (comes_with_fewer, True)]
)
def test_a_place_is_given_back_by_who_holds_its_opening_first(
    app: Flask, session: Session, city: City, ada: Volunteer, opening: Opening,
    *, now: datetime, job: Job, free: bool,
) -> None:  # fmt: skip
    has = place(session, opening, ada, now=now, party=2)
    begins = partial(done, city.id, has.id, job, now)

    assert is_free_while_its_opening_is_held(app, session, has, begins) == free


def test_what_a_text_did_to_a_place_is_taken_back_by_who_holds_its_opening_first(
    app: Flask, session: Session, city: City, ada: Volunteer, opening: Opening, now: datetime
) -> None:
    lead = a_member(session, city, "Lena", role=Role.COUNCIL_LEAD)
    has = place(session, opening, ada, now=now)
    gave_back = text(session, city, ada, "can't come", now=now)
    [effect] = effects.of_texts(session, city.id, [gave_back.id])
    city_id, lead_id, effect_id = city.id, lead.id, effect.id

    def undoes() -> None:
        here, by = db.session().get_one(City, city_id), db.session().get_one(Member, lead_id)
        undoing.undo(here, by, effect_id, now=now)

    assert is_free_while_its_opening_is_held(app, session, has, undoes)


def test_who_gives_back_what_is_cancelled_meanwhile_gives_nothing_back(
    app: Flask, session: Session, city: City, ada: Volunteer, opening: Opening, now: datetime
) -> None:
    has = place(session, opening, ada, now=now)
    city_id, placement_id, opening_id = city.id, has.id, opening.id
    session.rollback()
    capacity.hold(session, city_id=city_id, opening_id=opening_id)

    def begins() -> None:
        with app.app_context():
            done(city_id, placement_id, gives_back, now)

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(begins)
        until_somebody_waits()
        session.get_one(Placement, placement_id).standing = Standing.NOT_NEEDED
        session.get_one(Opening, opening_id).taken = 0
        session.commit()
        other.result(timeout=30)

    session.expire_all()
    assert session.get_one(Placement, placement_id).standing is Standing.NOT_NEEDED
    assert session.get_one(Opening, opening_id).taken == 0
