"""Whether who is about to be asked still meets what the role asks for: judged as a text goes out.

A text may have waited since it was written: through a night, a carrier's outage or a paused
number. Meanwhile a check may have been withdrawn, or a car sold.
"""

from datetime import datetime

import sqlalchemy as sa

from volunteer.calls.model import Invitation, Placement
from volunteer.messages.model import Asked, Message, Question
from volunteer.people.ages import ADULT
from volunteer.people.checks import Check
from volunteer.people.levels import Level, covering
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession


def by_whom_it_asks(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that nobody whom a message asks lacks what the role asks for.

    The same as ``requirements.lack_of``, as a part of the statement that claims a message.
    """
    return sa.not_(sa.or_(_lacks(Asked.CALL, Invitation, now), _lacks(Asked.OFFER, Placement, now)))


def _lacks(
    kind: Asked, subject: type[Invitation] | type[Placement], now: datetime
) -> sa.ColumnElement[bool]:
    return (
        sa.select(subject.id)
        .join(Question, Question.subject_id == subject.id)
        .join(Opening, Opening.id == subject.opening_id)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .join(Volunteer, Volunteer.id == subject.volunteer_id)
        .where(
            Question.city_id == Message.city_id,
            Question.id == Message.question_id,
            Question.kind == kind,
            subject.city_id == Message.city_id,
            sa.or_(
                sa.func.coalesce(Volunteer.age_said, ADULT) < ProjectRole.least_age,
                sa.and_(ProjectRole.needs_vehicle, Volunteer.vehicle_said_at.is_(None)),
                *(_has_no_check(level, now) for level in Level),
            ),
        )
        .correlate(Message)
        .exists()
    )


def _has_no_check(level: Level, now: datetime) -> sa.ColumnElement[bool]:
    """Say that a role asks for a level of check, and somebody has none that holds on the day."""
    has = sa.exists().where(
        Check.city_id == Volunteer.city_id,
        Check.volunteer_id == Volunteer.id,
        Check.level.in_(covering(level)),
        Check.withdrawn_at.is_(None),
        Check.ends_at > now,
        Check.ends_at > sa.func.coalesce(ProjectSession.ends_at, ProjectSession.starts_at),
    )
    return sa.and_(ProjectRole.check_level == level, sa.not_(has))
