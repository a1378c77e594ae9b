"""Finding projects, always through who may see them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from volunteer.core.errors import NotFound
from volunteer.projects.model import (
    Opening,
    Project,
    ProjectRole,
    ProjectSession,
    ProjectState,
    RoleSkill,
)
from volunteer.projects.near import Near, near
from volunteer.projects.scope import (
    about_project,
    around_opening,
    coming_openings,
    visible_to,
    whole_project,
)
from volunteer.staff.model import Member

__all__ = [
    "Near",
    "coming",
    "get_for",
    "near",
    "opening_for",
    "public",
    "session_for",
    "visible_to",
]


def get_for(session: Session, member: Member, project_id: int) -> Project:
    """Return a project that a member works on."""
    return _project(session, about_project(), visible_to(member), Project.id == project_id)


def public(session: Session, city_id: int, project_id: int) -> Project:
    """Return a project that anyone may see."""
    is_open = Project.state == ProjectState.OPEN
    of_city = Project.city_id == city_id
    return _project(session, whole_project(), of_city, is_open, Project.id == project_id)


def session_for(session: Session, member: Member, session_id: int) -> ProjectSession:
    """Return a session of a project that a member works on."""
    found = session.scalar(
        sa.select(ProjectSession)
        .join(ProjectSession.project)
        .where(
            ProjectSession.city_id == member.city_id,
            ProjectSession.id == session_id,
            visible_to(member),
        )
        .options(
            contains_eager(ProjectSession.project).joinedload(Project.place),
            selectinload(ProjectSession.openings).joinedload(Opening.role),
        )
    )
    if found is None:
        raise NotFound("no such session, or not for this member")
    return found


def role_for(session: Session, member: Member, role_id: int) -> ProjectRole:
    """Return a role, as it is now, of a project that a member works on."""
    found = session.scalar(
        sa.select(ProjectRole)
        .join(ProjectRole.project)
        .where(
            ProjectRole.city_id == member.city_id,
            ProjectRole.id == role_id,
            ProjectRole.kept_at.is_(None),
            visible_to(member),
        )
        .options(
            contains_eager(ProjectRole.project),
            selectinload(ProjectRole.skills).joinedload(RoleSkill.skill),
        )
    )
    if found is None:
        raise NotFound("no such role, or not for this member")
    return found


def opening_for(session: Session, member: Member, opening_id: int) -> Opening:
    """Return an opening of a project that a member works on."""
    found = session.scalar(
        sa.select(Opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(Opening.city_id == member.city_id, Opening.id == opening_id, visible_to(member))
        .options(*around_opening())
    )
    if found is None:
        raise NotFound("no such opening, or not for this member")
    return found


def coming(session: Session, city_id: int, now: datetime, limit: int = 50) -> list[Opening]:
    """Return the openings that can still be taken, the soonest first, full ones too."""
    return list(
        session.scalars(
            coming_openings(city_id, now)
            .options(*around_opening())
            .order_by(ProjectSession.starts_at, Opening.id)
            .limit(limit)
        )
    )


def _project(session: Session, loading: list[ORMOption], *which: sa.ColumnElement[bool]) -> Project:
    found = session.scalar(sa.select(Project).where(*which).options(*loading))
    if found is None:
        raise NotFound("no such project, or not for this person")
    return found
