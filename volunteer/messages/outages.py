"""Whether the carrier takes nothing at the moment: then no message's second try is spent.

A message is sent a second time once at most. In an hour in which the carrier answers
nothing, that one would be lost on it as the first was.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.messages.model import Message
from volunteer.messages.status import Status

LOOK_EVERY = timedelta(minutes=5)
PATIENCE = timedelta(hours=2)  # then it is tried all the same,
IN_TIME = timedelta(minutes=30)  # and so it is this long before its use is over


def is_on(session: Session, message: Message, *, now: datetime) -> bool:
    """Return whether a message should wait for a sign that the carrier takes texts again.

    So it is while others have no answer either, and none was taken since this one was tried.
    """
    tried = message.claimed_at or message.created_at
    if now >= min(tried + PATIENCE, message.expires_at - IN_TIME):
        return False
    return _others_wait(session, message) and not _was_taken(session, message, tried)


def _others_wait(session: Session, message: Message) -> bool:
    others = sa.exists().where(
        Message.city_id == message.city_id,
        Message.status == Status.UNKNOWN,
        Message.id != message.id,
    )
    return bool(session.scalar(sa.select(others)))


def _was_taken(session: Session, message: Message, since: datetime) -> bool:
    taken = sa.exists().where(Message.city_id == message.city_id, Message.accepted_at >= since)
    return bool(session.scalar(sa.select(taken)))
