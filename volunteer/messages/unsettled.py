"""Messages of which nobody knows whether the carrier took them.

They are looked up, twice, and resent once if they are still of use and nobody has seen
them; a message that was resent already and is still unknown is left as failed. That is the
promise: two texts at the very most, were the carrier to hide the first one from its list.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter, SmsGateway
from volunteer.messages import outages, receipts
from volunteer.messages.model import Message
from volunteer.messages.status import Status

LOOKS = 2
BETWEEN = timedelta(seconds=60)
TOO_FAR = timedelta(hours=1)


def settle_next(gateway: SmsGateway, *, now: datetime) -> bool:
    """Look one such message up; return whether there was one (of any city)."""
    claimed = _claim_next(now)
    if claimed is None:
        return False
    city_id, letter = claimed
    try:
        sid = _find(gateway, letter)
    except GatewayError:
        return True  # asked again when its time comes
    if sid is None:
        _not_found(city_id, letter.message_id, now)
    else:
        receipts.record_accepted(letter.message_id, sid, now=now)
    return True


def expire(*, now: datetime) -> int:
    """Settle up to 500 messages (of all cities) that were not sent in time; return how many."""
    with transaction() as session:
        late = list(
            session.scalars(
                sa.select(Message)
                .where(Message.status == Status.QUEUED, Message.expires_at <= now)
                .order_by(Message.id)
                .limit(500)
                .with_for_update(skip_locked=True)
            )
        )
        for message in late:
            message.status = Status.EXPIRED
            receipts.let_go(session, message, now=now)
    return len(late)


def _claim_next(now: datetime) -> tuple[int, Letter] | None:
    with transaction() as session:
        message = session.scalar(
            sa.select(Message)
            .where(Message.status.in_((Status.SENDING, Status.UNKNOWN)), _is_due(now))
            .order_by(Message.look_up_at, Message.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if message is None:
            return None
        message.status = Status.UNKNOWN  # a lease that ran out: its worker is gone
        message.look_up_at = now + BETWEEN
        return message.city_id, _letter(session, message)


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Say that it is time to look, or that the time was set while the clock was fast."""
    return (Message.look_up_at <= now) | (Message.look_up_at > now + TOO_FAR)


def _letter(session: Session, message: Message) -> Letter:
    city = session.get_one(City, message.city_id)
    claimed = message.claimed_at or message.created_at
    return Letter(message.id, message.token, city.number, message.to, message.body, claimed)


def _find(gateway: SmsGateway, letter: Letter) -> str | None:
    """Look for a text among those that are not known to be other messages."""
    others: set[str] = set()
    while (sid := gateway.find(letter, besides=others)) is not None and _is_taken(sid):
        others.add(sid)
    return sid


def _is_taken(sid: str) -> bool:
    """Return whether this is the id of another message: the same words, sent twice."""
    with transaction() as session:
        return receipts.is_taken(session, sid)


def _not_found(city_id: int, message_id: int, now: datetime) -> None:
    """Count a look that found nothing: after two it is sent again, after two more given up.

    The looks are counted and not the attempts: a refusal was an attempt, and no resend. The
    one second sending is not spent while the carrier takes nothing: ``outages``.
    """
    with transaction() as session:
        message = walls.fetch(session, Message, city_id, message_id, lock=True)
        if message.status is not Status.UNKNOWN:
            return
        if message.looked_up + 1 == LOOKS and outages.is_on(session, message, now=now):
            message.look_up_at = now + outages.LOOK_EVERY
            return
        message.looked_up += 1
        if message.looked_up % LOOKS:
            return
        if message.looked_up == LOOKS and message.expires_at > now:
            message.status, message.look_up_at = Status.QUEUED, None
        else:
            message.status = Status.FAILED
            receipts.let_go(session, message, now=now)
