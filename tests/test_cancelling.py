"""Cancelling a session: nobody is left with a place, and nothing that was given is lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place, standings
from tests.builders import a_member, a_volunteer, an_opening
from tests.racing import at_once, in_the_end
from tests.texting import heard, messages
from volunteer.calls import service, steps
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.hours import service as hours
from volunteer.hours.model import ClaimedBy
from volunteer.impact import totals
from volunteer.messages import calling
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

HOUR = timedelta(hours=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give somebody who may take a place."""
    return a_volunteer(session, city, "Ada")


def _accept(city_id: int, volunteer_id: int, opening_id: int, now: datetime) -> None:
    city = db.session.get_one(City, city_id)
    with transaction() as session:
        volunteer = session.get_one(Volunteer, volunteer_id)
        steps.accept(session, city, volunteer, opening_id, now=now)


def _cancel(city_id: int, member_id: int, session_id: int, now: datetime) -> None:
    city, member = db.session.get_one(City, city_id), db.session.get_one(Member, member_id)
    service.cancel_session(city, member, session_id, now=now)


def test_a_yes_while_a_session_is_cancelled_never_leaves_a_place_that_nobody_knows_of(
    app: Flask, session: Session, city: City, cora: Member, now: datetime
) -> None:
    openings = [an_opening(session, city, f"Bed {n}", posted_by=cora) for n in range(12)]
    people = [a_volunteer(session, city, f"Ada {n}") for n in range(12)]
    jobs: list[Callable[[], None]] = []
    for opening, person in zip(openings, people, strict=True):
        yes = (city.id, person.id, opening.id, now)
        cancel = (city.id, cora.id, opening.session_id, now)
        jobs += [
            lambda yes=yes: in_the_end(lambda: _accept(*yes)),  # type: ignore[misc] # bound now
            lambda cancel=cancel: in_the_end(lambda: _cancel(*cancel)),  # type: ignore[misc] # bound now
        ]
    session.rollback()

    at_once(app, jobs)

    session.expire_all()
    assert [opening.taken for opening in openings] == [0] * 12
    for placement in session.scalars(sa.select(Placement)):
        assert placement.standing is Standing.NOT_NEEDED
        assert heard(session, placement.volunteer) == ["cancelled"]


@pytest.mark.postgresql
def test_a_yes_that_waited_for_a_cancellation_finds_that_it_is_off(
    app: Flask, session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    if session.get_bind().dialect.name == "sqlite":
        return  # one writer at a time: nobody waits inside a statement
    opening = an_opening(session, city, posted_by=cora)
    ids = (city.id, ada.id, opening.id)
    session.rollback()
    held, done = Event(), Event()

    def cancel() -> None:
        with app.app_context(), transaction() as other:
            held_opening = other.get_one(Opening, ids[2], with_for_update=True)
            held.set()
            done.wait(2)
            held_opening.session.cancelled_at = now

    def accept() -> None:
        held.wait()
        with app.app_context():
            _accept(*ids, now)

    at_once(app, [cancel, accept])

    session.expire_all()
    assert (opening.taken, standings(session, opening)) == (0, {})


def test_what_was_given_to_a_flexible_session_stays_when_it_is_cancelled(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, starts=now - 5 * HOUR, lasts=None, posted_by=cora)
    bo = a_volunteer(session, city, "Bo")
    for person in (ada, bo):
        place(session, opening, person, now=now)
    with transaction() as open_session:
        claimed = {
            "city_id": city.id,
            "session_id": opening.session_id,
            "volunteer_id": ada.id,
            "minutes": 120,
            "by": ClaimedBy.TEXT,
            "rules": city.rules,
            "now": now,
        }
        entry = hours.claim(open_session, **claimed)  # type: ignore[arg-type] # of several kinds
        hours.confirm(open_session, cora, [entry.id], rules=city.rules, now=now)

    service.cancel_session(city, cora, opening.session_id, now=now + HOUR)

    session.expire_all()
    assert standings(session, opening) == {"Ada": Standing.ATTENDED, "Bo": Standing.NOT_NEEDED}
    assert opening.taken == 1
    counted = totals.of_city(session, city.id)
    assert (counted.people, counted.confirmed_minutes) == (1, 120)


def test_a_cancellation_before_christmas_is_still_of_use_after_it(
    session: Session, city: City, cora: Member, ada: Volunteer
) -> None:
    evening = datetime(2030, 12, 24, 20, 30, tzinfo=UTC)
    opening = an_opening(session, city, starts=datetime(2030, 12, 28, 10, tzinfo=UTC))
    opening.role.project.organisation_id = cora.organisation_id
    place(session, opening, ada, now=evening)

    service.cancel_session(city, cora, opening.session_id, now=evening)

    (message,) = messages(session, ada)
    assert message.expires_at > calling.next_open(city, evening)


def test_whoever_attended_a_flexible_session_takes_no_second_place(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, starts=now - HOUR, lasts=None, posted_by=cora)
    place(session, opening, ada, now=now, standing=Standing.ATTENDED)

    service.accept_on_web(city, ada.id, opening.id, now=now)

    session.expire_all()
    assert (opening.taken, standings(session, opening)) == (1, {"Ada": Standing.ATTENDED})
