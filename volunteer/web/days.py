"""How far off a day is, as people say it."""

from datetime import datetime

from flask_babel import gettext

from volunteer.core import clock
from volunteer.web.access import city


def in_days(moment: datetime) -> str:
    """Return "today", "tomorrow", "in 5 days", "yesterday", "5 days ago"."""
    zone = city().zone
    days = (moment.astimezone(zone).date() - clock.now().astimezone(zone).date()).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    if days in near:
        return str(near[days])
    if days > 0:
        return str(gettext("in %(days)s days", days=days))
    return str(gettext("%(days)s days ago", days=-days))
