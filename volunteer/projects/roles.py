"""What someone does in a project: written down, changed, and kept as it was for what is over."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core import changing
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.people.model import Skill
from volunteer.projects.dates import is_to_come
from volunteer.projects.draft import NewRole, ensure_radius
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession, RoleSkill
from volunteer.projects.requirements import LONGEST_REASON, ensure_lawful
from volunteer.staff.lines import one_line

KEPT = (
    "city_id",
    "project_id",
    "title",
    "remote",
    "radius_km",
    "least_age",
    "needs_vehicle",
    "check_level",
    "check_reason",
    "edition",
)


class ChangedMeanwhile(Refused):
    """Somebody else changed the role after it was read."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "Somebody changed this role while you had it open. Nothing of yours is lost or "
                "saved yet: compare it with what is saved now, then save it again."
            )
        )


def add(session: Session, project: Project, new: NewRole) -> ProjectRole:
    """Write down one more role of a project."""
    role = ProjectRole(city_id=project.city_id, project_id=project.id, **_values(new))
    role.skills = _wishes(session, project.city_id, new)
    session.add(role)
    session.flush()
    return role


def of(role: ProjectRole) -> NewRole:
    """Return what a role is at this moment, as somebody would write it down."""
    wishes = [(wish.skill_id, wish.required) for wish in role.skills]
    return NewRole(
        title=role.title,
        skills_required=tuple(skill_id for skill_id, required in wishes if required),
        skills_helping=tuple(skill_id for skill_id, required in wishes if not required),
        radius_km=role.radius_km,
        requirements=role.requirements,
        remote=role.remote,
    )


def tidy(new: NewRole) -> NewRole:
    """Return the same as ``of`` would, once it is written down; refuse what cannot be."""
    required = set(new.skills_required)
    values, asked = _values(new), new.requirements
    return NewRole(
        title=values["title"],
        skills_required=tuple(sorted(required)),
        skills_helping=tuple(sorted(set(new.skills_helping) - required)),
        radius_km=values["radius_km"],
        requirements=replace(asked, reason=values["check_reason"] or ""),
        remote=new.remote,
    )


def turn(session: Session, role: ProjectRole, *, edition: int) -> None:
    """Hold a role for a change, if it is still what somebody read as this ``edition``.

    Of any number who read the same and change it, the database lets one through.
    """
    turning = (
        sa.update(ProjectRole)
        .where(
            ProjectRole.city_id == role.city_id,
            ProjectRole.id == role.id,
            ProjectRole.edition == edition,
        )
        .values(edition=ProjectRole.edition + 1)
        .returning(ProjectRole.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(turning) is None:
        raise ChangedMeanwhile
    session.refresh(role)


def write(session: Session, role: ProjectRole, new: NewRole, *, now: datetime) -> None:
    """Let a role, which the caller holds, be something else from now on.

    What it was stays with the sessions that have begun or were cancelled.
    """
    values, wishes = _values(new), _wishes(session, role.city_id, new)
    _keep(session, role, now)
    changing.change(session, role, **values)
    for asked in role.skills:
        session.delete(asked)
    session.flush()
    for wish in wishes:
        wish.role_id = role.id
    session.add_all(wishes)
    session.flush()
    session.expire(role, ["skills"])


def _values(new: NewRole) -> dict[str, Any]:
    ensure_radius(new.radius_km)
    ensure_lawful(new.requirements)
    asked = new.requirements
    return {
        "title": one_line(new.title, most=60),
        "remote": new.remote,
        "radius_km": None if new.remote else new.radius_km,
        "least_age": asked.least_age,
        "needs_vehicle": asked.vehicle,
        "check_level": asked.level,
        "check_reason": one_line(asked.reason, most=LONGEST_REASON) if asked.level else None,
    }


def _wishes(session: Session, city_id: int, new: NewRole) -> list[RoleSkill]:
    required = set(new.skills_required)
    every = sorted(required | set(new.skills_helping))
    _ensure_known(session, city_id, every)
    return [
        RoleSkill(city_id=city_id, skill_id=skill_id, required=skill_id in required)
        for skill_id in every
    ]


def _ensure_known(session: Session, city_id: int, skill_ids: Collection[int]) -> None:
    known = sa.select(sa.func.count()).where(Skill.city_id == city_id, Skill.id.in_(skill_ids))
    if session.scalars(known).one() != len(skill_ids):
        raise NotFound("a skill that this city does not list")


def _keep(session: Session, role: ProjectRole, now: datetime) -> None:
    """Keep what a role was, for those of its openings that are over."""
    over = (
        sa.select(Opening.id)
        .join(Opening.session)
        .where(
            Opening.city_id == role.city_id,
            ProjectSession.city_id == role.city_id,
            Opening.role_id == role.id,
            sa.not_(is_to_come(now)),
        )
    )
    if session.scalar(over.limit(1)) is None:
        return
    was = ProjectRole(**{name: getattr(role, name) for name in KEPT}, kept_at=now)
    was.skills = [
        RoleSkill(city_id=one.city_id, skill_id=one.skill_id, required=one.required)
        for one in role.skills
    ]
    session.add(was)
    session.flush()
    session.execute(
        sa.update(Opening)
        .where(Opening.city_id == role.city_id, Opening.id.in_(over))
        .values(role_id=was.id)
        .execution_options(synchronize_session=False)
    )
