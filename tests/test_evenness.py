"""Wards where fewer places get filled: how far down its list a call goes there."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.asking import invited, set_rules
from tests.builders import a_member, a_volunteer, an_opening
from volunteer.calls import asking, evenness, service, shortlist
from volunteer.calls.evenness import Fill, floor
from volunteer.cities.model import City
from volunteer.places.model import Ward
from volunteer.projects.model import Opening, ProjectState
from volunteer.staff.model import Member

DAY = timedelta(days=1)
HERE, THERE = "E05002094", "E05002079"
CITY = Fill(600, 1000)
FILLS = st.integers(0, 500).flatmap(lambda n: st.integers(0, n).map(lambda taken: Fill(taken, n)))


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give who posts, in a city of two wards."""
    for code in (HERE, THERE):
        if session.get(Ward, code) is None:
            session.add(
                Ward(code=code, name=code, authority_code=city.authority_code,
                     authority="Plymouth", latitude=50.37, longitude=-4.14)
            )  # fmt: skip
    return a_member(session, city, "Cora")


def a_past(
    session: Session, cora: Member, ward: str, taken: int, places: int, now: datetime
) -> Opening:
    """Make an opening that was over yesterday."""
    opening = an_opening(
        session,
        session.get_one(City, cora.city_id),
        places=places,
        starts=now - DAY,
        posted_by=cora,
    )
    opening.role.project.place.ward_code, opening.taken = ward, taken
    session.commit()
    return opening


def an_opening_in(session: Session, cora: Member, ward: str, now: datetime) -> Opening:
    opening = an_opening(
        session, session.get_one(City, cora.city_id), places=4, starts=now + 3 * DAY, posted_by=cora
    )
    opening.role.project.place.ward_code = ward
    session.commit()
    return opening


@given(of_ward=FILLS, of_city=FILLS)
def test_without_the_rule_a_text_must_be_worth_the_same_everywhere(
    of_ward: Fill, of_city: Fill
) -> None:
    assert floor(0.02, of_ward, of_city, evenness=0) == 0.02


@given(wards=st.lists(FILLS, min_size=2), evenness=st.floats(0, 8))
def test_the_fewer_places_of_a_ward_got_filled_the_further_its_calls_go(
    wards: Sequence[Fill], evenness: float
) -> None:
    ordered = sorted((Fill(one.filled, 500) for one in wards), key=lambda one: one.filled)
    floors = [floor(0.02, one, CITY, evenness=evenness) for one in ordered]
    assert floors == sorted(floors)
    assert all(0.005 <= one <= 0.08 for one in floors)


def test_a_ward_of_which_little_is_known_counts_as_the_city_does() -> None:
    assert floor(0.02, Fill(0, 0), CITY, evenness=2) == pytest.approx(0.02)
    one, many = (floor(0.02, Fill(0, n), CITY, evenness=2) for n in (1, 100))
    assert 0.9 * 0.02 < one < 0.02
    assert many == 0.25 * 0.02


def test_what_was_filled_is_counted_from_sessions_that_took_place_lately(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    set_rules(city, even_wards=2)
    a_past(session, cora, HERE, 30, 100, now)
    a_past(session, cora, THERE, 90, 100, now)
    here = an_opening_in(session, cora, HERE, now)
    lower = evenness.floor_of(session, city, here, now=now)
    assert lower == floor(0.02, Fill(30, 100), Fill(120, 200), evenness=2) < 0.02

    called_off = a_past(session, cora, HERE, 100, 100, now)
    called_off.role.project.state = ProjectState.CANCELLED
    cancelled = a_past(session, cora, HERE, 100, 100, now)
    cancelled.session.cancelled_at = now
    session.commit()
    long_ago = now + 90 * DAY  # by then, nothing of it is lately

    assert evenness.floor_of(session, city, here, now=now) == lower
    assert evenness.floor_of(session, city, here, now=long_ago) == 0.02


@pytest.mark.parametrize(("even", "asks"), [(0, False), (2, True)])
def test_a_call_in_a_ward_that_fills_badly_asks_whom_it_would_not_ask_elsewhere(
    session: Session, city: City, cora: Member, now: datetime, even: int, *, asks: bool
) -> None:
    a_past(session, cora, HERE, 10, 100, now)
    a_past(session, cora, THERE, 90, 100, now)
    ada = a_volunteer(session, city, "Ada")
    here, there = (an_opening_in(session, cora, ward, now) for ward in (HERE, THERE))
    worth = shortlist.ranking(session, city, here, now=now)[0].worth
    set_rules(city, wave_floor=1.5 * worth, even_wards=even)

    seen = shortlist.of(session, city, here, now=now)
    for opening in (there, here):
        service.start(city, cora, opening.id, now=now)
    while asking.ask_next(now=now):
        pass

    assert len(seen.chances) == seen.first == int(asks)
    assert invited(session, there) == []
    assert invited(session, here) == ([ada.name] if asks else [])
