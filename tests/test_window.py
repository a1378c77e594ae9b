"""When a city may call."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer.messages.window import Hours, is_open, next_open

LONDON = ZoneInfo("Europe/London")
HOURS = Hours()


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "open_then"),
    [
        ("2026-03-27 08:59", False),
        ("2026-03-27 09:00", True),
        ("2026-03-27 19:59", True),
        ("2026-03-27 20:00", False),
        ("2026-03-29 09:59", False),  # Sunday, the clocks went forward that night
        ("2026-03-29 10:00", True),
        ("2026-03-29 17:59", True),
        ("2026-03-29 18:00", False),
        ("2026-10-25 09:59", False),  # Sunday, the clocks went back that night
        ("2026-10-25 10:00", True),
        ("2026-10-25 18:00", False),
        ("2026-12-25 12:00", False),
        ("2026-12-26 12:00", True),
    ],
)
def test_calls_go_out_in_the_citys_own_hours(at: str, *, open_then: bool) -> None:
    now = london(at)

    assert is_open(HOURS, now, LONDON) is open_then


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-03-27 12:00", "2026-03-27T12:00:00+00:00"),
        ("2026-03-27 03:00", "2026-03-27T09:00:00+00:00"),
        ("2026-03-28 21:00", "2026-03-29T09:00:00+00:00"),  # ten o'clock, summer time
        ("2026-03-29 20:00", "2026-03-30T08:00:00+00:00"),
        ("2026-10-24 21:00", "2026-10-25T10:00:00+00:00"),  # ten o'clock, winter time
        ("2026-10-25 20:00", "2026-10-26T09:00:00+00:00"),
        ("2026-12-24 21:00", "2026-12-26T09:00:00+00:00"),
    ],
)
def test_what_is_too_late_waits_for_the_next_opening(at: str, opens: str) -> None:
    moment = next_open(HOURS, london(at), LONDON)

    assert moment.isoformat() == opens


def test_a_server_anywhere_comes_to_the_same_answer() -> None:
    now = london("2026-07-01 19:58")
    in_tokyo = now.astimezone(timezone(timedelta(hours=9)))

    assert is_open(HOURS, in_tokyo, LONDON)
    assert next_open(HOURS, in_tokyo + timedelta(minutes=2), LONDON) == london("2026-07-02 09:00")


def test_sundays_can_be_closed() -> None:
    no_sundays = Hours(sunday_opens=time(0), sunday_closes=time(0))

    opens = next_open(no_sundays, london("2026-07-04 21:00"), LONDON)

    assert opens == london("2026-07-06 09:00")


def test_hours_that_never_open_are_a_mistake() -> None:
    never = Hours(time(9), time(9), time(9), time(9))

    with pytest.raises(ValueError, match="all year"):
        next_open(never, london("2026-07-04 21:00"), LONDON)


def test_a_moment_must_say_its_zone() -> None:
    naive = datetime(2026, 7, 4, 12)  # noqa: DTZ001 - the mistake itself

    with pytest.raises(ValueError, match="no time zone"):
        is_open(HOURS, naive, LONDON)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - drawn with a zone
def test_the_next_opening_is_open_and_not_past(now: datetime) -> None:
    opens = next_open(HOURS, now, LONDON)

    assert opens >= now
    assert is_open(HOURS, opens, LONDON)
