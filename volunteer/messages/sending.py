"""Sending: claim a message, commit, ask the carrier with nothing open, record.

Any number of workers may do this at once: a message falls to one of them. When nobody
knows whether the carrier took it, it is ``unknown``, and no timer ever puts it back.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter, SmsGateway
from volunteer.messages import receipts, restraint
from volunteer.messages.ledger import TO_STOPPED
from volunteer.messages.model import UNSETTLED, Contact, Lane, Message, Question, Sender, Text
from volunteer.messages.status import Status

TakeBack = Callable[[Session, City, int, datetime], bool]

BURST = timedelta(seconds=1)  # a claim takes no more than a number may send in this time
NO_TURN = timedelta(hours=1)  # rests so long only because the clock was fast for a while
USABLE = timedelta(seconds=40)  # of a claim; the call's own time-out still fits in the lease


def deliver_next(
    gateway: SmsGateway,
    *,
    clock: Callable[[], datetime],
    calling: Collection[int],
    take_back: TakeBack | None = None,
) -> bool:
    """Send the message that has waited longest; return whether there was one.

    ``calling`` are the ids of the cities in whose hours calls may go out now; answers
    go at any hour. ``take_back`` takes a last look at what was claimed, for slices above that
    know what it asks, and says whether it took it back. The clock is asked again before the
    carrier is, and by the gateway once more before it writes: a worker that was stopped and
    woken past its lease sends nothing.
    """
    letter = _claim_next(clock(), calling, take_back)
    if letter is None:
        return False
    last = letter.claimed_at + USABLE
    if clock() < last:
        _send(gateway, replace(letter, in_time=lambda: clock() < last), clock)
    return True


def _send(gateway: SmsGateway, letter: Letter, clock: Callable[[], datetime]) -> None:
    try:
        sid = gateway.send(letter)
    except GatewayError as error:
        receipts.record_failure(letter.message_id, letter.claimed_at, error, now=clock())
    else:
        receipts.record_accepted(letter.message_id, sid, now=clock())


def _claim_next(
    now: datetime, calling: Collection[int], take_back: TakeBack | None
) -> Letter | None:
    with transaction() as session:
        sender = _free_sender(session, now, calling)
        if sender is None:
            return None
        city = session.get_one(City, sender.city_id)
        claim = _claim(city, now, calling)
        while (row := session.execute(claim).first()) is not None:
            gone = take_back is not None and take_back(session, city, row.id, now)
            if not gone and not restraint.put_off(session, city, row.id, now=now):
                break
        if row is None:
            return None
        _take_turn(sender, city, row.segments, now)
        return Letter(row.id, row.token, city.number, row.to, row.body, now, row.expires_at)


def _free_sender(session: Session, now: datetime, calling: Collection[int]) -> Sender | None:
    """Lock a number that may send now and has something to send (of any city)."""
    waiting = sa.exists().where(Message.city_id == Sender.city_id, *_sendable(now, calling))
    return session.scalar(
        sa.select(Sender)
        .where(
            (Sender.free_at < now + BURST) | (Sender.free_at > now + NO_TURN),
            Sender.paused_at.is_(None),
            Sender.halted_at.is_(None),
            waiting,
        )
        .order_by(Sender.free_at, Sender.city_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _sendable(now: datetime, calling: Collection[int]) -> list[sa.ColumnElement[bool]]:
    """Return what must be true of a message when it is claimed, not only when written."""
    unread = sa.exists().where(
        Text.city_id == Message.city_id,
        Text.contact_id == Message.contact_id,
        Text.outcome.is_(None),
    )
    settled = sa.exists().where(
        Question.id == Message.question_id, Question.state.not_in(UNSETTLED)
    )
    stopped = sa.exists().where(Contact.id == Message.contact_id, Contact.stopped_at.is_not(None))
    newer = aliased(Message)
    overtaken = sa.exists().where(
        newer.city_id == Message.city_id,
        newer.contact_id == Message.contact_id,
        newer.id > Message.again_of_id,
        newer.id != Message.id,
    )
    return [
        Message.status == Status.QUEUED,
        Message.due_at <= now,
        Message.expires_at > now,
        sa.or_(Message.lane == Lane.REPLY, Message.city_id.in_(calling)),
        sa.or_(Message.lane == Lane.REPLY, ~unread),
        ~settled,
        sa.or_(Message.kind.in_(TO_STOPPED), ~stopped),
        sa.or_(Message.again_of_id.is_(None), Message.lane == Lane.CALL, ~overtaken),
    ]


def _claim(city: City, now: datetime, calling: Collection[int]) -> sa.UpdateBase:
    lanes = sa.case({Lane.REPLY.value: 0, Lane.NOTICE.value: 1}, value=Message.lane, else_=2)
    due = (
        sa.select(Message.id)
        .where(Message.city_id == city.id, *_sendable(now, calling))
        .order_by(lanes, Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        sa.update(Message)
        .where(Message.id.in_(sa.select(due.c.id)), Message.status == Status.QUEUED)
        .values(
            status=Status.SENDING,
            claimed_at=now,
            attempts=Message.attempts + 1,
            look_up_at=now + timedelta(seconds=city.rules.lease_seconds),
        )
        .returning(
            Message.id,
            Message.token,
            Message.to,
            Message.body,
            Message.segments,
            Message.expires_at,
        )
        .execution_options(synchronize_session=False)
    )


def _take_turn(sender: Sender, city: City, segments: int, now: datetime) -> None:
    """Let the number rest as long as its rate asks for these segments."""
    takes = timedelta(seconds=segments / city.rules.segments_a_second)
    sender.free_at = max(sender.free_at, now) + takes
