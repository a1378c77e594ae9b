"""A statement whose text is made once answers as the statement itself does, for any values."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.builders import a_volunteer
from volunteer.cities.model import City
from volunteer.core.db import connection
from volunteer.core.readymade import Readymade
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
