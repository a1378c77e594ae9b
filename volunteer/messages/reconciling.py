"""Once a night the carrier's list of what our number sent is compared with ours.

A callback may be lost, and ``sent`` may be the last word ever heard: what became of such a
message stands on the list. What stands on one of the two lists only is said aloud.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import MOST_LISTED, Handed
from volunteer.messages import receipts, senders
from volunteer.messages.model import Message, Sender
from volunteer.messages.status import FINAL, Status, advance, from_carrier

FROM, UNTIL = time(3), time(6)  # of the city's night: the day's texts have come to their end
BACK = timedelta(days=2)  # a report may come a day after its message
ON_THE_WAY = timedelta(minutes=10)  # what is younger may be on one list and not yet on the other
SAME = timedelta(minutes=15)  # between a claim and the carrier's moment of the same message
AT_ONCE = 500  # ids in one statement
NAMED = 20  # ids in one line of the log
Handings = Callable[..., Sequence[Handed]]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ours:
    """What must be known of a message of ours to compare it."""

    id: int
    token: str
    sid: str | None
    status: Status
    error: str | None


def compare(handings: Handings, *, now: datetime) -> int:
    """Compare the lists of every city whose night has come; return how many were compared.

    Any number of workers may do it: comparing again changes nothing.
    """
    with transaction() as session:
        due = {
            city.id: (city.number, _since(session, city, now))
            for city in cities.everyone(session)
            if _is_due(session, city, now)
        }
    return sum(
        _compare_one(city_id, handings, number, since, now)
        for city_id, (number, since) in due.items()
    )


def _compare_one(
    city_id: int, handings: Handings, number: str, since: datetime, now: datetime
) -> bool:
    try:
        there = handings(number, since=since)
    except GatewayError as error:
        log.warning("carrier.not_compared", city=city_id, code=error.code)
        return False  # asked again when its time comes
    if len(there) >= MOST_LISTED:
        since = there[0].at  # what is older was not seen
    _compare(city_id, there, since=since, now=now)
    return True


def _is_due(session: Session, city: City, now: datetime) -> bool:
    """Return whether it is night and was not compared tonight; nothing is, if nothing was sent."""
    sender = senders.of(session, city.id)
    here = now.astimezone(city.zone)
    if sender is None or not FROM <= here.time() < UNTIL:
        return False
    tonight = datetime.combine(here.date(), FROM, city.zone)
    return sender.reconciled_at is None or not tonight <= sender.reconciled_at <= now


def _since(session: Session, city: City, now: datetime) -> datetime:
    sender = senders.of(session, city.id)
    last = sender.reconciled_at if sender is not None else None
    return min(last or now, now) - BACK


def _compare(city_id: int, there: Sequence[Handed], *, since: datetime, now: datetime) -> None:
    known = _known(city_id, [one.sid for one in there])
    mended = sum(_mend(known[one.sid], one, now) for one in there if one.sid in known)
    strange = [
        one
        for one in there
        if one.sid not in known
        and not one.is_answer
        and one.at <= now - ON_THE_WAY
        and not _adopted(city_id, one, now)
    ]
    ours = {(one.to, one.body) for one in there if one.sid in known}
    missing = _missing(city_id, {one.sid for one in there}, since=since, now=now)
    _note(city_id, now, carriers_only=len(strange), ours_only=len(missing))
    say = log.error if strange or missing else log.info
    say(
        "carrier.compared",
        city=city_id,
        texts=len(there),
        mended=mended,
        carriers_only=[one.sid for one in strange][:NAMED],
        doubled=len([one for one in strange if (one.to, one.body) in ours]),
        ours_only=missing[:NAMED],
    )


def _mend(ours: Ours, there: Handed, now: datetime) -> bool:
    """Take in what a lost callback would have said; return whether that was news."""
    status = from_carrier(there.word)
    if status is None or ours.status in FINAL or advance(ours.status, status) is ours.status:
        return False
    return receipts.record_callback(
        ours.token, sid=there.sid, word=there.word, code=there.code, now=now
    )


def _adopted(city_id: int, there: Handed, now: datetime) -> bool:
    """Return whether it is one of which we never learnt the carrier's id, and learn it.

    It is recognised as a look-up does: by whom it is for, its words and its moment.
    """
    with transaction() as session:
        token = session.scalar(_nameless(city_id, there))
    if token is None:
        return False
    return receipts.record_callback(token, sid=there.sid, word=there.word, code=there.code, now=now)


def _nameless(city_id: int, there: Handed) -> sa.Select[str]:
    return (
        sa.select(Message.token)
        .where(
            Message.city_id == city_id,
            Message.to == there.to,
            Message.body == there.body,
            Message.sid.is_(None),
            Message.claimed_at.between(there.at - SAME, there.at + SAME),
        )
        .order_by(Message.id)
        .limit(1)
    )


def _known(city_id: int, sids: Sequence[str]) -> dict[str, Ours]:
    known: dict[str, Ours] = {}
    with transaction() as session:
        for some in _portions(sids):
            rows = session.execute(
                sa.select(
                    Message.id, Message.token, Message.sid, Message.status, Message.error
                ).where(Message.city_id == city_id, Message.sid.in_(some))
            )
            known |= {row.sid: Ours(*row) for row in rows}
    return known


def _missing(city_id: int, there: set[str], *, since: datetime, now: datetime) -> list[int]:
    """Return the ids of the messages that the carrier is said to have, and has not."""
    taken = sa.select(Message.id, Message.sid).where(
        Message.city_id == city_id,
        Message.sid.is_not(None),
        Message.accepted_at.between(since + SAME, now - ON_THE_WAY),
        Message.claimed_at > since + SAME,
    )
    with transaction() as session:
        rows = session.execute(taken.order_by(Message.id)).all()
    return [row.id for row in rows if row.sid not in there]


def _note(city_id: int, now: datetime, **counts: int) -> None:
    with transaction() as session:
        session.execute(
            sa.update(Sender).where(Sender.city_id == city_id).values(reconciled_at=now, **counts)
        )


def _portions(sids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (sids[begin : begin + AT_ONCE] for begin in range(0, len(sids), AT_ONCE))
