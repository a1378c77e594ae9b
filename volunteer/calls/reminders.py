"""One reminder the day before, inside calling hours, only if the session is still on."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from volunteer.calls import texts
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.messages import calling
from volunteer.messages.model import Contact
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

BEFORE = timedelta(hours=24)
TOO_SHORT = timedelta(hours=2)


def remind_next(*, now: datetime) -> bool:
    """Remind everyone placed in the next session that begins within a day (of any city)."""
    with transaction() as session:
        meeting = session.scalar(_due(calling.cities_open(session, now), now))
        if meeting is None:
            return False
        meeting.reminded_at = now
        city = session.get_one(City, meeting.city_id)
        for placement in session.scalars(_placed(meeting, now)):
            texts.tell(session, city, placement, "reminder", now=now)
    return True


def _due(open_cities: list[int], now: datetime) -> sa.Select[ProjectSession]:
    return (
        sa.select(ProjectSession)
        .where(
            ProjectSession.city_id.in_(open_cities),
            ProjectSession.reminded_at.is_(None),
            ProjectSession.cancelled_at.is_(None),
            ProjectSession.ends_at.is_not(None),
            ProjectSession.starts_at.between(now + TOO_SHORT, now + BEFORE),
        )
        .order_by(ProjectSession.starts_at, ProjectSession.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _placed(meeting: ProjectSession, now: datetime) -> sa.Select[Placement]:
    """Select who has a place and can be texted, but not who heard of it in the last hours."""
    return (
        sa.select(Placement)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(Volunteer, Volunteer.id == Placement.volunteer_id)
        .join(Contact, Contact.id == Volunteer.contact_id)
        .where(
            Placement.city_id == meeting.city_id,
            Opening.session_id == meeting.id,
            Placement.standing == Standing.CONFIRMED,
            Placement.since < now - TOO_SHORT,
            Contact.unreachable_at.is_(None),
        )
        .order_by(Placement.id)
        .limit(1000)
    )
