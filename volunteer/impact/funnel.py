"""From being asked to coming back: how many went along, step by step."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls.model import HOLDS_PLACES, Answer, Invitation, Placement, Standing
from volunteer.impact.presence import between
from volunteer.projects.model import Opening, ProjectSession

YES = (Answer.ACCEPTED, Answer.TOO_LATE, Answer.WITHDRAWN)  # gave the place back: had said yes
ANSWERED = (*YES, Answer.DECLINED)


@dataclass(frozen=True, slots=True)
class Funnel:
    """What became of the invitations of a period, each step a part of the one before.

    ``coming``: of those placed, whose session is still to come. ``returned``: of those who
    came, who had come to an earlier session or came to a later one; another role in the
    same session is not another time.
    """

    asked: int = 0
    answered: int = 0
    yes: int = 0
    placed: int = 0
    coming: int = 0
    came: int = 0
    returned: int = 0

    @property
    def due(self) -> int:
        """Of those placed, whose session has begun: who could have come by now."""
        return self.placed - self.coming


def of_city(
    session: Session, city_id: int, *, since: datetime, until: datetime, now: datetime
) -> Funnel:
    """Return what became of those asked from ``since`` on and before ``until``."""
    yes = Invitation.answer.in_(YES)
    placed = sa.and_(yes, Placement.standing.in_(HOLDS_PLACES))
    came = sa.and_(yes, Placement.standing == Standing.ATTENDED)
    still_to_come = sa.and_(placed, ~came, ProjectSession.starts_at > now)
    row = session.execute(
        sa.select(
            sa.func.count().label("asked"),
            _count(Invitation.answer.in_(ANSWERED)).label("answered"),
            _count(yes).label("yes"),
            _count(placed).label("placed"),
            _count(still_to_come).label("coming"),
            _count(came).label("came"),
            _count(sa.and_(came, _came_elsewhere(city_id))).label("returned"),
        )
        .select_from(Invitation)
        .join(Opening, Opening.id == Invitation.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .outerjoin(
            Placement,
            sa.and_(
                Placement.city_id == city_id,
                Placement.opening_id == Invitation.opening_id,
                Placement.volunteer_id == Invitation.volunteer_id,
            ),
        )
        .where(Invitation.city_id == city_id, *between(Invitation.asked_at, since, until))
    )
    return Funnel(**row.mappings().one())


def _came_elsewhere(city_id: int) -> sa.ColumnElement[bool]:
    other, opening = aliased(Placement), aliased(Opening)
    return (
        sa.select(other.id)
        .join(opening, opening.id == other.opening_id)
        .where(
            other.city_id == city_id,
            other.volunteer_id == Invitation.volunteer_id,
            opening.session_id != Opening.session_id,
            other.standing == Standing.ATTENDED,
        )
        .correlate(Invitation, Opening)
        .exists()
    )


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
