"""Dates, distances, hours and phone numbers as people read them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_time
from flask_babel import format_decimal, get_locale, gettext, ngettext

from volunteer.core import geo, phone
from volunteer.impact import withholding
from volunteer.projects.model import ProjectSession
from volunteer.web import days
from volunteer.web.access import city
from volunteer.web.days import today

NOON, MIDNIGHT = (12, 0), (0, 0)
HOUR = 60  # minutes


def day(moment: datetime | date) -> str:
    """Return "Saturday 5 December", with the year when it is another than this."""
    here = moment.astimezone(city().zone).date() if isinstance(moment, datetime) else moment
    this_year = today().year
    return format_date(here, "EEEE d MMMM" + ("" if here.year == this_year else " y"), get_locale())


def plain_date(on: date) -> str:
    """Return "5 December 2026"."""
    return format_date(on, "d MMMM y", get_locale())


def leaf(moment: datetime) -> dict[str, str]:
    """Return "Sat", "5" and "Dec", as on a leaf of a calendar."""
    here = moment.astimezone(city().zone).date()
    patterns = {"weekday": "EEE", "day": "d", "month": "MMM"}
    return {part: format_date(here, pattern, get_locale()) for part, pattern in patterns.items()}


def time(moment: datetime) -> str:
    """Return "10am", "12:30pm", "midday"."""
    here = moment.astimezone(city().zone).timetz()
    if (here.hour, here.minute) == NOON:
        return str(gettext("midday"))
    if (here.hour, here.minute) == MIDNIGHT:
        return str(gettext("midnight"))
    pattern = "h:mma" if here.minute else "ha"
    return format_time(here.replace(tzinfo=None), pattern, locale=get_locale())


def moment(at: datetime) -> str:
    """Return "Saturday 5 December, 10am"."""
    return str(gettext("%(day)s, %(time)s", day=day(at), time=time(at)))


def lately(at: datetime) -> str:
    """Return "10am" of today, else the day as well, in short: "Sat 5 Dec, 10am"."""
    on = at.astimezone(city().zone).date()
    if on == today():
        return time(at)
    year = "" if on.year == today().year else " y"
    short = format_date(on, "EEE d MMM" + year, get_locale())
    return str(gettext("%(day)s, %(time)s", day=short, time=time(at)))


def when(session: ProjectSession) -> str:
    """Return "Saturday 5 December, 10am to 12:30pm"; of flexible ones "Any time", or from when."""
    start, end = session.starts_at, session.ends_at
    if end is None:
        begun = start <= days.moment()
        return str(
            gettext("Any time") if begun else gettext("Any time from %(day)s", day=day(start))
        )
    until = time(end) if day(start) == day(end) else moment(end)
    # The spaces around "to" do not break: on a narrow phone the times stay together.
    return str(gettext("%(start)s\u00a0to\u00a0%(end)s", start=moment(start), end=until))


def miles(km: float) -> str:
    """Return kilometres as "0.7 miles", "1 mile", "12 miles"."""
    far = geo.miles(km)
    number = format_decimal(max(far, 0.1), "0" if far >= 10 else "0.#")  # noqa: PLR2004 - from ten on without tenths
    if number == "1":
        return str(gettext("1 mile"))
    return str(gettext("%(number)s miles", number=number))


def hours(minutes: int) -> str:
    """Return minutes as hours: "2.5"."""
    return str(format_decimal(minutes / 60, "#,##0.##"))


def whole_hours(minutes: int) -> str:
    """Return minutes as whole hours, as people outside see them: "1,284"."""
    return number((minutes + 30) // 60)


def span(minutes: int) -> str:
    """Return a length of time: "45 minutes", "1 hour", "2.5 hours"."""
    if minutes < HOUR:
        return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))
    if minutes == HOUR:
        return str(gettext("1 hour"))
    return str(gettext("%(number)s hours", number=hours(minutes)))


def short_span(minutes: int) -> str:
    """Return a length of time in few letters: "15 min", "2.5 h"."""
    if minutes < HOUR:
        return str(gettext("%(minutes)s min", minutes=minutes))
    return str(gettext("%(hours)s h", hours=hours(minutes)))


def number(value: float) -> str:
    """Return "12,500" or "3.5"."""
    return str(format_decimal(value, "#,##0.##"))


def people(count: int) -> str:
    """Return a number of people as it may be shown to everybody: few are withheld."""
    least = city().rules.least_shown
    shown = withholding.shown(count, least)
    if shown is None:
        return str(gettext("Fewer than %(least)s", least=least))
    return number(shown)


def few(count: int) -> bool:
    """Tell whether these are so few people that what they gave is withheld too."""
    return withholding.shown(count, city().rules.least_shown) is None


ALL: dict[str, Callable[..., Any]] = {
    "day": day,
    "date": plain_date,
    "leaf": leaf,
    "time": time,
    "moment": moment,
    "lately": lately,
    "when": when,
    "miles": miles,
    "hours": hours,
    "whole_hours": whole_hours,
    "span": span,
    "short_span": short_span,
    "number": number,
    "people": people,
    "few": few,
    "national": phone.national,
    "masked": phone.mask,
}
