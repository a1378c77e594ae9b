"""What people lack of what a role asks for, said in SQL: word for word ``lacks.lack``.

For statements that join a ``ProjectRole``, its ``ProjectSession`` and a ``Volunteer``.
"""

from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa

from volunteer.calls.lacks import Lack
from volunteer.calls.model import Invitation, Placement
from volunteer.people.ages import ADULT
from volunteer.people.checks import Check
from volunteer.people.levels import Level, covering
from volunteer.people.model import Volunteer, volunteer_skill
from volunteer.projects.model import ProjectRole, ProjectSession, RoleSkill

Id: TypeAlias = int | sa.BindParameter[int]
Moment: TypeAlias = datetime | sa.BindParameter[datetime]
Condition: TypeAlias = sa.ColumnElement[bool]


def lacks(city_id: Id, now: Moment) -> list[Condition]:
    """Return the conditions of which one holds for whoever lacks something, in their order."""
    return [condition for _, condition in _each(city_id, now)]


def which(city_id: Id, now: Moment) -> sa.Case[str | None]:
    """Return what somebody lacks, as a word of ``Lack``: the first that is found, or null."""
    cases = [(condition, sa.literal(kind.value)) for kind, condition in _each(city_id, now)]
    return sa.case(*cases, else_=sa.null())


def unfit(city_id: Id) -> list[Condition]:
    """Return what bars people from being asked besides: a skill, and where they live.

    Of an ``Invitation``: how far they live was measured as it was written.
    """
    distance = Invitation.reasons["distance_km"].as_float()
    too_far = sa.and_(ProjectRole.remote.is_(False), distance > ProjectRole.radius_km)
    return [unskilled(city_id), too_far]


def in_company() -> Condition:
    """Say of a ``Placement`` that others come with it, in a role where each must join by name.

    ``requirements.ensure_alone`` refuses them; these had their place before the role asked.
    """
    asks = sa.or_(
        ProjectRole.least_age > ADULT,
        ProjectRole.needs_vehicle,
        ProjectRole.check_level.is_not(None),
    )
    return sa.and_(Placement.party > 1, asks)


def unskilled(city_id: Id) -> Condition:
    """Say that somebody has not all the skills that a role requires."""
    theirs = volunteer_skill.c
    has = sa.exists().where(
        theirs.city_id == city_id,
        theirs.volunteer_id == Volunteer.id,
        theirs.skill_id == RoleSkill.skill_id,
    )
    missing = sa.exists().where(
        RoleSkill.city_id == city_id,
        RoleSkill.role_id == ProjectRole.id,
        RoleSkill.required,
        sa.not_(has.correlate(Volunteer, RoleSkill)),
    )
    return missing.correlate(Volunteer, ProjectRole)


def _each(city_id: Id, now: Moment) -> list[tuple[Lack, Condition]]:
    said = sa.func.coalesce(Volunteer.age_said, ADULT)
    no_check = sa.or_(*(_has_no_check(level, city_id, now) for level in Level))
    return [
        (Lack.TOO_YOUNG, said < ProjectRole.least_age),
        (Lack.NO_VEHICLE, sa.and_(ProjectRole.needs_vehicle, Volunteer.vehicle_said_at.is_(None))),
        (Lack.NO_CHECK, no_check),
    ]


def _has_no_check(level: Level, city_id: Id, now: Moment) -> Condition:
    """Say that a role asks for a level of check, and somebody has none that holds on the day."""
    has = sa.exists().where(
        Check.city_id == city_id,
        Check.volunteer_id == Volunteer.id,
        Check.level.in_(covering(level)),
        Check.withdrawn_at.is_(None),
        Check.ends_at > now,
        Check.ends_at > sa.func.coalesce(ProjectSession.ends_at, ProjectSession.starts_at),
    )
    return sa.and_(ProjectRole.check_level == level, sa.not_(has))
