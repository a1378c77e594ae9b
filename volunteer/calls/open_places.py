"""Places that somebody may take whom nobody asked, or who came too late for another."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import offers, requirements
from volunteer.calls.model import Placement
from volunteer.cities.model import City
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession
from volunteer.projects.scope import coming_openings

MOST = 20


def meets(volunteer: Volunteer, opening: Opening) -> bool:
    """Tell whether somebody has every skill that the role requires."""
    has = {skill.id for skill in volunteer.skills}
    return all(wish.skill_id in has for wish in opening.role.skills if wish.required)


def another(
    session: Session, city: City, opening: Opening, volunteer: Volunteer, *, now: datetime
) -> Opening | None:
    """Return the next opening of the same project that somebody might take instead."""
    for other in session.scalars(_of_project(city, opening, volunteer, now)):
        if _may_take(session, city, other, volunteer, now):
            return other
    return None


def _may_take(
    session: Session, city: City, opening: Opening, volunteer: Volunteer, now: datetime
) -> bool:
    able = meets(volunteer, opening) and offers.free_places(session, city, opening.id) > 0
    return able and requirements.lack_of(session, city, volunteer.id, opening, now=now) is None


def _of_project(
    city: City, opening: Opening, volunteer: Volunteer, now: datetime
) -> sa.Select[Opening]:
    known = sa.exists().where(
        Placement.city_id == city.id,
        Placement.volunteer_id == volunteer.id,
        Placement.opening_id == Opening.id,
    )
    return (
        coming_openings(city.id, now)
        .join(Opening.role)
        .where(
            Opening.id != opening.id,
            ProjectRole.project_id == opening.role.project_id,
            Opening.taken < Opening.places,
            ~known,
        )
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(MOST)
    )
