"""Required skills that people with a place have not said they have: for who runs it to know.

Skills decide who is asked, and bar nobody who came by another way, or before they were required.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Placement
from volunteer.people.model import Skill, volunteer_skill
from volunteer.projects.model import Opening, RoleSkill


def of_places(
    session: Session, city_id: int, placement_ids: Collection[int]
) -> dict[int, list[str]]:
    """Return the names of the skills by the ids of the places; who misses none is left out."""
    theirs = volunteer_skill.c
    has = sa.exists().where(
        theirs.city_id == city_id,
        theirs.volunteer_id == Placement.volunteer_id,
        theirs.skill_id == RoleSkill.skill_id,
    )
    rows = session.execute(
        sa.select(Placement.id, Skill.name)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(RoleSkill, RoleSkill.role_id == Opening.role_id)
        .join(Skill, Skill.id == RoleSkill.skill_id)
        .where(
            Placement.city_id == city_id,
            Placement.id.in_(placement_ids),
            RoleSkill.city_id == city_id,
            RoleSkill.required,
            ~has,
        )
        .order_by(Placement.id, Skill.number)
    )
    found: dict[int, list[str]] = {}
    for placement_id, name in rows:
        found.setdefault(placement_id, []).append(name)
    return found
