"""A city's own rules."""

import pytest
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.errors import Refused


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
    ],
)
def test_a_rule_that_cannot_be_is_refused(name: str, value: object) -> None:
    with pytest.raises(Refused):
        Rules.with_own({name: value})


def test_a_rule_is_kept_for_its_city_only(session: Session, city: City) -> None:
    cities.set_rule(city.slug, "reply_hours", 12)

    session.refresh(city)
    assert city.rules.reply_hours == 12


def test_a_refused_rule_changes_nothing(session: Session, city: City) -> None:
    with pytest.raises(Refused):
        cities.set_rule(city.slug, "reply_hours", "soon")

    session.refresh(city)
    assert city.own_rules == {}
