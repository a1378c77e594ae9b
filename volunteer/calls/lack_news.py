"""News that somebody with a place lacks by now what their role asks for: told to who runs it.

Only which session it is about: what is lacking stands on its roster, for those who may see it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import requirements
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.projects.model import Opening, ProjectSession
from volunteer.staff import notices, recipients
from volunteer.staff.notices import Kind
from volunteer.staff.notices.reasons import Reasons

MOST = 1000


def tell(session: Session, city: City, volunteer_id: int, *, now: datetime) -> None:
    """Tell who posted a project, or else who works there, of each session that this is about."""
    placed = session.scalars(_placed(city, now).where(Placement.volunteer_id == volunteer_id))
    for meeting in _lacking(session, city, placed, now):
        project = meeting.project
        whom = recipients.the_one(session, city.id, project.posted_by_id)
        whom = whom or recipients.of_organisation(session, city.id, project.organisation_id)
        notices.tell(session, city, whom, Kind.EXPIRY, about=("lacking", meeting.id), now=now)


def _placed(city: City, now: datetime) -> sa.Select[Placement]:
    """Select the places people have in what is not over."""
    return (
        sa.select(Placement)
        .join(Placement.opening)
        .join(Opening.session)
        .where(
            Placement.city_id == city.id,
            Placement.standing == Standing.CONFIRMED,
            ProjectSession.cancelled_at.is_(None),
            sa.or_(ProjectSession.ends_at > now, ProjectSession.ends_at.is_(None)),
        )
        .order_by(ProjectSession.starts_at, Placement.id)
        .limit(MOST)
    )


def _lacking(
    session: Session, city: City, placements: Iterable[Placement], now: datetime
) -> list[ProjectSession]:
    """Return the sessions in which somebody of these lacks what their role asks for."""
    by_session: dict[ProjectSession, list[Placement]] = {}
    for one in placements:
        by_session.setdefault(one.opening.session, []).append(one)
    return [
        meeting
        for meeting, theirs in by_session.items()
        if requirements.lacks_of(session, city, meeting, theirs, now=now)
    ]


def _still(session: Session, city: City, ids: Collection[int], now: datetime) -> set[int]:
    """Return those that are to come, with somebody in them who lacks something still."""
    placed = session.scalars(_placed(city, now).where(ProjectSession.id.in_(ids)))
    return {meeting.id for meeting in _lacking(session, city, placed, now)}


REASONS: Reasons = {"lacking": _still}
