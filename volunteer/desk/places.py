"""The places of the people behind a phone: those to come, and those they may tell hours of."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.calls.queries import COMING
from volunteer.desk.matter import with_all
from volunteer.hours.model import Entry
from volunteer.people.model import Volunteer
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import ProjectSession
from volunteer.projects.scope import visible_to
from volunteer.staff.model import Member

MOST_PAST = 8


def coming(
    session: Session, member: Member, people: Sequence[Volunteer], *, now: datetime
) -> list[Placement]:
    """Return the places they have or wait for in the member's projects, the next first."""
    which = _of(member, people).where(Placement.standing.in_(COMING), is_to_come(now))
    return list(session.scalars(which.order_by(ProjectSession.starts_at, Placement.id).limit(50)))


def past(
    session: Session, member: Member, people: Sequence[Volunteer], *, now: datetime
) -> list[Placement]:
    """Return the places of which their hours are not confirmed yet, the latest first."""
    confirmed = sa.exists().where(
        Entry.city_id == member.city_id,
        Entry.session_id == ProjectSession.id,
        Entry.volunteer_id == Placement.volunteer_id,
        Entry.confirmed_at.is_not(None),
    )
    which = _of(member, people).where(
        Placement.standing.in_(HOLDS_PLACES),
        ProjectSession.starts_at <= now,
        ProjectSession.cancelled_at.is_(None),
        ~confirmed,
    )
    latest = which.order_by(ProjectSession.starts_at.desc(), Placement.id.desc())
    return list(session.scalars(latest.limit(MOST_PAST)))


def is_theirs(
    session: Session, member: Member, people: Sequence[Volunteer], placement_id: int
) -> bool:
    """Return whether they have, or had, this place in a project of the member's."""
    which = _of(member, people).where(Placement.id == placement_id)
    return session.scalar(which) is not None


def _of(member: Member, people: Sequence[Volunteer]) -> sa.Select[Placement]:
    return with_all(Placement).where(
        Placement.city_id == member.city_id,
        Placement.volunteer_id.in_([one.id for one in people]),
        visible_to(member),
    )
