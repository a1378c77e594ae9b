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
from volunteer.web import charts, filters
from volunteer.web.charts.line import Line, Point, line

PER_CENT = "%"
MILLION = 1_000_000


def install(app: Flask) -> None:
    """Give templates their names and filters."""
    names: dict[str, Any] = {"charts": charts, "measure_line": measure_line, "changed": changed}
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
    """Return "14,000 homes", "61% of streets"."""
    return f"{filters.number(value)}{'' if unit.startswith(PER_CENT) else ' '}{unit}"


def bare(value: float, unit: str) -> str:
    """Return a value after its unit has been said: "14,000", but "61%"."""
    return filters.number(value) + (PER_CENT if unit.startswith(PER_CENT) else "")


def tick(value: float) -> str:
    """Return a value beside an axis: "12,500", but "2.5M", as there is no room for more."""
    if abs(value) < MILLION:
        return filters.number(value)
    return str(format_compact_decimal(value, locale=get_locale(), fraction_digits=1))
