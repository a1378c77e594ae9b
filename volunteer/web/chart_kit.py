"""What templates draw with: the charts, a measure's line, what changed, and a month's name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_compact_decimal
from flask import Flask
from flask_babel import get_locale

from volunteer.challenges.model import Measure
from volunteer.impact.change import Change, change
from volunteer.impact.model import Reading
from volunteer.web import charts, filters, grades
from volunteer.web.charts.line import Line, Point, line

PER_CENT = "%"
POUNDS = "pounds"
MILLION = 1_000_000


def install(app: Flask) -> None:
    """Give templates their names and filters."""
    names: dict[str, Any] = {"charts": charts, "measure_line": measure_line, "changed": changed}
    names["grades"] = grades.WORDS
    app.jinja_env.globals.update(names)
    app.jinja_env.filters.update(
        {
            "month": month,
            "short_month": short_month,
            "amount": amount,
            "bare": bare,
            "tick": tick,
        }
    )


def measure_line(
    measure: Measure, readings: Sequence[Reading], today: date, *, most: int = 5
) -> Line:
    """Return the drawing of a measure's readings, the oldest first, on its way to the target."""
    return line(
        [Point(one.on, one.value, sure=one.verified_at is not None) for one in readings],
        Point(measure.baseline_on, measure.baseline),
        Point(measure.target_on, measure.target),
        today,
        most=most,
    )


def changed(measure: Measure, readings: Sequence[Reading], since: date) -> Change | None:
    """Return what changed of a measure since a day; None when it was not read since."""
    return change(readings, since, baseline=measure.baseline, target=measure.target)


def month(on: date) -> str:
    """Return "August 2025"."""
    return str(format_date(on, "MMMM y", get_locale()))


def short_month(on: date) -> str:
    """Return "Aug 2025"."""
    return str(format_date(on, "MMM y", get_locale()))


def amount(value: float, unit: str) -> str:
    """Return "14,000 homes", "61% of streets", "£134,000 a year"."""
    if _is_money(unit):
        return f"{_pounds(value)} {unit.removeprefix(POUNDS).lstrip()}".rstrip()
    return f"{filters.number(value)}{'' if unit.startswith(PER_CENT) else ' '}{unit}"


def bare(value: float, unit: str) -> str:
    """Return a value after its unit has been said: "14,000", but "61%" and "£134,000"."""
    if _is_money(unit):
        return _pounds(value)
    return filters.number(value) + (PER_CENT if unit.startswith(PER_CENT) else "")


def tick(value: float) -> str:
    """Return a value beside an axis: "12,500", but "2.5M", as there is no room for more."""
    if abs(value) < MILLION:
        return filters.number(value)
    return str(format_compact_decimal(value, locale=get_locale(), fraction_digits=1))


def _is_money(unit: str) -> bool:
    """Tell "pounds" and "pounds a year" from "pounds of litter"."""
    first, _, rest = unit.partition(" ")
    return first == POUNDS and not rest.startswith("of ")


def _pounds(value: float) -> str:
    """Return "£134,000", "-£2.5"."""
    return ("-" if value < 0 else "") + "£" + filters.number(abs(value))
