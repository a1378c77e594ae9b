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

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import engaged, lacking, unsent
from volunteer.calls.model import Call, CallState, Invitation, Placement
from volunteer.cities.model import City
from volunteer.core import lists
from volunteer.core.db import UtcDateTime
from volunteer.messages import on_desk
from volunteer.messages.model import Asked, Message, Question
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

SEND_NOTHING = (CallState.FULL, CallState.STOPPED, CallState.PAUSED)
SUBJECTS: tuple[tuple[Asked, type[Invitation] | type[Placement]], ...] = (
    (Asked.CALL, Invitation),
    (Asked.OFFER, Placement),
)
_CITY = sa.bindparam("in_city", type_=sa.Integer)
_NOW = sa.bindparam("at", type_=UtcDateTime())


def take_back(session: Session, city: City, message_ids: Sequence[int], now: datetime) -> set[int]:
    """Take back those of the texts just claimed that ask somebody who is not to be asked by now.

    Return them: nobody was asked by those. What people lack is judged as by
    ``requirements.lack_of``, all in two statements however many texts there are.
    """
    dialect = lists.dialect_of(session)
    given = {"in_city": city.id, "what": lists.numbers(dialect, message_ids), "at": now}
    found = [
        row
        for kind, subject in SUBJECTS
        for row in session.execute(_in_vain(dialect, kind, subject), given)
    ]
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
def _in_vain(
    dialect: str, kind: Asked, subject: type[Invitation] | type[Placement]
) -> sa.Select[int, int]:
    """Select messages that ask somebody in vain, and what they ask."""
    return _asking(_CITY, kind, subject).where(
        lists.among(dialect, sa.type_coerce(Message.id, sa.Integer), "what"),
        sa.or_(
            *lacking.lacks(_CITY, _NOW),
            on_desk.is_held(_CITY, Message.contact_id),
            *_else_of(kind),
        ),
    )


def _waiting(
    city: City,
    opening_ids: Sequence[int],
    kind: Asked,
    subject: type[Invitation] | type[Placement],
    now: datetime,
) -> sa.Select[int, int]:
    """Select what waits to ask somebody who does not fit, the texts locked."""
    unfit = lacking.unfit(city.id) if kind is Asked.CALL else []
    return (
        _asking(city.id, kind, subject)
        .where(
            subject.opening_id.in_(opening_ids),
            Message.status.in_(unsent.WAITS),
            sa.or_(*lacking.lacks(city.id, now), *unfit),
        )
        .order_by(Message.id)
        .with_for_update(of=Message, skip_locked=True)
    )


def _asking(
    city_id: lacking.Id, kind: Asked, subject: type[Invitation] | type[Placement]
) -> sa.Select[int, int]:
    """Select messages and what they ask, with all around whom they ask about what."""
    return (
        sa.select(Message.id, Question.id)
        .select_from(Question)
        .join(Message, Message.question_id == Question.id)
        .join(subject, subject.id == Question.subject_id)
        .join(Opening, Opening.id == subject.opening_id)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .join(Volunteer, Volunteer.id == subject.volunteer_id)
        .where(Message.city_id == city_id, Question.kind == kind, subject.city_id == city_id)
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
