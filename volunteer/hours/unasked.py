"""For which session hours may be that somebody tells unasked."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.hours.model import Entry
from volunteer.projects.model import Opening, ProjectSession

REMEMBERED = timedelta(days=30)
CORRECTED_WITHIN = timedelta(days=1)  # then a number more likely tells of another session
MOST = 20


def places(
    session: Session, city_id: int, volunteer_ids: Collection[int], *, now: datetime
) -> list[Placement]:
    """Return the places whose hours these people may mean, the latest session first.

    Those of which nothing was told yet, or only just; else those that can be corrected,
    else those that cannot. Sessions that are still running count when nothing is over.
    """
    rows = session.execute(_past(city_id, volunteer_ids, now)).all()
    over = [row for row in rows if _is_over(row[0], now)] or rows
    open_ = [row for row in over if row[1] is None or row[1].confirmed_at is None]
    untold = [row for row in open_ if _is_untold(row[1], now)]
    return [placement for placement, _ in untold or open_ or over]


def _past(
    city_id: int, volunteer_ids: Collection[int], now: datetime
) -> sa.Select[Placement, Entry | None]:
    return (
        sa.select(Placement, Entry)
        .join(Placement.opening)
        .join(Opening.session)
        .outerjoin(
            Entry,
            sa.and_(
                Entry.city_id == city_id,
                Entry.session_id == Opening.session_id,
                Entry.volunteer_id == Placement.volunteer_id,
            ),
        )
        .where(
            Placement.city_id == city_id,
            Placement.volunteer_id.in_(list(volunteer_ids)),
            Placement.standing.in_(HOLDS_PLACES),
            ProjectSession.cancelled_at.is_(None),
            ProjectSession.starts_at <= now,
            sa.or_(ProjectSession.ends_at > now - REMEMBERED, ProjectSession.ends_at.is_(None)),
        )
        .options(contains_eager(Placement.opening).contains_eager(Opening.session))
        .order_by(ProjectSession.starts_at.desc(), Placement.id)
        .limit(MOST)
    )


def _is_over(placement: Placement, now: datetime) -> bool:
    """Tell whether a session is over; a flexible one counts from when it began."""
    ends_at = placement.opening.session.ends_at
    return ends_at is None or ends_at <= now


def _is_untold(entry: Entry | None, now: datetime) -> bool:
    claimed = entry.claimed_at if entry else None
    return claimed is None or claimed > now - CORRECTED_WITHIN
