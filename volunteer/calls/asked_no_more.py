"""What somebody said on the web was answered there: they are asked about it by text no more."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import unsent
from volunteer.calls.model import Invitation, Placement
from volunteer.messages import outbox, questions
from volunteer.messages.model import UNSETTLED, Asked, Question


def about(
    session: Session, *, city_id: int, volunteer_id: int, opening_id: int, now: datetime
) -> None:
    """Ask somebody no more about an opening, of which they said on the web what they want.

    What was asked may be answered no more as such. Whose text has not gone was not asked.
    """
    unsent.take_back_of(
        session, city_id=city_id, volunteer_id=volunteer_id, opening_id=opening_id, now=now
    )
    ids = list(session.scalars(_asked_of(city_id, volunteer_id, opening_id)))
    outbox.cancel_about(session, city_id=city_id, question_ids=ids, now=now)
    questions.close(session, city_id=city_id, question_ids=ids, now=now)


def _asked_of(city_id: int, volunteer_id: int, opening_id: int) -> sa.Select[int]:
    """Select what somebody was asked about an opening, or offered, and may still answer."""

    def theirs(kind: Asked, subject: type[Invitation] | type[Placement]) -> sa.ColumnElement[bool]:
        ids = sa.select(subject.id).where(
            subject.city_id == city_id,
            subject.volunteer_id == volunteer_id,
            subject.opening_id == opening_id,
        )
        return sa.and_(Question.kind == kind, Question.subject_id.in_(ids))

    return sa.select(Question.id).where(
        Question.city_id == city_id,
        Question.state.in_(UNSETTLED),
        sa.or_(theirs(Asked.CALL, Invitation), theirs(Asked.OFFER, Placement)),
    )
