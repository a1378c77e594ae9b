"""Whatever changes people in whatever order, or two at once: the cells are true."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_housemate, a_skill, a_volunteer
from tests.cells import are_true, rows
from tests.racing import at_once
from volunteer.cities.model import City
from volunteer.core.db import Base, transaction
from volunteer.core.geo import Point
from volunteer.messages.model import Contact
from volunteer.people.cells import keeping
from volunteer.people.cells.model import home_cell
from volunteer.people.model import State, Travel, Volunteer
from volunteer.places.model import Place

ACTS: list[Callable[..., Any]] = [
    lambda _s, v, n, _p: setattr(v, "reach_km", [None, 2.0, 8.0, 25.0, 90.0, 300.0][n]),
    lambda _s, v, n, _p: setattr(v, "travel", list(Travel)[n % 4]),
    lambda _s, v, n, _p: setattr(v, "free", [None, 0, 1, 1 << 20][n % 4]),
    lambda _s, v, n, _p: setattr(v, "state", [State.ACTIVE, State.ACTIVE, State.LEFT][n % 3]),
    lambda _s, v, n, _p: setattr(v, "most_calls_a_month", [None, 0, 3][n % 3]),
    lambda _s, v, _n, p: setattr(v, "home", Place(
        city_id=v.city_id, address="?", latitude=p.latitude, longitude=p.longitude)),
    lambda _s, v, n, p: setattr(v.home, "latitude", [None, p.latitude][n % 2]),
    lambda _s, v, n, _p: setattr(v.home, "approximate", bool(n % 2)),
    lambda _s, v, n, _p: setattr(v.contact, "stopped_at", [None, v.created_at][n % 2]),
    lambda _s, v, n, _p: setattr(v.contact, "consented_at", [v.created_at, None][n % 2]),
    lambda _s, v, n, _p: setattr(v.contact, "unreachable_at", [None, v.created_at][n % 2]),
    lambda s, v, n, _p: v.skills.clear() if n % 2 else v.skills.append(s[n]) if s[n] not in v.skills
    else None,
]  # fmt: skip
changes = st.tuples(
    st.integers(0, 2),
    st.sampled_from(ACTS),
    st.integers(0, 5),
    st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)),
    st.sampled_from(["commit", "commit", "flush", "rollback", "savepoint"]),
)


@given(st.lists(changes, min_size=5, max_size=25))
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_happens_in_whatever_order_the_cells_are_what_they_would_be_made_afresh(
    session: Session, city: City, taken: list[tuple[Any, ...]]
) -> None:
    crowd = _crowd(session, city)
    skills = [a_skill(session, city, slug) for slug in ("driving", "cooking", "lifting")] * 2
    for who, act, number, point, ending in taken:
        attempt = session.begin_nested() if ending == "savepoint" else None
        act(skills, crowd[who], number, point)
        session.flush()
        if attempt is not None:
            attempt.rollback() if number % 2 else attempt.commit()
        elif ending != "flush":
            getattr(session, ending)()
    session.commit()

    assert are_true(session, city)


def _crowd(session: Session, city: City) -> list[Volunteer]:
    """Return three people, two of them on one phone: made once, and left as they are."""
    session.rollback()
    known = sa.select(Volunteer).where(Volunteer.city_id == city.id).order_by(Volunteer.id)
    if not session.scalars(known).all():
        a_housemate(session, a_volunteer(session, city))
        a_volunteer(session, city, "Bo")
    return list(session.scalars(known))


def test_two_who_change_one_person_at_once_in_different_tables_both_count(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    jobs = [
        partial(_change, Volunteer, ada.id, "state", State.ACTIVE),
        partial(_change, Contact, ada.contact_id, "stopped_at", None),
    ]
    for _ in range(6):
        ada.state, ada.contact.stopped_at = State.UNCONFIRMED, now
        session.commit()
        assert rows(session, home_cell) == []

        assert at_once(app, jobs) == [None, None]

        assert len(rows(session, home_cell)) == 1
        assert are_true(session, city)


@pytest.mark.postgresql
def test_without_waiting_for_their_turn_neither_of_the_two_sees_what_the_other_wrote(
    app: Flask, session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both made the cells anew before the other's commit, and nobody is in them."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so there is no turn to wait for")
    ada = a_volunteer(session, city)
    ada.state, ada.contact.stopped_at = State.UNCONFIRMED, now
    session.commit()
    gate, really = Barrier(2), keeping.refill

    def refill(connection: sa.Connection, city_id: int, ids: list[int]) -> None:
        really(connection, city_id, ids)
        gate.wait(timeout=30)

    monkeypatch.setattr(keeping, "_wait_for_turn", lambda *_args: None)
    monkeypatch.setattr(keeping, "refill", refill)
    jobs = [
        partial(_change, Volunteer, ada.id, "state", State.ACTIVE),
        partial(_change, Contact, ada.contact_id, "stopped_at", None),
    ]

    assert at_once(app, jobs) == [None, None]

    assert rows(session, home_cell) == []
    assert not are_true(session, city)


def _change(kind: type[Base], row_id: int, name: str, value: object) -> None:
    with transaction() as session:
        setattr(session.get_one(kind, row_id), name, value)


def test_what_was_written_before_a_savepoint_is_kept_when_that_is_taken_back(
    session: Session, city: City
) -> None:
    crowd = _crowd(session, city)
    crowd[0].reach_km = 90.0
    session.flush()
    attempt = session.begin_nested()
    crowd[1].free = 1
    session.flush()
    attempt.rollback()
    session.commit()

    assert are_true(session, city)
