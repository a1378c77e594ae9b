"""The 21 parts of a week in which people say they are free.

Pure. Bit 3 × weekday + part; Monday is 0; parts are morning, afternoon and evening.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

NOON, EVENING = 12, 17
PARTS = (NOON, EVENING)  # the hours of a day at which one part ends and the next begins
A_LITTLE = timedelta(hours=1)  # of a session that lies in one more part keeps nobody away
A_DAY = timedelta(days=1)


def day_part(local: datetime) -> int:
    """Return the bit of the part of the week in which a local moment lies."""
    part = (local.hour >= NOON) + (local.hour >= EVENING)
    return 1 << (3 * local.weekday() + part)


def of_session(starts: datetime, ends: datetime | None, zone: ZoneInfo) -> int:
    """Return the bits that a session asks for, in its city's zone; 0 where any hour will do."""
    return day_parts(starts.astimezone(zone), ends.astimezone(zone)) if ends is not None else 0


def day_parts(starts: datetime, ends: datetime) -> int:
    """Return the bits of the parts in which one must be free for what lasts from then to then.

    Both are local moments. A part in which no more than an hour of it lies does not count,
    unless there is no other: then it is the one in which it begins.
    """
    found = 0
    for begins, over in _pieces(starts, ends):
        if over - begins > A_LITTLE:
            found |= day_part(begins)
    return found or day_part(starts)


def _pieces(starts: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the pieces of a span that lie in one part each; a week and more is in all of them."""
    at, last = starts, min(ends, starts + 7 * A_DAY)
    while at < last:
        over = min(last, _next_part(at))
        yield at, over
        at = over


def _next_part(at: datetime) -> datetime:
    hours = [hour for hour in PARTS if hour > at.hour]
    day, hour = (at.date(), hours[0]) if hours else (at.date() + A_DAY, 0)
    return datetime.combine(day, time(hour), at.tzinfo)
