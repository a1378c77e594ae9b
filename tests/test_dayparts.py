"""In which parts of the week one must be free for a session."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer.calls.dayparts import day_part, day_parts, of_session

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)
MONDAY = datetime(2030, 5, 6, tzinfo=LONDON)
MORNING, AFTERNOON, EVENING = 1, 2, 4
TUESDAY = 3  # bits further


@pytest.mark.parametrize(
    ("begins", "hours", "asks"),
    [
        (9, 2, MORNING),
        (10, 6, MORNING | AFTERNOON),
        (10, 3, MORNING),  # an hour over noon keeps nobody away
        (10, 3.5, MORNING | AFTERNOON),
        (11.5, 4, AFTERNOON),
        (11.5, 1, MORNING),  # too short for either: where it begins
        (16.5, 3, EVENING),
        (9, 12, MORNING | AFTERNOON | EVENING),
        (18, 8, EVENING | MORNING << TUESDAY),
    ],
)
def test_one_must_be_free_wherever_more_than_an_hour_of_it_lies(
    begins: float, hours: float, asks: int
) -> None:
    starts = MONDAY + timedelta(hours=begins)

    assert day_parts(starts, starts + timedelta(hours=hours)) == asks


@given(st.integers(0, 7 * 24 * 12), st.integers(1, 3 * 24 * 12))
def test_these_are_the_parts_of_its_minutes(after: int, lasts: int) -> None:
    starts = MONDAY + after * 5 * MINUTE
    minutes = Counter(day_part(starts + n * 5 * MINUTE) for n in range(lasts))

    asks = sum(part for part, fives in minutes.items() if fives > 12)

    assert day_parts(starts, starts + lasts * 5 * MINUTE) == (asks or day_part(starts))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.integers(1, 60 * 24 * 10))  # noqa: DTZ001 - made aware below
def test_there_are_some_whatever_it_lasts_and_where_clocks_change_too(
    starts: datetime, minutes: int
) -> None:
    begins = starts.replace(tzinfo=UTC)

    asks = of_session(begins, begins + minutes * MINUTE, LONDON)

    assert 0 < asks < 1 << 21


def test_what_can_be_done_at_any_hour_asks_for_none() -> None:
    assert of_session(MONDAY, None, LONDON) == 0


def test_they_are_those_of_the_city_s_clock_in_summer_too() -> None:
    eleven = datetime(2030, 5, 6, 11, 30, tzinfo=UTC)  # half past twelve

    assert of_session(eleven, eleven + timedelta(hours=2), LONDON) == AFTERNOON
