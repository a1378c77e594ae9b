"""The rows that a challenge's figures are made of, as the council looks them up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from volunteer.challenges.model import Initiative, Measure
from volunteer.core.errors import NotFound
from volunteer.hours.model import Entry
from volunteer.impact.model import Reading, Report
from volunteer.projects.model import Opening, Project, ProjectSession

MOST = 500
FEW = 10


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What was given to one session."""

    session: ProjectSession
    places: int
    taken: int
    claimed_minutes: int
    confirmed_minutes: int


def readings(session: Session, city_id: int, challenge_id: int) -> list[Reading]:
    """Return what was read of a challenge's measures, the newest first."""
    return list(
        session.scalars(
            sa.select(Reading)
            .join(Reading.measure)
            .where(Reading.city_id == city_id, Measure.challenge_id == challenge_id)
            .options(contains_eager(Reading.measure))
            .order_by(Reading.on.desc(), Reading.id.desc())
            .limit(MOST)
        )
    )


def challenge_of(session: Session, city_id: int, reading_id: int) -> int:
    """Return the id of the challenge that a reading is about."""
    found = session.scalar(
        sa.select(Measure.challenge_id)
        .join(Reading, Reading.measure_id == Measure.id)
        .where(Reading.city_id == city_id, Reading.id == reading_id)
    )
    if found is None:
        raise NotFound("no such reading")
    return found


def reports(session: Session, city_id: int, challenge_id: int, *, most: int = MOST) -> list[Report]:
    """Return what the sessions of a challenge's projects achieved, the newest first."""
    return list(
        session.scalars(
            _of_challenge(sa.select(Report).join(Report.session), challenge_id)
            .where(Report.city_id == city_id, Report.superseded_by_id.is_(None))
            .options(
                contains_eager(Report.session).contains_eager(ProjectSession.project),
                joinedload(Report.measure),
            )
            .order_by(ProjectSession.starts_at.desc(), Report.id.desc())
            .limit(most)
        )
    )


def sessions(
    session: Session, city_id: int, challenge_id: int, *, until: datetime, most: int = MOST
) -> list[SessionRow]:
    """Return the sessions of a challenge's projects that have begun, the newest first."""
    rows = session.execute(
        _of_challenge(
            sa.select(
                ProjectSession,
                _sum_of(Opening.places, Opening, city_id),
                _sum_of(Opening.taken, Opening, city_id),
                _sum_of(Entry.claimed_minutes, Entry, city_id),
                _sum_of(Entry.confirmed_minutes, Entry, city_id),
            ),
            challenge_id,
        )
        .where(
            ProjectSession.city_id == city_id,
            ProjectSession.starts_at <= until,
            ProjectSession.cancelled_at.is_(None),
        )
        .options(contains_eager(ProjectSession.project))
        .order_by(ProjectSession.starts_at.desc(), ProjectSession.id.desc())
        .limit(most)
    )
    return [SessionRow(*row) for row in rows]


def _of_challenge(found: sa.Select[Any], challenge_id: int) -> sa.Select[Any]:
    return (
        found.join(ProjectSession.project)
        .join(Project.initiative)
        .where(Initiative.challenge_id == challenge_id)
    )


def _sum_of(column: Any, kind: type[Opening | Entry], city_id: int) -> Any:
    """Return the sum of a column over the rows of the session in the outer query."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(column), 0))
        .where(kind.city_id == city_id, kind.session_id == ProjectSession.id)
        .correlate(ProjectSession)
        .scalar_subquery()
    )
