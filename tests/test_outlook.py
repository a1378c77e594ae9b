"""What to expect of a call: by when it is full, how many say yes, and with how many texts."""

import itertools
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import outlook as bench
from bench.world.city import City, Setting
from volunteer.calls.outlook import Outlook, Plan, outlook, schedule
from volunteer.messages import window

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2030, 5, 4, 11, tzinfo=UTC)  # a Saturday noon in Plymouth
PACE: dict[str, timedelta] = {"least": timedelta(minutes=30), "most": timedelta(hours=3)}


def at_any_hour(moment: datetime) -> datetime:
    return moment


def a_plan(**changes: Any) -> Plan:
    deadline = changes.pop("deadline", NOW + 2 * DAY)
    values: dict[str, Any] = {
        "open_places": 3,
        "now": NOW,
        "waves_at": schedule(NOW, deadline, **PACE, next_open=at_any_hour),
        "deadline": deadline,
        "chances": [0.3] * 200,
        "most": 500,
    }
    return Plan(**values | changes)


def expected(**changes: Any) -> Outlook:
    return outlook(a_plan(**changes), seed="1")


def test_with_many_who_are_likely_it_is_full_in_time_and_says_by_when() -> None:
    found = expected()

    assert found.full == 1.0
    assert found.full_from is not None
    assert found.full_by is not None
    assert NOW < found.full_from < found.full_by < NOW + 2 * DAY
    assert found.filled == (3, 3)
    assert 3 <= found.texts[0] < found.texts[1]


def test_with_too_few_people_no_hour_is_named_and_it_says_how_many_may_come() -> None:
    found = expected(open_places=10, chances=[0.3] * 8)

    assert found.full == 0.0
    assert (found.full_from, found.full_by) == (None, None)
    assert found.filled[0] <= 2 <= found.filled[1] < 8
    assert found.texts == (8, 8)


def test_nobody_is_left_to_ask_but_some_were_asked_already() -> None:
    nobody = expected(chances=[])
    some = expected(chances=[], asked=[(0.9, 0.1)] * 4)

    assert nobody.filled == (0, 0)
    assert some.filled[1] >= 2
    assert some.texts == (0, 0)


def test_what_was_asked_long_ago_is_not_waited_for() -> None:
    assert expected(chances=[], asked=[(0.5, 30.0)] * 20).filled[1] <= 2


def test_it_asks_no_more_than_one_person_may_decide_on() -> None:
    assert expected(open_places=20, most=7).texts == (7, 7)


def test_the_next_wave_is_what_the_waves_would_ask() -> None:
    """Three places, with time: 1.7 yes are hoped for at first, and 0.3 is each person's chance."""
    assert expected().next_wave == 6


def test_the_same_plan_is_told_the_same() -> None:
    assert expected() == expected()
    assert outlook(a_plan(), seed="2").full == 1.0


def test_urgent_pauses_fill_it_earlier() -> None:
    deadline = NOW + 6 * HOUR
    quick = {"least": timedelta(minutes=15), "most": timedelta(minutes=30)}
    waves_at = schedule(NOW, deadline, **quick, next_open=at_any_hour)

    usual = expected(deadline=deadline, open_places=8)
    urgent = expected(deadline=deadline, waves_at=waves_at, open_places=8)

    assert usual.full_by is not None
    assert urgent.full_by is not None
    assert urgent.full_by < usual.full_by


def test_waves_keep_to_the_hours_for_them() -> None:
    hours, zone = window.Hours(), ZoneInfo("Europe/London")

    found = schedule(
        NOW, NOW + 3 * DAY, **PACE, next_open=lambda at: window.next_open(hours, at, zone)
    )

    assert found[0] == NOW
    assert all(window.is_open(hours, at, zone) for at in found)
    assert all(b - a >= PACE["least"] for a, b in itertools.pairwise(found))
    assert {at.astimezone(zone).date().day for at in found} == {4, 5, 6, 7}


@given(
    places=st.integers(1, 30),
    chances=st.lists(st.floats(0.02, 0.9), max_size=60),
    hours=st.floats(0.6, 90),
    most=st.integers(0, 60),
)
def test_whatever_the_plan_the_ranges_are_possible(
    places: int, chances: list[float], hours: float, most: int
) -> None:
    until = NOW + hours * HOUR

    found = expected(open_places=places, chances=chances, deadline=until, most=most)

    assert 0 <= found.filled[0] <= found.filled[1] <= min(places, len(chances), most)
    assert 0 <= found.texts[0] <= found.texts[1] <= min(len(chances), most)
    assert 0 <= found.full <= 1
    for moment in (found.full_from, found.full_by):
        assert moment is None or NOW < moment <= until


def test_more_people_never_make_it_less_likely_to_fill() -> None:
    """Within what chance does to a hundred plays."""
    draw = Random(3)  # no secret  # noqa: S311
    people = sorted((draw.uniform(0.05, 0.4) for _ in range(60)), reverse=True)

    shares = [expected(open_places=5, chances=people[:n]).full for n in (5, 15, 30, 60)]

    assert all(b >= a - 0.05 for a, b in itertools.pairwise(shares))


@pytest.fixture(scope="module")
def honest() -> dict[str, Any]:
    """Give what came of what was expected in two months of an invented city."""
    pairs = bench.played(City(11, Setting(volunteers=1500, projects_a_day=3)))
    return bench.compared(pairs)


def test_what_is_expected_comes_true_about_as_often_as_is_said(honest: dict[str, Any]) -> None:
    assert abs(honest["expected full"] - honest["were full"]) < 0.08
    assert honest["and it was full by then"] > 0.8
    assert honest["filled in range"] > 0.9
    assert honest["texts in range"] > 0.7


def test_it_does_not_say_yes_to_all(honest: dict[str, Any]) -> None:
    """The control: of what is called unlikely little is full, of what is called likely most."""
    tenths = honest["of ten said, were full"]
    assert tenths["0.0-0.2"]["were"] < 0.3
    assert tenths["0.8-1.0"]["were"] > 0.85
