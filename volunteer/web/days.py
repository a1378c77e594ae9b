"""What day it is, and how far off another one is, as people say it."""

from datetime import date, datetime

from flask import has_request_context, request
from flask_babel import gettext

from volunteer.core import clock
from volunteer.web.access import city

KEPT = "volunteer.moment"


def moment() -> datetime:
    """Return the moment that a page is of, looked at once a request: it is asked for many times.

    The demo keeps its clock in the database, where each look is a query.
    """
    kept = request.environ if has_request_context() else {}
    if KEPT not in kept:
        kept[KEPT] = clock.now()
    found: datetime = kept[KEPT]
    return found


def today() -> date:
    """Return what day it is in the city."""
    return moment().astimezone(city().zone).date()


def in_days(moment: datetime) -> str:
    """Return "today", "tomorrow", "in 5 days", "yesterday", "5 days ago"."""
    days = (moment.astimezone(city().zone).date() - today()).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    if days in near:
        return str(near[days])
    if days > 0:
        return str(gettext("in %(days)s days", days=days))
    return str(gettext("%(days)s days ago", days=-days))
