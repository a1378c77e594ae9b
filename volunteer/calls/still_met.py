"""Whether who is about to be asked is still to be asked: judged as a text goes out.

A text may have waited since it was written: through a night, a carrier's outage or a paused
number. Meanwhile a check may have been withdrawn, a car sold, or a place taken at the same time.
And a text that a worker had just claimed as its opening became full, and then put back, was
not to be seen by whoever took the others back.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import engaged, unsent
from volunteer.calls.model import Call, CallState, Invitation, Placement
from volunteer.cities.model import City
from volunteer.core import lists
from volunteer.core.db import UtcDateTime, connection
from volunteer.messages.model import Asked, Message, Question
from volunteer.people.ages import ADULT
from volunteer.people.checks import Check
from volunteer.people.levels import Level, covering
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

SEND_NOTHING = (CallState.FULL, CallState.STOPPED, CallState.PAUSED)
_CITY = sa.bindparam("in_city", type_=sa.Integer)
_NOW = sa.bindparam("at", type_=UtcDateTime())


def take_back(session: Session, city: City, message_ids: Sequence[int], now: datetime) -> set[int]:
    """Take back those of the texts just claimed that ask somebody who is not to be asked by now.

    Return them: nobody was asked by those. What people lack is judged as by
    ``requirements.lack_of``, all in one statement however many texts there are.
    """
    dialect = lists.dialect_of(session)
    given = {"in_city": city.id, "what": lists.numbers(dialect, message_ids), "at": now}
    found = connection(session).execute(_all_in_vain(dialect), given).all()
    for message_id, question_id in found:
        unsent.take_back_claimed(session, city.id, message_id, question_id, now=now)
    return {message_id for message_id, _ in found}


@cache  # to make a statement takes longer than to run it
def _all_in_vain(dialect: str) -> sa.CompoundSelect[int, int]:
    """Select messages that ask somebody in vain, and what they ask.

    In parts: to plan a statement of eight tables takes PostgreSQL longer than to carry it out.
    """
    asking = _asking(dialect)
    subjects = ((Asked.CALL, Invitation), (Asked.OFFER, Placement))
    return sa.union_all(*(_in_vain(asking, kind, subject) for kind, subject in subjects))


def _asking(dialect: str) -> sa.CTE:
    """Return of what kind each message asks something, and about what."""
    asked = (Question.id.label("question_id"), Question.kind, Question.subject_id)
    return (
        sa.select(Message.id.label("message_id"), *asked)
        .join(Question, Question.id == Message.question_id)
        .where(
            Message.city_id == _CITY,
            lists.among(dialect, sa.type_coerce(Message.id, sa.Integer), "what"),
        )
        .cte("asking")
        .prefix_with("MATERIALIZED")
    )


def _in_vain(
    asking: sa.CTE, kind: Asked, subject: type[Invitation] | type[Placement]
) -> sa.Select[int, int]:
    return (
        sa.select(asking.c.message_id, asking.c.question_id)
        .join(subject, subject.id == asking.c.subject_id)
        .join(Opening, Opening.id == subject.opening_id)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .join(Volunteer, Volunteer.id == subject.volunteer_id)
        .where(
            asking.c.kind == kind,
            subject.city_id == _CITY,
            sa.or_(
                sa.func.coalesce(Volunteer.age_said, ADULT) < ProjectRole.least_age,
                sa.and_(ProjectRole.needs_vehicle, Volunteer.vehicle_said_at.is_(None)),
                *(_has_no_check(level) for level in Level),
                *_else_of(kind),
            ),
        )
    )


def _has_no_check(level: Level) -> sa.ColumnElement[bool]:
    """Say that a role asks for a level of check, and somebody has none that holds on the day."""
    has = sa.exists().where(
        Check.city_id == _CITY,
        Check.volunteer_id == Volunteer.id,
        Check.level.in_(covering(level)),
        Check.withdrawn_at.is_(None),
        Check.ends_at > _NOW,
        Check.ends_at > sa.func.coalesce(ProjectSession.ends_at, ProjectSession.starts_at),
    )
    return sa.and_(ProjectRole.check_level == level, sa.not_(has))


def _else_of(kind: Asked) -> list[sa.ColumnElement[bool]]:
    """Return what else makes asking somebody vain: of an offer, nothing."""
    if kind is not Asked.CALL:
        return []
    return [_asks_no_more(), engaged.is_so(_CITY, Invitation.volunteer_id)]


def _asks_no_more() -> sa.ColumnElement[bool]:
    """Say that the call is full, stopped or paused, and so sends nothing."""
    return sa.exists().where(
        Call.city_id == _CITY, Call.id == Invitation.call_id, Call.state.in_(SEND_NOTHING)
    )
