"""Texts that the carrier has and we do not: they came while nobody here could take them in.

The carrier posts a text once or twice and then never again. So its own list is read every
few minutes, and what is missing is taken in as if it had been posted.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog

from volunteer.cities import service as cities
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Arrived
from volunteer.messages import inbox
from volunteer.messages.model import Text

LOOK_BACK = timedelta(days=1)
Arrivals = Callable[..., Sequence[Arrived]]
log = structlog.get_logger()


def take_in(arrivals: Arrivals, *, now: datetime) -> int:
    """Take in what was missed in the last day, in every city; return how many texts."""
    with transaction() as session:
        numbers = {
            city.id: (city.number, max(city.created_at, now - LOOK_BACK))
            for city in cities.everyone(session)
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
    known = _known(city_id, since) if there else set()
    taken = [_receive(city_id, text, now) for text in there if text.sid not in known]
    if any(taken):
        log.warning("texts.missed", city=city_id, texts=sum(taken))
    return sum(taken)


def _receive(city_id: int, text: Arrived, now: datetime) -> bool:
    """Take a text in, unless it was posted in the meantime."""
    new_id = inbox.receive(
        city_id, sid=text.sid, phone=text.phone, body=text.body, media=text.media, now=now
    )
    return new_id is not None


def _known(city_id: int, since: datetime) -> set[str]:
    """Return the carrier's ids of the texts that we have; ours may have come a little earlier."""
    with transaction() as session:
        return set(
            session.scalars(
                sa.select(Text.sid).where(
                    Text.city_id == city_id, Text.received_at >= since - LOOK_BACK
                )
            )
        )
