"""A statement whose text is made once answers as the statement itself does, for any values."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from tests.builders import a_volunteer
from volunteer.cities.model import City
from volunteer.core.db import connection, db
from volunteer.core.driver import ask
from volunteer.core.readymade import Readymade
from volunteer.messages.model import Lane, Message
from volunteer.messages.status import Status
from volunteer.people.model import State, Volunteer

JOINED = sa.select(Volunteer.id, Volunteer.name, Volunteer.reach_km).where(
    Volunteer.city_id == sa.bindparam("city_id"),
    Volunteer.created_at < sa.bindparam("before"),
    Volunteer.state == State.ACTIVE,
    Volunteer.name != "100% '; nobody",
)


def test_it_finds_who_the_statement_finds_by_words_and_moments_time_and_again(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    ada.state, ada.created_at, ada.reach_km = State.ACTIVE, now, 2.5
    left = a_volunteer(session, city, "Bo")
    left.state, left.created_at = State.LEFT, now
    session.commit()
    ready = Readymade(JOINED)

    for before in (now, now + timedelta(seconds=1), now, now + timedelta(days=1)):
        given = {"city_id": city.id, "before": before}
        found = [tuple(row) for row in ready.rows(connection(session), given)]
        assert found == [tuple(row) for row in session.execute(JOINED, given)]
        assert found == ([(ada.id, ada.name, 2.5)] if before > now else [])


def test_a_value_that_is_missing_is_an_error_not_nothing(session: Session, city: City) -> None:
    with pytest.raises(KeyError, match="before"):
        Readymade(JOINED).rows(connection(session), {"city_id": city.id})


def test_words_and_moments_come_back_as_the_session_has_them(
    session: Session, city: City, now: datetime
) -> None:
    ada = a_volunteer(session, city)
    of_her = sa.select(Volunteer.state, Volunteer.created_at, Volunteer.joined_at).where(
        Volunteer.city_id == sa.bindparam("city_id"), Volunteer.id == sa.bindparam("her_id")
    )
    ready, given = Readymade(of_her), {"city_id": city.id, "her_id": ada.id}

    assert ready.all(session, given) == [tuple(session.execute(of_her, given).one())]
    ada.state, ada.created_at = State.LEFT, now  # not written yet
    assert ready.first(session, given) == (State.LEFT, now, ada.joined_at)
    assert ready.first(session, given | {"her_id": 0}) is None


def test_a_row_is_written_with_what_its_table_says_of_columns_that_are_not_given(
    session: Session, city: City, now: datetime
) -> None:
    contact = a_volunteer(session, city).contact
    put = Readymade(sa.insert(Message).returning(Message.id, Message.status, Message.attempts))
    message = {
        "city_id": city.id, "contact_id": contact.id, "kind": "help", "lane": Lane.REPLY,
        "to": contact.phone, "body": "Hello", "segments": 1, "due_at": now, "expires_at": now,
        "created_at": now,
    }  # fmt: skip

    first = put.first(session, message | {"token": "one"})
    second = put.first(session, message | {"token": "two", "status": Status.HELD})

    assert first is not None
    assert second is not None
    assert (first[1:], second[1:]) == ((Status.QUEUED, 0), (Status.HELD, 0))
    assert session.get_one(Message, first[0]).due_at == now


def test_what_goes_wrong_is_told_as_sqlalchemy_tells_it(session: Session, city: City) -> None:
    again = Readymade(sa.insert(City).returning(City.id))
    columns = {name: getattr(city, name) for name in sa.inspect(City).columns.keys()}  # noqa: SIM118 - no dict

    with pytest.raises(IntegrityError) as told:
        again.all(session, columns)

    assert city.number not in str(told.value)  # errors are logged, and numbers are not
    session.rollback()
    assert session.scalar(sa.select(sa.func.count()).select_from(City)) == 1


def test_a_connection_that_was_closed_is_told_of_as_sqlalchemy_tells_it(app: Flask) -> None:
    with db.engine.connect() as lost:
        driver: Any = lost.connection.driver_connection
        driver.close()
        with pytest.raises(DBAPIError):
            ask(lost, "SELECT 1", ())
        lost.invalidate()


def test_whoever_listens_to_the_engine_hears_it(session: Session, city: City) -> None:
    heard: list[str] = []
    here, given = connection(session), {"city_id": city.id, "before": city.created_at}
    sa.event.listen(here, "before_cursor_execute", lambda *told: heard.append(told[2]))

    Readymade(JOINED).rows(here, given)

    assert [statement.split()[0] for statement in heard] == ["SELECT"]
