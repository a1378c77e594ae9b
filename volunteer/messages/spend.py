"""What a city's texts cost today, and what is left of what it set aside.

A day is the city's own, from midnight to midnight. A text costs its parts at the city's
price; one that never went costs nothing.

For each claim the day is not added up: its number counts what is claimed, and what is put back,
cancelled or claimed again stays counted. So the count is never too low, as nothing else makes a
day dearer; where it says that there is no money, the day is added up.
"""

from datetime import datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages.model import Message, Sender
from volunteer.messages.status import Status
from volunteer.messages.wording import MOST_PARTS

FREE = (Status.CANCELLED, Status.SUPPRESSED, Status.EXPIRED)
WAITING = (Status.QUEUED, Status.HELD)
# As their indexes say it. All three sums in one would go through every text that a city ever had.
WAITS_ITS_TURN, IS_HELD = (Message.status == sa.literal_column(f"'{status}'") for status in WAITING)


def left_today(session: Session, city: City, *, now: datetime) -> int:
    """Return how many pence may still be planned with before midnight; never below 0.

    What waits to be sent counts as spent.
    """
    kinds = (WAITS_ITS_TURN, IS_HELD, sa.and_(went(city, now), Message.status.not_in(WAITING)))
    spent = sum(_parts(session, city, kind) for kind in kinds) * city.rules.segment_pence
    return max(0, city.rules.spend_a_day_pence - spent)


def count(sender: Sender, parts: int) -> None:
    """Count what was just claimed. The caller holds the number."""
    sender.counted_parts += parts


def left_after_claims(session: Session, city: City, sender: Sender, *, now: datetime) -> int:
    """Return what is left after all that was claimed today and counted, replies too.

    There may be more; below 0 it is exact: so much was too much. The caller holds the number.
    """
    limit, price = city.rules.spend_a_day_pence, city.rules.segment_pence
    today = midnight(city, now)
    if sender.counted_from != today or sender.counted_parts * price > limit:
        sender.counted_from, sender.counted_parts = today, _parts(session, city, went(city, now))
    return limit - sender.counted_parts * price


def is_used_up(session: Session, city: City, *, now: datetime) -> bool:
    """Return whether nobody more can be asked today, for want of money."""
    return left_today(session, city, now=now) < longest_pence(city)


def longest_pence(city: City) -> int:
    """Return what the longest call costs that we write by ourselves."""
    return MOST_PARTS * city.rules.segment_pence


def midnight(city: City, now: datetime) -> datetime:
    """Return when the city's day began."""
    return datetime.combine(now.astimezone(city.zone), time.min, city.zone)


def next_midnight(city: City, now: datetime) -> datetime:
    """Return when the city's next day begins."""
    tomorrow = now.astimezone(city.zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, city.zone)


def went(city: City, now: datetime) -> sa.ColumnElement[bool]:
    """Say of a message that it was claimed today, and costs something."""
    return sa.and_(Message.claimed_at >= midnight(city, now), Message.status.not_in(FREE))


def _parts(session: Session, city: City, which: sa.ColumnElement[bool]) -> int:
    parts = sa.select(sa.func.sum(Message.segments)).where(Message.city_id == city.id, which)
    return session.scalar(parts) or 0
