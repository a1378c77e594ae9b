"""The parts of a year in which a council counts.

Pure.
"""

from datetime import date

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
FEBRUARY = 2


def quarter(day: date) -> date:
    """Return the first day of a day's quarter."""
    return day.replace(month=day.month - (day.month - 1) % MONTHS_A_QUARTER, day=1)


def year_before(day: date) -> date:
    """Return the same day a year before; 28 February for the 29th."""
    leap = day.month == FEBRUARY
    return day.replace(year=day.year - 1, day=min(day.day, 28) if leap else day.day)


def months(day: date, count: int = 13) -> list[date]:
    """Return the first days of the ``count`` months up to a day's own, the oldest first."""
    last = day.year * MONTHS_A_YEAR + day.month - 1
    return [_first_of(number) for number in range(last - count + 1, last + 1)]


def next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return _first_of(day.year * MONTHS_A_YEAR + day.month)


def _first_of(number: int) -> date:
    return date(number // MONTHS_A_YEAR, number % MONTHS_A_YEAR + 1, 1)
