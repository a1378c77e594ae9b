"""Hours by month, the last thirteen, by the city's own calendar."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from volunteer.impact import months, periods, withholding
from volunteer.impact.months import Given
from volunteer.web.kit import start_of


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with the minutes given in it; ``withheld``: by few people."""

    first: date
    confirmed_minutes: int
    waiting_minutes: int
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """Months, the oldest first, and their total; None when few people gave in any of them."""

    rows: list[Month]
    total: Given | None


def of_year(session: Session, city_id: int, today: date) -> Year:
    """Return this month and the twelve before it."""
    firsts, given = _given(session, city_id, today)
    rows = [
        Month(first, one.confirmed_minutes, one.waiting_minutes)
        for first, one in zip(firsts, given, strict=True)
    ]
    return Year(rows, _total(given))


def for_everybody(session: Session, city_id: int, today: date, least: int) -> Year:
    """Return the same without what few people gave in a month, nor what would tell it."""
    firsts, given = _given(session, city_id, today)
    people = {n: one.people for n, one in enumerate(given)}
    shown = withholding.apart(people, least)
    rows = [
        Month(first, 0, 0, withheld=True)
        if shown[n] is None
        else Month(first, one.confirmed_minutes, one.waiting_minutes)
        for n, (first, one) in enumerate(zip(firsts, given, strict=True))
    ]
    most = max(people.values())
    return Year(rows, None if 0 < most < least else _total(given))


def _given(session: Session, city_id: int, today: date) -> tuple[list[date], list[Given]]:
    firsts = periods.months(today)
    borders = [start_of(day) for day in (*firsts, periods.next_month(today))]
    return firsts, months.between(session, city_id, borders)


def _total(given: list[Given]) -> Given:
    return Given(
        sum(one.confirmed_minutes for one in given), sum(one.waiting_minutes for one in given)
    )
