"""The hours in which a city may call.

Pure. The day's opening and closing are turned into moments first and compared as moments,
so both clock changes come out right wherever the server stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SUNDAY = 6
LOOKED_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Hours:
    """When calls may go out, in the city's own time; ``closed_days`` are (month, day).

    A day that opens no earlier than it closes is closed.
    """

    opens: time = time(9)
    closes: time = time(20)
    sunday_opens: time = time(10)
    sunday_closes: time = time(18)
    closed_days: frozenset[tuple[int, int]] = frozenset({(12, 25)})


def is_open(hours: Hours, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a call may go out at ``now``; the closing minute is closed."""
    return _opening(hours, now, zone) <= now


def next_open(hours: Hours, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment from ``now`` on when a call may go out, in UTC."""
    return max(_opening(hours, now, zone), now).astimezone(UTC)


def _opening(hours: Hours, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the opening of the first span of open hours that is not over at ``now``."""
    if now.tzinfo is None:
        raise ValueError(f"{now!r} has no time zone")
    for opens, closes in _spans(hours, now.astimezone(zone).date(), zone):
        if now < closes:
            return opens
    raise ValueError("these hours are closed all year")


def _spans(hours: Hours, first: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range(LOOKED_AHEAD.days + 1):
        day = first + timedelta(days=ahead)
        sunday = day.weekday() == SUNDAY
        opens = hours.sunday_opens if sunday else hours.opens
        closes = hours.sunday_closes if sunday else hours.closes
        if opens < closes and (day.month, day.day) not in hours.closed_days:
            yield _moment(day, opens, zone), _moment(day, closes, zone)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
