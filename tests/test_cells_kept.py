"""The cells hold who may be asked, where they live and what they can do, after every change."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.builders import GUILDHALL, a_housemate, a_skill, a_volunteer
from tests.cells import are_true, rows
from tests.test_places import FakeGeocoder
from volunteer.calls import profiles
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.geo import Point
from volunteer.messages import ledger, reach
from volunteer.messages.model import Source
from volunteer.people import service as people
from volunteer.people.cells.model import home_cell, skill_cell
from volunteer.people.model import State, Travel, Volunteer
from volunteer.people.service import Profile
from volunteer.places import service as places
from volunteer.places.model import Postcode

ELSEWHERE = Point(50.41, -4.05)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada, who drives."""
    for code, point in (("PL47AA", GUILDHALL), ("PL67TT", ELSEWHERE)):
        session.add(Postcode(code=code, latitude=point.latitude, longitude=point.longitude))
    return a_volunteer(session, city, skills=("driving", "cooking"))


def test_who_joined_is_in_one_square_and_once_for_each_skill(
    session: Session, city: City, ada: Volunteer
) -> None:
    driving, cooking = (a_skill(session, city, slug).id for slug in ("driving", "cooking"))

    [(cell, who, reach_km)] = rows(session, home_cell, "cell", "volunteer_id", "reach_km")
    assert (who, reach_km) == (ada.id, None)
    assert rows(session, skill_cell, "skill_id", "cell") == sorted(
        [(driving, cell), (cooking, cell)]
    )
    assert are_true(session, city)


@pytest.mark.parametrize(
    "change",
    [
        {"home_text": "PL6 7TT"},
        {"reach_km": 20.0},
        {"travel": Travel.FOOT},
        {"free": 1 << 5},
        {"most_calls_a_month": 2},
        {"skill_ids": ()},
    ],
)
def test_who_changes_what_they_said_is_found_by_it(
    session: Session, city: City, ada: Volunteer, now: datetime, *, change: dict[str, Any]
) -> None:
    skills = tuple(a_skill(session, city, slug).id for slug in ("driving", "cooking"))
    before = rows(session, home_cell) + rows(session, skill_cell)
    profile = Profile(**{"name": "Ada", "skill_ids": skills, "travel": Travel.BUS, **change})

    profiles.change(city.id, ada.id, profile, now=now, addresses=False)

    assert rows(session, home_cell) + rows(session, skill_cell) != before
    assert are_true(session, city)


def test_who_leaves_is_found_no_more_and_who_shares_their_phone_still_is(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    raj = a_housemate(session, ada)

    people.leave(city.id, ada.id, now=now)

    assert rows(session, home_cell, "volunteer_id") == [(raj.id,)]
    assert rows(session, skill_cell) == []
    assert are_true(session, city)


def test_a_phone_that_stops_or_is_lost_takes_all_on_it_out_and_back_with_it(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    a_housemate(session, ada)
    whole = rows(session, home_cell)
    stop = partial(ledger.stop, session, ada.contact, source=Source.TEXT, wording="STOP", now=now)
    start = partial(ledger.give, session, ada.contact, source=Source.TEXT, wording="START", now=now)
    lose = partial(reach.lose, ada.contact, "30005", now=now)
    regain = partial(reach.regain, ada.contact)
    for out, back in ((stop, start), (lose, regain)):
        out()
        session.commit()
        assert rows(session, home_cell) == []
        assert are_true(session, city)

        back()
        session.commit()
        assert rows(session, home_cell) == whole
        assert are_true(session, city)


def test_a_home_that_the_geocoder_finds_is_on_the_map_from_then_on(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    with transaction() as again:
        home = places.put(
            again, city_id=city.id, text="1 Armada Way", home=True, now=now, addresses=True
        )
        again.get_one(Volunteer, ada.id).home_id = home.id
    assert rows(session, home_cell) == []

    assert places.resolve_next(FakeGeocoder(point=ELSEWHERE), now=now)

    assert rows(session, home_cell, "x") != []
    assert are_true(session, city)


def test_who_is_erased_is_gone_from_the_cells(session: Session, city: City, ada: Volunteer) -> None:
    for table in (sa.table("volunteer_skill"), sa.table("volunteer")):
        key = "volunteer_id" if table.name == "volunteer_skill" else "id"
        mine = (sa.column("city_id") == city.id, sa.column(key) == ada.id)
        session.execute(sa.delete(table).where(*mine))
    session.commit()

    assert rows(session, home_cell) == rows(session, skill_cell) == []


def test_what_is_taken_back_changes_nothing(session: Session, city: City, ada: Volunteer) -> None:
    whole = rows(session, home_cell)
    ada.state = State.LEFT
    session.flush()
    session.rollback()
    session.commit()
    assert rows(session, home_cell) == whole

    with session.begin_nested() as attempt:
        ada.reach_km = 3.0
        session.flush()
        attempt.rollback()
    session.commit()
    assert rows(session, home_cell) == whole


def test_what_the_city_holds_usual_moves_nobody(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    whole = rows(session, home_cell)

    cities.set_rule(city.slug, "reach_by_bus_km", 25.0, now=now)

    assert rows(session, home_cell) == whole
    assert are_true(session, city)
