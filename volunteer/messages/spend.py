"""What a city's texts cost today, and what is left of what it set aside.

A day is the city's own, from midnight to midnight. A text costs its parts at the city's
price; one that never went costs nothing.
"""

from datetime import datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.messages.wording import MOST_PARTS

FREE = (Status.CANCELLED, Status.SUPPRESSED, Status.EXPIRED)
WAITING = (Status.QUEUED, Status.HELD)


def left_today(session: Session, city: City, *, now: datetime) -> int:
    """Return how many pence may still be planned with before midnight; never below 0.

    What waits to be sent counts as spent.
    """
    waits = Message.status.in_(WAITING)
    spent = _pence(session, city, sa.or_(waits, _went_today(city, now)))
    return max(0, city.rules.spend_a_day_pence - spent)


def left_after_claims(session: Session, city: City, *, now: datetime) -> int:
    """Return what is left of the limit after all that was claimed today, replies too.

    It is below 0 when that was too much.
    """
    return city.rules.spend_a_day_pence - _pence(session, city, _went_today(city, now))


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


def _went_today(city: City, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(Message.claimed_at >= midnight(city, now), Message.status.not_in(FREE))


def _pence(session: Session, city: City, which: sa.ColumnElement[bool]) -> int:
    parts = sa.select(sa.func.sum(Message.segments)).where(Message.city_id == city.id, which)
    return (session.scalar(parts) or 0) * city.rules.segment_pence
