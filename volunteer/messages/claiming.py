"""Claims: which messages a worker sends next. What must hold of them is part of the claim itself.

Claims of one number come one after the other, under its lock; a message falls to one of them.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.cities.model import City
from volunteer.core import lists
from volunteer.core.db import UtcDateTime, connection, transaction
from volunteer.core.patience import patience
from volunteer.messages import restraint
from volunteer.messages.ledger import TO_STOPPED
from volunteer.messages.model import UNSETTLED, Contact, Lane, Message, Question, Sender, Text
from volunteer.messages.status import Status

BURST = timedelta(seconds=1)  # a claim takes no more than a number may send in this time
A_CLAIM = timedelta(milliseconds=250)  # longer than one takes, of however many
NO_TURN = timedelta(hours=1)  # rests so long only because the clock was fast for a while

KNOWN = (
    "id", "contact_id", "lane", "kind", "token", "to", "body", "segments", "due_at", "expires_at"
)  # fmt: skip

# As the index of the queue says it, and in its order: told otherwise, PostgreSQL reads all texts.
IS_QUEUED: sa.ColumnElement[bool] = Message.status == sa.literal_column(f"'{Status.QUEUED}'")
IN_ORDER = (Message.due_at, Message.id)

Row = sa.Row[Any]
TakeBack = Callable[[Session, City, Sequence[int], datetime], set[int]]


def claim(
    now: datetime, calling: Collection[int], most: int, take_back: TakeBack | None = None
) -> tuple[int, str, Sequence[Row]] | None:
    """Claim what has waited longest of a number that may send, of any city.

    ``take_back`` takes a last look at them, for slices above that know what they ask, and says
    which it took back. Return the city's id, its number and at least one and at most so many
    messages, replies first, each for another phone; None if there is nothing.
    """
    with transaction() as session:
        sender = _free_sender(session, now, calling)
        if sender is None:
            return None
        city = session.get_one(City, sender.city_id)
        room = min(most, _room(sender, city, now))
        while claimed := _claimed(session, city, now, calling, room):
            ids = [row.id for row in claimed]
            gone = set() if take_back is None else take_back(session, city, ids, now)
            rows = [row for row in claimed if row.id not in gone]
            if kept := _kept(session, sender, city, rows, now):
                return city.id, city.number, kept
    return None


def give_back(city_id: int, rows: Sequence[Row], *, claimed_at: datetime) -> None:
    """Put back what was claimed and not handed over, and the turns of its number."""
    with transaction() as session:
        sender = session.get_one(Sender, city_id, with_for_update=True)
        rate = session.get_one(City, city_id).rules.segments_a_second
        _put_back(session, city_id, [row.id for row in rows], claimed_at)
        sender.free_at -= _takes(sum(row.segments for row in rows), rate)


def _kept(
    session: Session, sender: Sender, city: City, rows: Sequence[Row], now: datetime
) -> list[Row]:
    """Return what goes now; the rest waits, for its phone, for money or for its number."""
    first: dict[int, Row] = {}
    for row in rows:
        first.setdefault(row.contact_id, row)
    going = {row.id: row for row in first.values()}
    _put_back(session, city.id, [row.id for row in rows if row.id not in going], now)
    for gone in restraint.put_off(session, sender, city, list(going.values()), now=now):
        del going[gone]
    kept = _in_a_burst(sender, list(going.values()), city.rules.segments_a_second, now)
    _put_back(session, city.id, list(going)[len(kept) :], now)
    return kept


def _in_a_burst(sender: Sender, rows: list[Row], rate: float, now: datetime) -> list[Row]:
    """Return how far a number comes within a burst, and let it rest for so long."""
    kept: list[Row] = []
    free_at, soon = sender.free_at, now + BURST  # read once: an object's attribute takes its time
    for row in rows:
        if kept and free_at >= soon:
            break
        kept.append(row)
        free_at = max(free_at, now) + _takes(row.segments, rate)
    sender.free_at = free_at
    return kept


def _put_back(session: Session, city_id: int, ids: Collection[int], claimed_at: datetime) -> None:
    if ids:
        restraint.put_back(session, city_id, ids, claimed_at=claimed_at)


def _room(sender: Sender, city: City, now: datetime) -> int:
    """Return how many texts of one part the number may begin to send in a burst."""
    left = (now + BURST - max(sender.free_at, now)).total_seconds()
    return max(1, ceil(left * city.rules.segments_a_second))


def _takes(segments: int, rate: float) -> timedelta:
    """Return how long a number rests after so many parts."""
    return timedelta(seconds=segments / rate)


def _free_sender(session: Session, now: datetime, calling: Collection[int]) -> Sender | None:
    """Lock a number that may send now and has something to send (of any city).

    Where others are just claiming of all of those, wait for one: they are done in a moment, while
    whoever goes away looks again after a second.
    """
    given = {"now": now, "soon": now + BURST, "absurd": now + NO_TURN, "calling": list(calling)}
    sender = session.scalar(_free(), given)
    if sender is None and lists.dialect_of(session) == "postgresql":
        in_use = session.scalar(_senders().with_only_columns(Sender.city_id), given)
        if in_use is not None:
            with patience(session, A_CLAIM):
                session.execute(_number(in_use))
            sender = session.scalar(_free(), given)
    return sender


def _number(city_id: int) -> sa.Select[int]:
    return sa.select(Sender.city_id).where(Sender.city_id == city_id).with_for_update()


@cache
def _free() -> sa.Select[Sender]:
    """Select the first that nobody holds."""
    return _senders().with_for_update(skip_locked=True)


@cache
def _senders() -> sa.Select[Sender]:
    waits = {lane: _waits(lane) for lane in Lane}
    calling: sa.BindParameter[int] = sa.bindparam("calling", expanding=True)
    in_hours = sa.and_(Sender.city_id.in_(calling), waits[Lane.NOTICE] | waits[Lane.CALL])
    soon, absurd = (sa.bindparam(name, type_=UtcDateTime()) for name in ("soon", "absurd"))
    return (
        sa.select(Sender)
        .where(
            (Sender.free_at < soon) | (Sender.free_at > absurd),
            Sender.paused_at.is_(None),
            Sender.halted_at.is_(None),
            waits[Lane.REPLY] | in_hours,
        )
        .order_by(Sender.free_at, Sender.city_id)
        .limit(1)
    )


def _waits(lane: Lane) -> sa.ColumnElement[bool]:
    """Say that a number has something to send, found in its queue; EXISTS may gather all queues."""
    first = sa.select(Message.id).where(Message.city_id == Sender.city_id, *_sendable(lane))
    return first.order_by(*IN_ORDER).limit(1).scalar_subquery().is_not(None)


def _sendable(lane: Lane) -> list[sa.ColumnElement[bool]]:
    """Return what must be true of a message when it is claimed (``now``), not only when written."""
    now = sa.bindparam("now", type_=UtcDateTime())
    return [
        IS_QUEUED,
        Message.lane == lane,
        Message.due_at <= now,
        Message.expires_at > now,
        ~_settled(),
        sa.or_(Message.kind.in_(TO_STOPPED), ~_stopped()),
        *([] if lane is Lane.REPLY else [~_unread()]),
        *([] if lane is Lane.CALL else [Message.again_of_id.is_(None) | ~_overtaken()]),
    ]


def _settled() -> sa.ColumnElement[bool]:
    """Say that what a message asks is settled; by its key, as ``_stopped``."""
    is_settled = sa.select(Question.state.not_in(UNSETTLED))
    theirs = is_settled.where(Question.id == Message.question_id).scalar_subquery()
    return sa.func.coalesce(theirs, sa.false())


def _stopped() -> sa.ScalarSelect[bool]:
    """Say that a message's phone said stop.

    Of EXISTS, PostgreSQL would read all phones for each claim; of IS NULL it would expect hardly
    any, and so sort a whole queue.
    """
    is_stopped = sa.select(Contact.stopped_at.is_not(None))
    return is_stopped.where(Contact.id == Message.contact_id).scalar_subquery()


def _unread() -> sa.Exists:
    """Say that the phone has sent a text that nobody has read."""
    return sa.exists().where(
        Text.city_id == Message.city_id,
        Text.contact_id == Message.contact_id,
        Text.outcome.is_(None),
    )


def _overtaken() -> sa.Exists:
    """Say that the phone was written something newer since the first try."""
    newer = aliased(Message)
    return sa.exists().where(
        newer.city_id == Message.city_id,
        newer.contact_id == Message.contact_id,
        newer.id > Message.again_of_id,
        newer.id != Message.id,
    )


def _claimed(
    session: Session, city: City, now: datetime, calling: Collection[int], most: int
) -> list[Row]:
    """Claim lane by lane, as each is in order by itself: a queue is never sorted as a whole."""
    rows: list[Row] = []
    lease = now + timedelta(seconds=city.rules.lease_seconds)
    for lane in Lane:
        if len(rows) < most and (lane is Lane.REPLY or city.id in calling):
            found = connection(session).execute(
                _claim(lane),
                {"of_city": city.id, "now": now, "lease": lease, "most": most - len(rows)},
            )
            rows += sorted(found, key=lambda row: (row.due_at, row.id))
    return rows


@cache
def _claim(lane: Lane) -> sa.UpdateBase:
    due = (
        sa.select(Message.id)
        .where(Message.city_id == sa.bindparam("of_city"), *_sendable(lane))
        .order_by(*IN_ORDER)
        .limit(sa.bindparam("most", type_=sa.Integer()))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        sa.update(Message)
        .where(Message.id.in_(sa.select(due.c.id)))
        .values(
            status=Status.SENDING,
            claimed_at=sa.bindparam("now", type_=UtcDateTime()),
            attempts=Message.attempts + 1,
            look_up_at=sa.bindparam("lease", type_=UtcDateTime()),
        )
        .returning(*(getattr(Message, name) for name in KNOWN))
    )
