"""Which projects somebody may see, which openings can still be taken, and what to load."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from volunteer.projects.dates import is_to_come
from volunteer.projects.model import (
    Opening,
    Project,
    ProjectRole,
    ProjectSession,
    ProjectState,
    RoleSkill,
)
from volunteer.staff.model import Member


def visible_to(member: Member) -> sa.ColumnElement[bool]:
    """Return the condition under which a member may see a project and work on it.

    Coordinators and managers see their own organisation's, council leads and
    administrators all of the city's.
    """
    of_city = Project.city_id == member.city_id
    if member.sees_whole_city:
        return of_city
    return sa.and_(of_city, Project.organisation_id == member.organisation_id)


def coming_openings(city_id: int, now: datetime) -> sa.Select[Opening]:
    """Return the openings that can still be taken, joined to their session and project."""
    return (
        sa.select(Opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(
            Opening.city_id == city_id,
            Project.state == ProjectState.OPEN,
            is_to_come(now),
        )
    )


def whole_project() -> list[ORMOption]:
    """Return what loads a project with its roles and all its sessions."""
    sessions = selectinload(Project.sessions).selectinload(ProjectSession.openings)
    return [*about_project(), sessions]


def about_project() -> list[ORMOption]:
    """Return what loads a project with its roles; of sessions it may have hundreds."""
    return [
        joinedload(Project.place),
        joinedload(Project.organisation),
        joinedload(Project.initiative),
        joinedload(Project.measure),
        selectinload(Project.roles).selectinload(ProjectRole.skills).joinedload(RoleSkill.skill),
    ]


def around_opening() -> list[ORMOption]:
    """Return what loads an opening, joined to session and project, with all around it."""
    project = contains_eager(Opening.session).contains_eager(ProjectSession.project)
    return [
        joinedload(Opening.role).selectinload(ProjectRole.skills).joinedload(RoleSkill.skill),
        project.joinedload(Project.place),
        project.joinedload(Project.organisation),
    ]
