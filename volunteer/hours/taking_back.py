"""A claim of hours that was none, taken back: what was claimed before stands again."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core import walls
from volunteer.core.errors import N_, Refused
from volunteer.hours.model import Claim, ClaimedBy, Entry

CONFIRMED = N_("These hours are confirmed, so they stay. Change them on the roster of the session.")
CLAIMED_SINCE = N_("Other hours were told since then, so these are not taken back.")


def take_back(
    session: Session,
    city_id: int,
    entry_id: int,
    *,
    minutes: int | None,
    since: datetime,
    now: datetime,
) -> Entry:
    """Let an entry claim what it claimed before ``since``, or nothing.

    Refused once a coordinator confirmed it, or the person told other hours. Every claim stays
    in ``Claim``, and that this one stands again is one more.
    """
    entry = walls.fetch(session, Entry, city_id, entry_id, lock=True)
    if entry.confirmed_at is not None:
        raise Refused(CONFIRMED)
    if entry.claimed_at is None or entry.claimed_at > since:
        raise Refused(CLAIMED_SINCE)
    by = _who_claimed(session, entry, minutes) if minutes is not None else None
    entry.claimed_minutes, entry.claimed_by = minutes, by
    entry.claimed_at = None if minutes is None else now
    if minutes is not None and by is not None:
        session.add(Claim(city_id=city_id, entry_id=entry.id, minutes=minutes, by=by, at=now))
    session.flush()
    return entry


def _who_claimed(session: Session, entry: Entry, minutes: int) -> ClaimedBy:
    """Return how these minutes were told when they were told."""
    told = (
        sa.select(Claim.by)
        .where(Claim.city_id == entry.city_id, Claim.entry_id == entry.id, Claim.minutes == minutes)
        .order_by(Claim.id.desc())
        .limit(1)
    )
    return session.scalar(told) or ClaimedBy.STAFF
