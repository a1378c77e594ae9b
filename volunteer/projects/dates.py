"""The sessions of a project: those to come, and those that are over or cancelled."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from volunteer.projects.model import Opening, Project, ProjectSession

MOST = 60


def is_to_come(now: datetime | sa.BindParameter[datetime]) -> sa.ColumnElement[bool]:
    """Return the condition that people can still be found for a session.

    A flexible session has no end, so they always can.
    """
    return sa.and_(
        ProjectSession.cancelled_at.is_(None),
        sa.or_(ProjectSession.starts_at > now, ProjectSession.ends_at.is_(None)),
    )


def to_come(session: Session, project: Project, *, now: datetime) -> list[ProjectSession]:
    """Return a project's next sessions with their openings, the soonest first."""
    return list(
        session.scalars(
            _of(project)
            .where(is_to_come(now))
            .order_by(ProjectSession.starts_at, ProjectSession.id)
            .limit(MOST)
        )
    )


def past(
    session: Session, project: Project, *, now: datetime, limit: int, offset: int = 0
) -> list[ProjectSession]:
    """Return a project's sessions that have begun or were cancelled, the latest first."""
    return list(
        session.scalars(
            _of(project)
            .where(sa.not_(is_to_come(now)))
            .order_by(ProjectSession.starts_at.desc(), ProjectSession.id.desc())
            .limit(limit)
            .offset(offset)
        )
    )


def _of(project: Project) -> sa.Select[ProjectSession]:
    return (
        sa.select(ProjectSession)
        .where(ProjectSession.city_id == project.city_id, ProjectSession.project_id == project.id)
        .options(selectinload(ProjectSession.openings).joinedload(Opening.role))
    )
