"""The last look at a message before it goes: not too much to one phone, nor too dear.

It is taken under the lock of the city's number, where claims come one after the other: so
the limits hold however many workers send, and whoever wrote the message.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import bulk, walls
from volunteer.messages import limits, spend
from volunteer.messages.model import Lane, Message, Sender
from volunteer.messages.status import Status

LOOK_AGAIN = timedelta(minutes=10)  # at what the city set aside: it may have set aside more


def put_off(
    session: Session, sender: Sender, city: City, claimed: Sequence[sa.Row[Any]], *, now: datetime
) -> set[int]:
    """Put back what was just claimed and must wait; return the ids of those messages.

    They wait until their phones have had fewer texts, or the city has money for calls again. If
    one is of no use by then, it expires like every other. Each is for another phone.
    """
    crowded = _put_off_crowded(session, city, claimed, now)
    left = [row for row in claimed if row.id not in crowded]
    spend.count(sender, sum(row.segments for row in left))
    if all(row.lane is not Lane.CALL for row in left):  # nothing else waits for money
        return crowded
    money = spend.left_after_claims(session, city, sender, now=now)
    return crowded if money >= 0 else crowded | _put_off_dear(session, city, left, money, now)


def put_back(
    session: Session,
    city_id: int,
    message_ids: Collection[int],
    *,
    claimed_at: datetime,
    until: datetime | None = None,
) -> None:
    """Undo the claim that was made of messages at a moment, as far as it is still theirs."""
    these = bulk.listed_ids(session)
    later = {} if until is None else {"due_at": until}
    undo = (
        sa.update(Message)
        .where(
            Message.city_id == city_id,
            Message.id.in_(these),
            Message.status == Status.SENDING,
            Message.claimed_at == claimed_at,
        )
        .values(
            status=Status.QUEUED,
            claimed_at=None,
            look_up_at=None,
            attempts=Message.attempts - 1,
            **later,
        )
        .execution_options(synchronize_session=False)
    )
    session.execute(undo, bulk.document_of_ids(message_ids))


def _put_off_crowded(
    session: Session, city: City, claimed: Sequence[sa.Row[Any]], now: datetime
) -> set[int]:
    """Put back what is for phones that had many texts in the last hour."""
    crowded: set[int] = set()
    phones = limits.much_texted(session, city.id, [row.contact_id for row in claimed], now=now)
    for row in (one for one in claimed if one.contact_id in phones):
        message = walls.fetch(session, Message, city.id, row.id)
        until = limits.crowded_until(session, message, now=now)
        if until is not None:
            put_back(session, city.id, [row.id], claimed_at=now, until=until)
            crowded.add(row.id)
    return crowded


def _put_off_dear(
    session: Session, city: City, claimed: Sequence[sa.Row[Any]], left: int, now: datetime
) -> set[int]:
    """Put back the calls for which there is no money today, when so much is left after them."""
    price = city.rules.segment_pence
    left += sum(row.segments for row in claimed) * price
    dear: set[int] = set()
    for row in claimed:
        pence = row.segments * price
        if row.lane is Lane.CALL and pence > left:
            dear.add(row.id)
        else:
            left -= pence
    if dear:
        again = min(now + LOOK_AGAIN, spend.next_midnight(city, now))
        put_back(session, city.id, dear, claimed_at=now, until=again)
        _all_calls_wait(session, city.id, again)
    return dear


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
