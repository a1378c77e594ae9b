"""When something of a call happens, as people say it."""

from datetime import datetime, timedelta

from flask_babel import gettext

from volunteer.web import days, filters
from volunteer.web.access import city

HOUR = timedelta(hours=1)


def soon(at: datetime) -> str:
    """Return "4pm today", "midday tomorrow", else the day in short: "Sat 5 Dec, 10am"."""
    ahead = (at.astimezone(city().zone).date() - days.today()).days
    if ahead == 0:
        return str(gettext("%(time)s today", time=filters.time(at)))
    if ahead == 1:
        return str(gettext("%(time)s tomorrow", time=filters.time(at)))
    return filters.lately(at)


def by_about(at: datetime) -> str:
    """Return the full hour after a moment, as ``soon`` says it."""
    here = at.astimezone(city().zone)
    whole = here.replace(minute=0, second=0, microsecond=0)
    return soon(whole if whole == here else whole + HOUR)
