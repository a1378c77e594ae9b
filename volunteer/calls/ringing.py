"""Whose number a coordinator sees: of people with a place, around the session and no longer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import HOLDS_PLACES, Placement, Standing
from volunteer.cities.rules import Rules
from volunteer.messages.model import Contact
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession


def is_open(meeting: ProjectSession, rules: Rules, *, now: datetime) -> bool:
    """Return whether a session's roster still shows numbers: until it is over, and a while.

    A flexible session is never over, but it may be cancelled.
    """
    over = meeting.ends_at or meeting.cancelled_at
    return over is None or now < over + timedelta(hours=rules.roster_hours)


def shown_of(placements: Iterable[Placement]) -> dict[int, str]:
    """Return the numbers of those with a place on an open roster, by their ids.

    Of a session that was cancelled those are with a place who had one and must be rung.
    """
    holding = (*HOLDS_PLACES, Standing.NOT_NEEDED)
    return {
        one.volunteer_id: one.volunteer.contact.phone
        for one in placements
        if one.standing in holding
    }


def to_ring(session: Session, city_id: int, meeting: ProjectSession) -> list[Placement]:
    """Return who must be rung about a cancelled session, as no text reaches them."""
    if meeting.cancelled_at is None:
        return []
    return list(
        session.scalars(
            sa.select(Placement)
            .join(Placement.opening)
            .join(Placement.volunteer)
            .join(Volunteer.contact)
            .where(
                Placement.city_id == city_id,
                Placement.standing == Standing.NOT_NEEDED,
                Opening.session_id == meeting.id,
                sa.or_(Contact.stopped_at.is_not(None), Contact.unreachable_at.is_not(None)),
            )
            .order_by(Volunteer.name, Placement.id)
            .limit(500)
        )
    )
