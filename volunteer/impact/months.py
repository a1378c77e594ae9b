"""Hours by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.hours.model import Entry
from volunteer.impact.presence import entry_moment


@dataclass(frozen=True, slots=True)
class Given:
    """Minutes that were confirmed, and those that were claimed and nobody has looked at yet.

    ``people`` gave them.
    """

    confirmed_minutes: int = 0
    waiting_minutes: int = 0
    people: int = 0


def between(session: Session, city_id: int, borders: Sequence[datetime]) -> list[Given]:
    """Return what was given from each border to the next; one less than there are borders.

    Borders and not months, because where a month begins depends on the city's zone.
    """
    at = entry_moment()
    nth = sa.case(
        *((at < until, n) for n, (_, until) in enumerate(pairwise(borders))),
    )
    waits = sa.case((Entry.confirmed_at.is_(None), Entry.claimed_minutes), else_=0)
    minutes = sa.func.coalesce(Entry.confirmed_minutes, Entry.claimed_minutes)
    given = (
        sa.select(
            nth.label("nth"),
            Entry.confirmed_minutes.label("sure"),
            waits.label("waiting"),
            sa.case((minutes > 0, Entry.volunteer_id)).label("who"),
        )
        .join(Entry.session)
        .where(
            Entry.city_id == city_id,
            at >= borders[0],
            at < borders[-1],
        )
        .subquery()
    ).c
    rows = session.execute(
        sa.select(
            given.nth,
            sa.func.coalesce(sa.func.sum(given.sure), 0),
            sa.func.coalesce(sa.func.sum(given.waiting), 0),
            sa.func.count(given.who.distinct()),
        ).group_by(given.nth)
    )
    found = {n: Given(*figures) for n, *figures in rows}
    return [found.get(n, Given()) for n in range(len(borders) - 1)]
