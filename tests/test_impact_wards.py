"""What each ward received and gave, and what of it is for everybody."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_city, a_volunteer, an_opening
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.hours.model import Entry
from volunteer.impact import wards, withholding
from volunteer.impact.wards import WardFigures
from volunteer.people.model import Volunteer
from volunteer.places import upsert
from volunteer.places.model import Ward
from volunteer.projects.model import Opening

DAY = timedelta(days=1)
COMPTON, DRAKE, HAM = "E05002079", "E05002081", "E05002084"
NAMES = {COMPTON: "Compton", DRAKE: "Drake", HAM: "Ham"}


@pytest.fixture
def city(session: Session) -> City:
    """Plymouth, with three wards."""
    middle = {"latitude": 50.37, "longitude": -4.14, "authority": "Plymouth"}
    with transaction() as opened:
        rows = [{"code": code, "name": name, "authority_code": "E06000026", **middle}
                for code, name in NAMES.items()]  # fmt: skip
        upsert.put(opened, Ward, rows)
    return a_city(session)


def work(session: Session, city: City, ward: str | None, starts: datetime) -> Opening:
    opening = an_opening(session, city, starts=starts, places=30)
    opening.role.project.place.ward_code = ward
    session.commit()
    return opening


def resident(session: Session, city: City, ward: str | None) -> Volunteer:
    someone = a_volunteer(session, city)
    assert someone.home is not None
    someone.home.ward_code = ward
    session.commit()
    return someone


def gave(session: Session, opening: Opening, who: Volunteer, minutes: int, now: datetime) -> None:
    session.add(
        Entry(
            city_id=opening.city_id,
            session_id=opening.session_id,
            volunteer_id=who.id,
            confirmed_minutes=minutes,
            confirmed_by_id=opening.role.project.posted_by_id,
            confirmed_at=now,
        )
    )
    opening.taken += 1
    session.commit()


def test_a_ward_receives_where_the_work_is_and_gives_where_people_live(
    session: Session, city: City, now: datetime
) -> None:
    opening = work(session, city, COMPTON, now - DAY)
    gave(session, opening, resident(session, city, DRAKE), 90, now)
    gave(session, opening, resident(session, city, DRAKE), 30, now)

    found = wards.of_city(session, city.id, city.authority_code)

    assert found == [
        WardFigures(COMPTON, "Compton", 1, 2, 120, 0, 0),
        WardFigures(DRAKE, "Drake", 0, 0, 0, 2, 120),
        WardFigures(HAM, "Ham", 0, 0, 0, 0, 0),
    ]
    assert wards.received(session, city.id, city.authority_code)[:2] == [
        WardFigures(COMPTON, "Compton", 1, 2, 120),
        WardFigures(DRAKE, "Drake"),
    ]


def test_what_has_no_known_ward_stands_last_and_adds_up(
    session: Session, city: City, now: datetime
) -> None:
    gave(session, work(session, city, None, now - DAY), resident(session, city, None), 60, now)

    *known, elsewhere = wards.of_city(session, city.id, city.authority_code)

    assert len(known) == 3
    assert elsewhere == WardFigures(None, None, 1, 1, 60, 1, 60)


def test_only_the_period_and_only_the_city_is_counted(
    session: Session, city: City, now: datetime
) -> None:
    gave(session, work(session, city, HAM, now - 9 * DAY), resident(session, city, HAM), 60, now)
    barnsley = a_city(session, "Barnsley")
    there = resident(session, barnsley, HAM)
    gave(session, work(session, barnsley, HAM, now - DAY), there, 60, now)

    ham = wards.of_city(session, city.id, city.authority_code, since=now - 2 * DAY)[-1]

    assert ham == WardFigures(HAM, "Ham", 0, 0, 0, 0, 0)


def test_who_came_often_gave_to_a_ward_once_and_who_gave_nothing_did_not(
    session: Session, city: City, now: datetime
) -> None:
    ada, bob = resident(session, city, DRAKE), resident(session, city, DRAKE)
    for days in (1, 2):
        gave(session, work(session, city, HAM, now - days * DAY), ada, 30, now)
    gave(session, work(session, city, HAM, now - DAY), bob, 0, now)

    ham = wards.received(session, city.id, city.authority_code)[-1]

    assert (ham.givers, ham.received_minutes) == (1, 60)


def test_it_takes_as_many_queries_for_many_wards_as_for_one(
    session: Session, city: City, now: datetime
) -> None:
    asked: list[str] = []
    for ward in NAMES:
        gave(session, work(session, city, ward, now - DAY), resident(session, city, ward), 60, now)
    city_id, authority = city.id, city.authority_code

    def count(*args: object) -> None:
        asked.append(str(args[2]))

    sa.event.listen(session.get_bind(), "before_cursor_execute", count)
    wards.of_city(session, city_id, authority)
    sa.event.remove(session.get_bind(), "before_cursor_execute", count)

    assert len(asked) == 5


# For everybody


def of(givers: dict[str, int]) -> list[WardFigures]:
    return [WardFigures(code, code, 1, n, n * 60, 5, 300) for code, n in givers.items()]


def received(givers: dict[str, int]) -> list[int | None]:
    return [one.received_minutes for one in wards.for_everybody(of(givers), 8)]


def test_what_few_people_gave_to_a_ward_is_withheld_and_no_hours_are_not() -> None:
    found = wards.for_everybody(of({"a": 3, "b": 7, "c": 9, "d": 41, "e": 0}), 8)

    assert [one.received_minutes for one in found] == [None, None, None, 41 * 60, 0]
    assert all(one.sessions == 1 for one in found)


def test_what_people_of_a_ward_gave_is_not_for_everybody() -> None:
    [one] = wards.for_everybody(of({"a": 41}), 8)

    assert (one.givers, one.people, one.gave_minutes) == (0, 0, 0)


def test_one_ward_alone_is_never_withheld_as_subtraction_would_tell() -> None:
    assert received({"a": 3, "b": 12, "c": 41}) == [None, None, 41 * 60]


def test_wards_to_which_the_same_few_people_gave_are_not_withheld_alone() -> None:
    assert received({"a": 4, "b": 4, "c": 12, "d": 41}) == [None, None, None, 41 * 60]


def test_nothing_is_withheld_where_many_people_gave() -> None:
    assert received({"a": 8, "b": 0, "c": 41}) == [8 * 60, 0, 41 * 60]


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 60), min_size=1),
    st.integers(1, 12),
)
def test_what_is_withheld_cannot_be_found_by_subtraction(
    counts: dict[str, int], least: int
) -> None:
    shown = withholding.apart(counts, least)

    hidden = [counts[key] for key, value in shown.items() if value is None]
    assert all(shown[key] is None for key, count in counts.items() if 0 < count < least)
    assert all(shown[key] == 0 for key, count in counts.items() if count == 0)
    if any(value for value in shown.values()):  # others are told: then two at least are not
        assert not hidden or (len(hidden) > 1 and max(hidden) >= least)
