"""What waits after sessions: hours that were told, and people nobody said came or not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from volunteer.calls.model import Placement, Standing
from volunteer.hours.model import Entry
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState
from volunteer.projects.scope import visible_to
from volunteer.staff.model import Member


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A session of which something waits: for how many people, and how many of them told hours."""

    session: ProjectSession
    people: int
    told: int


def sessions(
    session: Session, member: Member, *, now: datetime, limit: int, offset: int = 0
) -> list[Unsettled]:
    """Return the sessions of the member's projects with something to confirm, the latest first."""
    waiting = _by_session(member.city_id, now)
    rows = session.execute(
        _open_sessions(member, waiting)
        .add_columns(waiting.c.people, waiting.c.told)
        .options(contains_eager(ProjectSession.project))
        .order_by(ProjectSession.starts_at.desc(), ProjectSession.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Unsettled(*row) for row in rows]


def of_projects(
    session: Session, member: Member, ids: Collection[int], *, now: datetime
) -> dict[int, int]:
    """Return for how many people something waits, by the ids of those projects where it does."""
    waiting = _by_session(member.city_id, now)
    rows = session.execute(
        _open_sessions(member, waiting)
        .with_only_columns(ProjectSession.project_id, sa.func.sum(waiting.c.people))
        .where(ProjectSession.project_id.in_(list(ids)))
        .group_by(ProjectSession.project_id)
    )
    return {project_id: int(people) for project_id, people in rows}


def of_sessions(
    session: Session, member: Member, ids: Collection[int], *, now: datetime
) -> dict[int, int]:
    """Return for how many people something waits, by the ids of those sessions where it does."""
    waiting = _by_session(member.city_id, now)
    rows = session.execute(
        _open_sessions(member, waiting)
        .with_only_columns(ProjectSession.id, waiting.c.people)
        .where(ProjectSession.id.in_(list(ids)))
    )
    return {session_id: people for session_id, people in rows}  # noqa: C416 - typed rows


def _open_sessions(member: Member, waiting: sa.Subquery) -> sa.Select[Any]:
    return (
        sa.select(ProjectSession)
        .join(ProjectSession.project)
        .join(waiting, waiting.c.session_id == ProjectSession.id)
        .where(
            ProjectSession.city_id == member.city_id,
            visible_to(member),
            Project.state == ProjectState.OPEN,
            ProjectSession.cancelled_at.is_(None),
        )
    )


def _by_session(city_id: int, now: datetime) -> sa.Subquery:
    """Count a person once a session, whether they told their hours, had a place, or both."""
    both = sa.union_all(_told(city_id), _unmarked(city_id, now)).subquery("both")
    person = (
        sa.select(both.c.session_id, both.c.volunteer_id, sa.func.max(both.c.told).label("told"))
        .group_by(both.c.session_id, both.c.volunteer_id)
        .subquery("person")
    )
    return (
        sa.select(
            person.c.session_id,
            sa.func.count().label("people"),
            sa.func.sum(person.c.told).label("told"),
        )
        .group_by(person.c.session_id)
        .subquery("waiting")
    )


def _told(city_id: int) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(Entry.session_id, Entry.volunteer_id, sa.literal(1).label("told")).where(
        Entry.city_id == city_id,
        Entry.claimed_minutes.is_not(None),
        Entry.confirmed_at.is_(None),
    )


def _unmarked(city_id: int, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    """Return who had a place in a session that is over, with no word whether they came."""
    return (
        sa.select(Opening.session_id, Placement.volunteer_id, sa.literal(0))
        .join(Opening, Opening.id == Placement.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .where(
            Placement.city_id == city_id,
            Placement.standing == Standing.CONFIRMED,
            ProjectSession.ends_at <= now,
        )
    )
