"""What there is to tell, how often, and when that is.

Pure. The defaults, with their reasons, stand in ``docs/notices.md``.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING = time(8)
MONDAY = 0
DAYS_A_WEEK = 7


class Kind(StrEnum):
    """What a notice is of. The order is that in which a mail tells them."""

    DANGER = "danger"
    TEXTS = "texts"
    APPROVAL = "approval"
    HALTED = "halted"
    EXPIRY = "expiry"
    OVERDUE = "overdue"
    INVITED = "invited"
    NEW_PASSWORD = "new password"  # a kind  # noqa: S105  # nosec B105  # pragma: allowlist secret
    SECURITY = "security"


class Often(StrEnum):
    """How often somebody wants to be told."""

    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


LINKS = frozenset({Kind.INVITED, Kind.NEW_PASSWORD})  # by which somebody comes in, so: alone
ACCOUNT = LINKS | {Kind.SECURITY}  # about oneself: at once, and nobody can switch them off
CHOSEN = tuple(kind for kind in Kind if kind not in ACCOUNT)


def default(kind: Kind, *, lead: bool) -> Often:
    """Return how often somebody is told who has not said how often they want it.

    ``lead``: a council lead or an administrator, to whom the whole city's notices come.
    """
    if kind is Kind.OVERDUE:
        return Often.WEEKLY if lead else Often.DAILY
    if kind is Kind.EXPIRY and lead:
        return Often.DAILY
    return Often.AT_ONCE


def due(often: Often, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when to tell: now, next at 8:00 in the city, next Monday at 8:00, or never."""
    if often is Often.NEVER:
        return None
    if often is Often.AT_ONCE:
        return now
    here = now.astimezone(zone)
    morning = datetime.combine(here.date(), MORNING, zone)
    if morning < now:
        morning = datetime.combine(here.date() + timedelta(days=1), MORNING, zone)
    if often is Often.WEEKLY:
        wait = (MONDAY - morning.weekday()) % DAYS_A_WEEK
        morning = datetime.combine(morning.date() + timedelta(days=wait), MORNING, zone)
    return morning
