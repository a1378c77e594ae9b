"""The places of those behind one phone: in an opening, or where they could be right now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.projects.model import Opening, ProjectSession

MOST = 20


def of_opening(
    session: Session, city_id: int, opening_id: int, volunteer_ids: Sequence[int]
) -> list[Placement]:
    """Return how these people stand with an opening, who registered first first."""
    return list(
        session.scalars(
            sa.select(Placement)
            .where(
                Placement.city_id == city_id,
                Placement.opening_id == opening_id,
                Placement.volunteer_id.in_(volunteer_ids),
            )
            .order_by(Placement.volunteer_id)
            .limit(MOST)
        )
    )


def on_now(
    session: Session,
    city_id: int,
    volunteer_ids: Sequence[int],
    *,
    now: datetime,
    early: timedelta,
) -> list[Placement]:
    """Return the places these people have in what is on now, or begins within ``early``.

    A flexible session is always on; it counts only when nothing with a time is.
    """
    places = list(session.scalars(_begun(city_id, volunteer_ids, now + early, now)))
    timed = [one for one in places if one.opening.session.ends_at is not None]
    return timed or places


def _begun(
    city_id: int, volunteer_ids: Sequence[int], by: datetime, now: datetime
) -> sa.Select[Placement]:
    return (
        sa.select(Placement)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .where(
            Placement.city_id == city_id,
            Placement.volunteer_id.in_(volunteer_ids),
            Placement.standing.in_(HOLDS_PLACES),
            ProjectSession.cancelled_at.is_(None),
            ProjectSession.starts_at <= by,
            sa.or_(ProjectSession.ends_at > now, ProjectSession.ends_at.is_(None)),
        )
        .order_by(ProjectSession.starts_at, Placement.id)
        .limit(MOST)
    )
