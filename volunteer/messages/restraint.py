"""The last look at a message before it goes: not too much to one phone, nor too dear.

It is taken under the lock of the city's number, where claims come one after the other: so
the limits hold however many workers send, and whoever wrote the message.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.messages import limits, spend
from volunteer.messages.model import Lane, Message
from volunteer.messages.status import Status

LOOK_AGAIN = timedelta(minutes=10)  # at what the city set aside: it may have set aside more


def put_off(session: Session, city: City, message_id: int, *, now: datetime) -> bool:
    """Put a message that was just claimed back if it must wait; return whether it must.

    It waits until the phone has had fewer texts, or the city has money for calls again. If
    it is of no use by then, it expires like every other.
    """
    message = walls.fetch(session, Message, city.id, message_id)
    until = limits.crowded_until(session, message, now=now)
    if until is not None:
        _back(session, message, until)
        return True
    if message.lane is Lane.CALL and not spend.affords(session, city, now=now):
        again = min(now + LOOK_AGAIN, spend.next_midnight(city, now))
        _back(session, message, again)
        _all_calls_wait(session, city.id, again)
        return True
    return False


def _back(session: Session, message: Message, until: datetime) -> None:
    message.status, message.due_at = Status.QUEUED, until
    message.claimed_at = message.look_up_at = None
    message.attempts -= 1
    session.flush()


def _all_calls_wait(session: Session, city_id: int, until: datetime) -> None:
    session.execute(
        sa.update(Message)
        .where(
            Message.city_id == city_id,
            Message.lane == Lane.CALL,
            Message.status == Status.QUEUED,
            Message.due_at < until,
        )
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )
