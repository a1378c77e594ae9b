"""Texts that the carrier has and we do not: they came while nobody here could take them in.

The carrier posts a text once or twice and then never again. So its own list is read every
few minutes, and what is missing is taken in as if it had been posted. What the carrier took a
text for is not on the list: a STOP is read by our grammar, and our confirmation of one that
the carrier answered itself is refused by it, as it blocks the number.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import MOST_LISTED, Arrived
from volunteer.messages import inbox, senders
from volunteer.messages.model import Sender, Text

FIRST_LOOK = timedelta(days=1)
AGAIN = timedelta(hours=1)  # of what was read already: a list may show a text late
AT_ONCE = 500  # ids in one statement
Arrivals = Callable[..., Sequence[Arrived]]
log = structlog.get_logger()


def take_in(arrivals: Arrivals, *, now: datetime) -> int:
    """Take in what was missed since the last look, in every city; return how many texts.

    However long nobody looked: what came in the meantime is on the carrier's list.
    """
    with transaction() as session:
        numbers = {
            city.id: (city.number, _since(session, city, now)) for city in cities.everyone(session)
        }
    return sum(
        _take_in(city_id, arrivals, number, since, now)
        for city_id, (number, since) in numbers.items()
    )


def _take_in(city_id: int, arrivals: Arrivals, number: str, since: datetime, now: datetime) -> int:
    try:
        there = arrivals(number, since=since)
    except GatewayError as error:
        log.warning("texts.not_looked_up", city=city_id, code=error.code)
        return 0  # looked up again when its time comes
    if len(there) >= MOST_LISTED:
        log.error("texts.too_many", city=city_id)  # what came before these is not seen
    known = _known(city_id, [text.sid for text in there]) if there else set()
    taken = [_receive(city_id, text, now) for text in there if text.sid not in known]
    if any(taken):
        log.warning("texts.missed", city=city_id, texts=sum(taken))
    _note(city_id, now)
    return sum(taken)


def _since(session: Session, city: City, now: datetime) -> datetime:
    sender = senders.of(session, city.id)
    if sender is None or sender.caught_up_at is None:
        return max(city.created_at, now - FIRST_LOOK)
    return min(sender.caught_up_at, now) - AGAIN


def _note(city_id: int, now: datetime) -> None:
    """Write down until when all is taken in: a crash before this only looks again."""
    with transaction() as session:
        senders.ensure(session, city_id, now=now)
        session.execute(sa.update(Sender).where(Sender.city_id == city_id).values(caught_up_at=now))


def _receive(city_id: int, text: Arrived, now: datetime) -> bool:
    """Take a text in, unless it was posted in the meantime."""
    new_id = inbox.receive(
        city_id, sid=text.sid, phone=text.phone, body=text.body, media=text.media, now=now
    )
    return new_id is not None


def _known(city_id: int, sids: Sequence[str]) -> set[str]:
    """Return which of the carrier's ids are of texts that we have."""
    known: set[str] = set()
    with transaction() as session:
        for begin in range(0, len(sids), AT_ONCE):
            some = sids[begin : begin + AT_ONCE]
            known |= set(
                session.scalars(
                    sa.select(Text.sid).where(Text.city_id == city_id, Text.sid.in_(some))
                )
            )
    return known
