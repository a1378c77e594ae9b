"""What time ends: invitations nobody answered, offers nobody took."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import steps, unsent
from volunteer.calls.model import Answer, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.messages import questions
from volunteer.messages.model import Asked, Question, QuestionState


def expire(*, now: datetime) -> int:
    """End the questions whose window has passed, of all cities, and what hung on them.

    Whoever was never handed their text was not asked, and so was not silent either.
    """
    with transaction() as session:
        ended = questions.expire(session, now=now)
        unsent.take_back_lapsed(session, now=now)
        _expire_invitations(session, now)
        for question in ended:
            if question.kind is Asked.OFFER:
                _pass_on(session, question, now)
    return len(ended)


def _expire_invitations(session: Session, now: datetime) -> None:
    over = sa.exists().where(
        Question.city_id == Invitation.city_id,
        Question.kind == Asked.CALL,
        Question.subject_id == Invitation.id,
        Question.state.in_((QuestionState.EXPIRED, QuestionState.CLOSED)),
    )
    session.execute(
        sa.update(Invitation)
        .where(Invitation.answer == Answer.ASKED, over)
        .values(answer=Answer.EXPIRED, answered_at=now)
        .execution_options(synchronize_session=False)
    )


def _pass_on(session: Session, question: Question, now: datetime) -> None:
    """Offer to the next what somebody left unanswered, and take them out of the line."""
    placement = walls.find(session, Placement, question.city_id, question.subject_id)
    if placement is not None:
        city = session.get_one(City, question.city_id)
        if placement.standing is Standing.WAITING:
            steps.withdraw(session, city, placement, now=now)
