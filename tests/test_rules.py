"""A city's own rules."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.builders import a_city
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.errors import Refused
from volunteer.messages import calling


def test_a_city_that_sets_nothing_has_the_defaults() -> None:
    assert Rules.with_own({}) == Rules()


def test_what_a_city_sets_stands_over_the_defaults() -> None:
    rules = Rules.with_own({"calls_until": "19:30", "segments_a_second": 10, "no_calls_on": []})

    assert (rules.calls_until, rules.segments_a_second, rules.no_calls_on) == ("19:30", 10, ())
    assert rules.calls_from == Rules().calls_from


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("calls_untill", "19:00"),
        ("calls_until", "25:00"),
        ("calls_until", 19),
        ("reply_hours", "24"),
        ("reply_hours", 2.5),
        ("reply_hours", -1),
        ("segments_a_second", 0),
        ("calls_a_day", True),
        ("no_calls_on", ["25-12"]),
        ("no_calls_on", "12-25"),
        ("calls_from", "20:00"),
        ("calls_from", "20:30"),
        ("sunday_calls_until", "10:00"),
        ("sunday_calls_until", "09:00"),
        ("no_calls_on", [f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 32)]),
    ],
)
def test_a_rule_that_cannot_be_is_refused(name: str, value: object) -> None:
    with pytest.raises(Refused):
        Rules.with_own({name: value})


def test_a_rule_is_kept_for_its_city_only(session: Session, city: City, now: datetime) -> None:
    cities.set_rule(city.slug, "reply_hours", 12, now=now)

    session.refresh(city)
    assert city.rules.reply_hours == 12


def test_a_refused_rule_changes_nothing(session: Session, city: City, now: datetime) -> None:
    with pytest.raises(Refused):
        cities.set_rule(city.slug, "reply_hours", "soon", now=now)

    session.refresh(city)
    assert city.own_rules == {}


def test_hours_that_never_open_are_refused_with_both_times() -> None:
    with pytest.raises(Refused, match="21:00 is not before 20:30"):
        Rules.with_own({"calls_from": "21:00", "calls_until": "20:30"})


def test_one_citys_rules_never_stop_the_calls_of_another(
    session: Session, city: City, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    city.own_rules = {"calls_from": "20:00", "sunday_calls_from": "18:00"}  # as written by hand
    session.commit()

    assert calling.is_open(city, now) is False
    assert calling.cities_open(session, now) == [barnsley.id]


def test_a_city_with_a_clock_of_no_place_calls_nobody(
    session: Session, city: City, now: datetime
) -> None:
    city.timezone = "Europe/Atlantis"

    assert calling.is_open(city, now) is False
