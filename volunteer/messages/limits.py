"""How often a phone is answered by itself, so that two machines never talk for long."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages.model import Contact, Lane, Message

TEN_MINUTES = timedelta(minutes=10)
HOUR = timedelta(hours=1)


def may_answer(session: Session, city: City, contact: Contact, body: str, *, now: datetime) -> bool:
    """Return whether one more automatic answer to this phone is within the city's limits."""
    recent = _sent(session, contact, Message.created_at > now - TEN_MINUTES)
    same = _sent(session, contact, Message.created_at > now - HOUR, Message.body == body)
    rules = city.rules
    return recent < rules.answers_in_10_minutes and same < rules.same_answers_in_an_hour


def said_since(session: Session, contact: Contact, kind: str, *, since: datetime) -> bool:
    """Return whether this phone was sent a kind of message since a moment."""
    return _sent(session, contact, Message.created_at > since, Message.kind == kind) > 0


def _sent(session: Session, contact: Contact, *which: sa.ColumnElement[bool]) -> int:
    count = sa.select(sa.func.count()).where(
        Message.city_id == contact.city_id,
        Message.contact_id == contact.id,
        Message.lane == Lane.REPLY,
        Message.in_reply_to_id.is_not(None),
        *which,
    )
    return session.scalar(count) or 0
