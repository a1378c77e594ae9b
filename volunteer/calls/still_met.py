"""Whether who is about to be asked is still to be asked: judged as a text goes out.

A text may have waited since it was written: through a night, a carrier's outage or a paused
number. Meanwhile a check may have been withdrawn, a car sold, or a place taken at the same time;
or those who run it ask for something else by now.
And a text that a worker had just claimed as its opening became full, and then put back, was
not to be seen by whoever took the others back. Nobody is asked while a text of theirs waits for
a person: it may be a stop that no machine heard.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import engaged, lacking, unsent
from volunteer.calls.model import Call, CallState, Invitation, Placement
from volunteer.cities.model import City
from volunteer.core import lists
from volunteer.core.db import UtcDateTime, connection
from volunteer.messages import on_desk
from volunteer.messages.model import Asked, Message, Question
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

SEND_NOTHING = (CallState.FULL, CallState.STOPPED, CallState.PAUSED)
Subject: TypeAlias = type[Invitation] | type[Placement]
SUBJECTS: tuple[tuple[Asked, Subject], ...] = (
    (Asked.CALL, Invitation),
    (Asked.OFFER, Placement),
)
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


def take_back_waiting(
    session: Session, city: City, opening_ids: Sequence[int], now: datetime
) -> int:
    """Take back what waits to ask somebody who does not fit one of these openings by now.

    Return how many texts it was. What a worker has claimed at this moment is left to its own
    last look.
    """
    waiting = [
        question_id
        for kind, subject in SUBJECTS
        for _, question_id in session.execute(_waiting(city, opening_ids, kind, subject, now))
    ]
    return unsent.take_back_these(session, city.id, waiting, now)


@cache  # to make a statement takes longer than to run it
def _all_in_vain(dialect: str) -> sa.CompoundSelect[int, int]:
    """Select messages that ask somebody in vain, and what they ask.

    In parts: to plan a statement of eight tables takes PostgreSQL longer than to carry it out.
    """
    asking = _asking(dialect)
    return sa.union_all(*(_in_vain(asking, kind, subject) for kind, subject in SUBJECTS))


def _asking(dialect: str) -> sa.CTE:
    """Return of what kind each message asks something, and about what."""
    asked = (Question.id.label("question_id"), Question.kind, Question.subject_id)
    return (
        sa.select(Message.id.label("message_id"), Message.contact_id, *asked)
        .join(Question, Question.id == Message.question_id)
        .where(
            Message.city_id == _CITY,
            lists.among(dialect, sa.type_coerce(Message.id, sa.Integer), "what"),
        )
        .cte("asking")
        .prefix_with("MATERIALIZED")
    )


def _in_vain(asking: sa.CTE, kind: Asked, subject: Subject) -> sa.Select[int, int]:
    of_subject = subject.id == asking.c.subject_id
    about = sa.select(asking.c.message_id, asking.c.question_id).join(subject, of_subject)
    return _with_all_around(about, subject).where(
        asking.c.kind == kind,
        subject.city_id == _CITY,
        sa.or_(
            *lacking.lacks(_CITY, _NOW),
            on_desk.is_held(_CITY, asking.c.contact_id),
            *_else_of(kind),
        ),
    )


def _waiting(
    city: City, opening_ids: Sequence[int], kind: Asked, subject: Subject, now: datetime
) -> sa.Select[int, int]:
    """Select what waits to ask somebody who does not fit, the texts locked."""
    unfit = lacking.unfit(city.id) if kind is Asked.CALL else []
    asking = (
        sa.select(Message.id, Question.id)
        .select_from(Question)
        .join(Message, Message.question_id == Question.id)
        .join(subject, subject.id == Question.subject_id)
    )
    return (
        _with_all_around(asking, subject)
        .where(
            Message.city_id == city.id,
            Question.kind == kind,
            subject.city_id == city.id,
            subject.opening_id.in_(opening_ids),
            Message.status.in_(unsent.WAITS),
            sa.or_(*lacking.lacks(city.id, now), *unfit),
        )
        .order_by(Message.id)
        .with_for_update(of=Message, skip_locked=True)
    )


def _with_all_around(asking: sa.Select[int, int], subject: Subject) -> sa.Select[int, int]:
    """Add who is asked, and all around what they are asked about."""
    return (
        asking.join(Opening, Opening.id == subject.opening_id)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .join(Volunteer, Volunteer.id == subject.volunteer_id)
    )


def _else_of(kind: Asked) -> list[sa.ColumnElement[bool]]:
    """Return what else makes asking somebody vain: of an offer, nothing."""
    if kind is not Asked.CALL:
        return []
    return [
        _asks_no_more(),
        engaged.is_so(_CITY, Invitation.volunteer_id),
        *lacking.unfit(_CITY),
    ]


def _asks_no_more() -> sa.ColumnElement[bool]:
    """Say that the call is full, stopped or paused, and so sends nothing."""
    return sa.exists().where(
        Call.city_id == _CITY, Call.id == Invitation.call_id, Call.state.in_(SEND_NOTHING)
    )
