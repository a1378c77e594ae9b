"""Hours by month, the last thirteen, by the city's own calendar."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from volunteer.impact import months, periods
from volunteer.web.kit import start_of


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with the minutes that were given in it."""

    first: date
    confirmed_minutes: int
    waiting_minutes: int


def of_year(session: Session, city_id: int, today: date) -> list[Month]:
    """Return this month and the twelve before it, the oldest first."""
    firsts = periods.months(today)
    borders = [start_of(day) for day in (*firsts, periods.next_month(today))]
    return [
        Month(first, given.confirmed_minutes, given.waiting_minutes)
        for first, given in zip(firsts, months.between(session, city_id, borders), strict=True)
    ]
