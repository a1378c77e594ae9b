"""News that somebody with a place lacks by now what their role asks for: told to who runs it.

Only which session it is about: what is lacking stands on its roster, for those who may see it.
Of each place it is told once (``lack_told_at``), for as long as something is lacking: a check
that was withdrawn or ran out, a car that is gone, a role that asks for more. So it is of those
who come with others, each of whom must join by name.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import lacking
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession
from volunteer.staff import notices, recipients
from volunteer.staff.notices import Kind
from volunteer.staff.notices.news import in_each_city
from volunteer.staff.notices.reasons import Reasons

MOST = 1000  # places that are told of at once; the others' turn comes


def tell(session: Session, city: City, volunteer_id: int, *, now: datetime) -> int:
    """Tell who posted a project, or else who works there, of what one person lacks there."""
    return _tell_of(session, city, _lacking(city, now, Placement.volunteer_id == volunteer_id), now)


def tell_of_openings(
    session: Session, city: City, opening_ids: Collection[int], *, now: datetime
) -> int:
    """Tell of those who lack something for their places in these openings."""
    return _tell_of(session, city, _lacking(city, now, Placement.opening_id.in_(opening_ids)), now)


def tell_of_lacks(*, now: datetime) -> int:
    """Tell, in every city, of what people lack by now, and nobody did anything for."""
    return in_each_city(_tell, now=now)


def _tell(session: Session, city: City, now: datetime) -> int:
    _forget_mended(session, city, now)
    return _tell_of(session, city, _lacking(city, now), now)


def _tell_of(session: Session, city: City, which: sa.Select[Placement], now: datetime) -> int:
    lack = list(session.scalars(which.where(Placement.lack_told_at.is_(None))))
    for one in lack:
        one.lack_told_at = now
    return sum(_tell_session(session, city, meeting, now) for meeting in _sessions(lack))


def _sessions(placements: Iterable[Placement]) -> list[ProjectSession]:
    return list(dict.fromkeys(one.opening.session for one in placements))


def _tell_session(session: Session, city: City, meeting: ProjectSession, now: datetime) -> int:
    project = meeting.project
    whom = recipients.the_one(session, city.id, project.posted_by_id)
    whom = whom or recipients.of_organisation(session, city.id, project.organisation_id)
    return notices.tell(session, city, whom, Kind.EXPIRY, about=("lacking", meeting.id), now=now)


def _forget_mended(session: Session, city: City, now: datetime) -> None:
    """Let whoever lacks nothing any more be told of again, should they."""
    told = Placement.lack_told_at.is_not(None)
    lack = _lacking(city, now, told).with_only_columns(Placement.id).order_by(None).limit(None)
    session.execute(
        sa.update(Placement)
        .where(
            Placement.city_id == city.id,
            told,
            Placement.id.not_in(lack),
        )
        .values(lack_told_at=None)
        .execution_options(synchronize_session=False)
    )


def _lacking(city: City, now: datetime, *of: sa.ColumnElement[bool]) -> sa.Select[Placement]:
    """Select the places, in what is not over, whose people lack something; the next first."""
    return (
        sa.select(Placement)
        .join(Placement.opening)
        .join(Opening.session)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(Volunteer, Volunteer.id == Placement.volunteer_id)
        .where(
            Placement.city_id == city.id,
            Placement.standing == Standing.CONFIRMED,
            ProjectSession.cancelled_at.is_(None),
            sa.or_(ProjectSession.ends_at > now, ProjectSession.ends_at.is_(None)),
            sa.or_(*lacking.lacks(city.id, now), lacking.in_company()),
            *of,
        )
        .order_by(ProjectSession.starts_at, Placement.id)
        .limit(MOST)
    )


def _still(session: Session, city: City, ids: Collection[int], now: datetime) -> set[int]:
    """Return those that are to come, with somebody in them who lacks something still."""
    lack = session.scalars(_lacking(city, now, ProjectSession.id.in_(ids)))
    return {meeting.id for meeting in _sessions(lack)}


REASONS: Reasons = {"lacking": _still}
