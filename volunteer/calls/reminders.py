"""One reminder the day before, inside calling hours, only if the session is still on."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import texts
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.messages import calling, outbox
from volunteer.messages.model import Contact, Message
from volunteer.messages.segments import plain
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

BEFORE = timedelta(hours=24)
TOO_SHORT = timedelta(hours=2)
KIND = "reminder"


def remind_next(*, now: datetime) -> bool:
    """Remind everyone placed in the next session that begins within a day (of any city)."""
    with transaction() as session:
        meeting = session.scalar(_due(calling.cities_open(session, now), now))
        if meeting is None:
            return False
        meeting.reminded_at = now
        city = session.get_one(City, meeting.city_id)
        for placement in session.scalars(_placed(meeting, now)):
            texts.tell(session, city, placement, KIND, now=now)
    return True


def take_back(session: Session, placement: Placement, *, now: datetime) -> None:
    """Remind nobody of a place that is theirs no more, where the text has not gone out."""
    outbox.take_back(session, *_of_place(session, placement), now=now)


def _of_place(session: Session, placement: Placement) -> list[sa.ColumnElement[bool]]:
    """Return what tells the reminder of a place from others: its use ends when that begins.

    The housemates of whoever had it are still reminded of theirs, by their own names.
    """
    who, opening = placement.volunteer, placement.opening
    which = [
        Message.city_id == placement.city_id,
        Message.contact_id == who.contact_id,
        Message.kind == KIND,
        Message.expires_at == opening.session.starts_at,
        Message.body.contains(plain(opening.role.project.title), autoescape=True),
    ]
    if _housemates(session, placement):
        which.append(Message.body.contains(f", {plain(who.name)}. ", autoescape=True))
    return which


def _housemates(session: Session, placement: Placement) -> bool:
    others = (
        sa.select(Placement.id)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(Volunteer, Volunteer.id == Placement.volunteer_id)
        .where(
            Placement.city_id == placement.city_id,
            Placement.id != placement.id,
            Placement.standing == Standing.CONFIRMED,
            Opening.session_id == placement.opening.session_id,
            Volunteer.contact_id == placement.volunteer.contact_id,
        )
    )
    return session.scalar(others.limit(1)) is not None


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
