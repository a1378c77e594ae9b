"""All projects that somebody works on, with their next session: what is coming comes first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, contains_eager, selectinload

from volunteer.challenges.model import Initiative
from volunteer.challenges.queries import IN_WORK
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Project, ProjectSession, ProjectState
from volunteer.projects.scope import visible_to
from volunteer.staff.model import Member, Organisation

MOST_WORDS = 6
MOST_INITIATIVES = 200


class Phase(StrEnum):
    """How a project stands."""

    COMING = "coming"
    NOTHING_PLANNED = "nothing planned"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Line:
    """A project on the board, and its next session if one is to come."""

    project: Project
    next: ProjectSession | None

    @property
    def phase(self) -> Phase:
        """How it stands; what its initiative left off is over when no session is to come."""
        if self.next is not None:
            return Phase.COMING
        goes_on = self.project.initiative.course in IN_WORK
        is_open = self.project.state is ProjectState.OPEN
        return Phase.NOTHING_PLANNED if is_open and goes_on else Phase.OVER

    @property
    def places(self) -> int:
        """How many places the next session has."""
        return sum(one.places for one in self.next.openings) if self.next else 0

    @property
    def taken(self) -> int:
        """How many of them are taken."""
        return sum(one.taken for one in self.next.openings) if self.next else 0


def lines(
    session: Session,
    member: Member,
    *,
    now: datetime,
    limit: int,
    offset: int = 0,
    words: str = "",
    initiative_id: int | None = None,
) -> list[Line]:
    """Return the member's projects, the soonest session first, those without one last.

    Each of the ``words`` stands in the title of the project or of its initiative, or in the
    name of who runs it.
    """
    soonest = aliased(ProjectSession)
    rows = session.execute(
        sa.select(Project, soonest)
        .join(Project.initiative)
        .join(Project.organisation)
        .outerjoin(soonest, soonest.id == _next_id(member, now))
        .where(visible_to(member), *_asked_for(words, initiative_id))
        .options(
            contains_eager(Project.initiative),
            contains_eager(Project.organisation),
            selectinload(soonest.openings),
        )
        .order_by(soonest.id.is_(None), soonest.starts_at, Project.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Line(project, meeting) for project, meeting in rows]


def initiatives(session: Session, member: Member) -> list[Initiative]:
    """Return the initiatives that the member's projects are part of, by title."""
    of_projects = sa.select(Project.initiative_id).where(visible_to(member))
    return list(
        session.scalars(
            sa.select(Initiative)
            .where(Initiative.city_id == member.city_id, Initiative.id.in_(of_projects))
            .order_by(Initiative.title, Initiative.id)
            .limit(MOST_INITIATIVES)
        )
    )


def _next_id(member: Member, now: datetime) -> sa.ScalarSelect[int]:
    return (
        sa.select(ProjectSession.id)
        .where(
            ProjectSession.city_id == member.city_id,
            ProjectSession.project_id == Project.id,
            Project.state == ProjectState.OPEN,
            is_to_come(now),
        )
        .order_by(ProjectSession.starts_at, ProjectSession.id)
        .limit(1)
        .correlate(Project)
        .scalar_subquery()
    )


def _asked_for(words: str, initiative_id: int | None) -> list[sa.ColumnElement[bool]]:
    places: tuple[Any, ...] = (Project.title, Initiative.title, Organisation.name)
    found: list[sa.ColumnElement[bool]] = [
        sa.or_(*(place.icontains(word, autoescape=True) for place in places))
        for word in words.split()[:MOST_WORDS]
    ]
    if initiative_id is not None:
        found.append(Project.initiative_id == initiative_id)
    return found
