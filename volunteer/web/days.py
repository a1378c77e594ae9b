"""What day it is, and how far off another one is, as people say it."""

from datetime import date, datetime

from flask import has_request_context, request
from flask_babel import gettext

from volunteer.core import clock
from volunteer.web.access import city

KEPT = "volunteer.today"


def today() -> date:
    """Return the city's day, looked at once a request: a page names many days.

    The demo keeps its clock in the database, where each look is a query.
    """
    kept = request.environ if has_request_context() else {}
    if KEPT not in kept:
        kept[KEPT] = clock.now().astimezone(city().zone).date()
    found: date = kept[KEPT]
    return found


def in_days(moment: datetime) -> str:
    """Return "today", "tomorrow", "in 5 days", "yesterday", "5 days ago"."""
    days = (moment.astimezone(city().zone).date() - today()).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    if days in near:
        return str(near[days])
    if days > 0:
        return str(gettext("in %(days)s days", days=days))
    return str(gettext("%(days)s days ago", days=-days))
