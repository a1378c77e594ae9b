"""Taking back what has not gone out: an opening is full, stopped, paused, cancelled, or late."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls import capacity
from volunteer.calls.model import LIVE, Answer, Call, CallState, Invitation
from volunteer.core import walls
from volunteer.messages import outbox
from volunteer.messages.model import UNSETTLED, Asked, Message, Question, QuestionState
from volunteer.messages.status import Status

WAITS = (Status.QUEUED, Status.HELD)
NEVER_HANDED_OVER = (*WAITS, Status.EXPIRED, Status.SUPPRESSED, Status.CANCELLED)
ON_ITS_WAY = (Status.SENDING, Status.UNKNOWN, Status.ACCEPTED, Status.SENT)


def stop_if_full(session: Session, *, city_id: int, opening_id: int, now: datetime) -> None:
    """End the call of an opening whose last place was just taken."""
    if capacity.left(session, city_id=city_id, opening_id=opening_id) == 0:
        end(session, city_id=city_id, opening_id=opening_id, state=CallState.FULL, now=now)


def end(
    session: Session, *, city_id: int, opening_id: int, state: CallState, now: datetime
) -> None:
    """End an opening's call and take its unsent texts back.

    One that is full keeps when its next wave was due, if it was asking: a place may come free.
    """
    due = {} if state is CallState.FULL else {"next_wave_at": None}
    session.execute(
        sa.update(Call)
        .where(Call.city_id == city_id, Call.opening_id == opening_id, Call.state.in_(LIVE))
        .values(state=state, ended_at=now, **due)
    )
    take_back(session, city_id=city_id, opening_id=opening_id, now=now)


def take_back(session: Session, *, city_id: int, opening_id: int, now: datetime) -> int:
    """Cancel the unsent texts of an opening's call; what may be on its way never goes again.

    Return how many they were.

    Whoever was not reached was not asked: no invitation of theirs stays, so it neither counts
    against them nor keeps them from being asked later, and no answer is taken for it.
    """
    session.execute(_of_no_more_use(city_id, opening_id, now))
    return _take_back_unsent(session, city_id, Invitation.opening_id == opening_id, now)


def take_back_of(
    session: Session,
    *,
    city_id: int,
    volunteer_id: int,
    opening_id: int | None = None,
    now: datetime,
) -> None:
    """Cancel the unsent texts of calls to one person, or of those about one opening."""
    theirs = Invitation.volunteer_id == volunteer_id
    if opening_id is not None:
        theirs &= Invitation.opening_id == opening_id
    _take_back_unsent(session, city_id, theirs, now)


def take_back_claimed(
    session: Session, city_id: int, message_id: int, question_id: int, *, now: datetime
) -> None:
    """Take back one text that was claimed just now and not handed over, and what it asked."""
    question = walls.fetch(session, Question, city_id, question_id)
    invited = [question.subject_id] if question.kind is Asked.CALL else []
    session.execute(
        sa.update(Message)
        .where(Message.city_id == city_id, Message.id == message_id)
        .values(
            status=Status.CANCELLED,
            settled_at=now,
            claimed_at=None,
            look_up_at=None,
            attempts=Message.attempts - 1,
        )
        .execution_options(synchronize_session=False)
    )
    _take_back(session, city_id, [question_id], invited)


def take_back_these(
    session: Session, city_id: int, question_ids: Iterable[int], now: datetime
) -> int:
    """Take back what waits to ask these questions; return how many they were.

    An invitation goes with its text; who waits for a place goes on waiting.
    """
    asking = list(question_ids)
    if not asking:
        return 0
    asked = sa.select(Question.subject_id).where(
        Question.city_id == city_id, Question.id.in_(asking), Question.kind == Asked.CALL
    )
    invitation_ids = list(session.scalars(asked))
    outbox.cancel_about(session, city_id=city_id, question_ids=asking, now=now)
    _take_back(session, city_id, asking, invitation_ids)
    return len(asking)


def _take_back_unsent(
    session: Session, city_id: int, whose: sa.ColumnElement[bool], now: datetime
) -> int:
    waiting = session.execute(_unsent(city_id, whose)).all()
    if not waiting:
        return 0
    question_ids = [question_id for question_id, _ in waiting]
    outbox.cancel_about(session, city_id=city_id, question_ids=question_ids, now=now)
    _take_back(session, city_id, question_ids, [invitation_id for _, invitation_id in waiting])
    return len(waiting)


def take_back_lapsed(session: Session, *, now: datetime) -> None:
    """Take back, in every city, the invitations that are over and whose texts never went out.

    The carrier was down, a number halted, a day's hours too short: nobody was asked, so nobody
    was silent. What was looked for at the carrier even once may have been taken by it.
    """
    for city_id, rows in groupby(session.execute(_lapsed()).all(), key=lambda row: row.city_id):
        lapsed = list(rows)
        question_ids = [row.question_id for row in lapsed]
        outbox.cancel_about(session, city_id=city_id, question_ids=question_ids, now=now)
        _take_back(session, city_id, question_ids, [row.invitation_id for row in lapsed])


def _lapsed() -> sa.Select[int, int, int]:
    """Select them by city, their texts locked: nobody sends one meanwhile."""
    went = aliased(Message)
    may_have_gone = sa.exists().where(
        went.city_id == Message.city_id,
        went.question_id == Message.question_id,
        went.status.not_in(NEVER_HANDED_OVER)
        | (went.looked_up > 0)
        | went.accepted_at.is_not(None),
    )
    return (
        sa.select(
            Invitation.city_id.label("city_id"),
            Question.id.label("question_id"),
            Invitation.id.label("invitation_id"),
        )
        .join(Question, Question.subject_id == Invitation.id)
        .join(Message, Message.question_id == Question.id)
        .where(
            Question.city_id == Invitation.city_id,
            Message.city_id == Invitation.city_id,
            Question.kind == Asked.CALL,
            Question.state.in_((QuestionState.EXPIRED, QuestionState.CLOSED)),
            Invitation.answer == Answer.ASKED,
            ~may_have_gone,
        )
        .order_by(Invitation.city_id, Invitation.id)
        .with_for_update(of=Message, skip_locked=True)
    )


def _of_no_more_use(city_id: int, opening_id: int, now: datetime) -> sa.Update:
    """Let what nobody knows of, or did not arrive, be sent no second time."""
    asks = (
        sa.select(Question.id)
        .join(Invitation, Question.subject_id == Invitation.id)
        .where(
            Question.city_id == city_id,
            Question.kind == Asked.CALL,
            Question.state.in_(UNSETTLED),
            Invitation.city_id == city_id,
            Invitation.opening_id == opening_id,
        )
    )
    return (
        sa.update(Message)
        .where(
            Message.city_id == city_id,
            Message.question_id.in_(asks),
            Message.status.in_(ON_ITS_WAY),
            Message.expires_at > now,
        )
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )


def _unsent(city_id: int, whose: sa.ColumnElement[bool]) -> sa.Select[int, int]:
    return (
        sa.select(Question.id, Invitation.id)
        .join(Invitation, sa.and_(
            Question.kind == Asked.CALL, Question.subject_id == Invitation.id
        ))
        .join(Message, Message.question_id == Question.id)
        .where(
            Question.city_id == city_id,
            Invitation.city_id == city_id,
            whose,
            Invitation.answer == Answer.ASKED,
            Message.status.in_(WAITS),
        )
        .order_by(Message.id)
        .with_for_update(of=Message, skip_locked=True)
    )  # fmt: skip


def _take_back(
    session: Session, city_id: int, question_ids: list[int], invitation_ids: list[int]
) -> None:
    session.execute(
        sa.update(Message)
        .where(Message.city_id == city_id, Message.question_id.in_(question_ids))
        .values(question_id=None)
    )
    session.execute(
        sa.delete(Question).where(Question.city_id == city_id, Question.id.in_(question_ids))
    )
    session.execute(
        sa.delete(Invitation).where(
            Invitation.city_id == city_id, Invitation.id.in_(invitation_ids)
        )
    )
