"""What a phone was last asked: at most one open question, so that a bare YES is clear."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core import bulk, changing, inserting, plans, walls
from volunteer.core.loading import Loading
from volunteer.core.upsert import insert_new
from volunteer.messages.model import (
    IS_OPEN,
    UNSETTLED,
    Asked,
    Contact,
    Message,
    Question,
    QuestionState,
)
from volunteer.messages.status import Status

FAR_AHEAD = timedelta(days=3650)
LOST = (
    Status.FAILED,
    Status.UNDELIVERED,
    Status.EXPIRED,
    Status.SUPPRESSED,
    Status.CANCELLED,
)
# Made once, as every text asks it: to make a statement takes longer than to run it.
OPEN_OF = Loading(
    sa.select(Question).where(
        Question.city_id == sa.bindparam("city_id"),
        Question.contact_id == sa.bindparam("contact_id"),
        IS_OPEN,
    )
)


def reserve(
    session: Session,
    contact: Contact,
    *,
    kind: Asked,
    subject_id: int,
    window: timedelta,
    now: datetime,
    ends_by: datetime | None = None,
    options: list[dict[str, Any]] | None = None,
) -> Question | None:
    """Take the phone's one open question for this; None when it is taken already.

    Written together with its message. The window is counted from now until the carrier
    accepts the message, and then anew from that moment; it never passes ``ends_by``.
    """
    last = ends_by or now + FAR_AHEAD
    new_id: int | None = insert_new(
        session,
        Question,
        city_id=contact.city_id,
        contact_id=contact.id,
        kind=kind,
        subject_id=subject_id,
        options=options,
        state=QuestionState.OPEN,
        window_minutes=int(window.total_seconds() // 60),
        ends_by=last,
        asked_at=now,
        expires_at=min(now + window, last),
    )
    if new_id is None:
        return None
    return walls.fetch(session, Question, contact.city_id, new_id)


def reserve_beside(
    session: Session,
    contact: Contact,
    *,
    kind: Asked,
    subject_id: int,
    window: timedelta,
    ends_by: datetime,
    now: datetime,
) -> Question | None:
    """Ask a phone one thing more while something else is open; None if it was already.

    The caller holds the contact's row, so two never do it at once. Its text must carry a code.
    """
    if beside_of(session, city_id=contact.city_id, contact_id=contact.id) is not None:
        return None
    question = Question(
        city_id=contact.city_id,
        contact_id=contact.id,
        kind=kind,
        subject_id=subject_id,
        state=QuestionState.BESIDE,
        window_minutes=int(window.total_seconds() // 60),
        ends_by=ends_by,
        asked_at=now,
        expires_at=min(now + window, ends_by),
    )
    session.add(question)
    session.flush()
    return question


def reserve_all(
    session: Session,
    city_id: int,
    subjects: Sequence[tuple[int, int]],
    *,
    kind: Asked,
    window: timedelta,
    ends_by: datetime,
    now: datetime,
) -> dict[int, int]:
    """Take the one open question of many phones, each given with what it is asked about.

    Return the questions' ids by their subjects': of the phones that had none open.
    """
    taken = inserting.insert_all(
        session,
        Question,
        ("contact_id", "subject_id"),
        subjects,
        giving=("subject_id", "id"),
        city_id=city_id,
        kind=kind,
        state=QuestionState.OPEN,
        window_minutes=int(window.total_seconds() // 60),
        ends_by=ends_by,
        asked_at=now,
        expires_at=min(now + window, ends_by),
    )
    return dict(taken)


def replace(
    session: Session,
    contact: Contact,
    *,
    kind: Asked,
    subject_id: int,
    window: timedelta,
    now: datetime,
    ends_by: datetime | None = None,
    options: list[dict[str, Any]] | None = None,
) -> Question:
    """Close what is open and ask this instead: the person themselves moved on."""
    close_open(session, contact, now=now)
    question = reserve(
        session,
        contact,
        kind=kind,
        subject_id=subject_id,
        window=window,
        now=now,
        ends_by=ends_by,
        options=options,
    )
    if question is None:
        raise RuntimeError("another question was opened in between: try again")
    return question


def start_window(question: Question, *, now: datetime) -> None:
    """Count the window from now, the moment at which the carrier took the message."""
    if question.state in UNSETTLED:
        question.asked_at = now
        question.expires_at = min(
            now + timedelta(minutes=question.window_minutes), question.ends_by
        )


def start_windows(
    session: Session, city_id: int, question_ids: Iterable[int | None], *, now: datetime
) -> None:
    """Count the windows of many questions from now: a statement for each length and end."""
    these = bulk.document_of_ids(one for one in question_ids if one is not None)
    length, is_open = (Question.window_minutes, Question.ends_by), Question.state.in_(UNSETTLED)
    which = (Question.city_id == city_id, Question.id.in_(bulk.listed_ids(session)))
    found = session.execute(
        sa.select(*length).where(*which, plans.by_its_key(is_open)).distinct(), these
    ).all()
    for minutes, last in found:
        of_length = sa.and_(is_open, length[0] == minutes, length[1] == last)
        starting = sa.update(Question).where(*which, plans.by_its_key(of_length))
        ends = min(now + timedelta(minutes=minutes), last)
        session.execute(
            starting.values(asked_at=now, expires_at=ends).execution_options(
                synchronize_session=False
            ),
            these,
        )


def open_of(session: Session, *, city_id: int, contact_id: int) -> Question | None:
    """Return what a phone was asked and may still answer."""
    return OPEN_OF.scalar(session, {"city_id": city_id, "contact_id": contact_id})


def beside_of(session: Session, *, city_id: int, contact_id: int) -> Question | None:
    """Return what a phone was asked beside its open question, and may still answer by a code."""
    return session.scalar(
        sa.select(Question)
        .where(
            Question.city_id == city_id,
            Question.contact_id == contact_id,
            Question.state == QuestionState.BESIDE,
        )
        .order_by(Question.id.desc())
        .limit(1)
    )


def last_of(
    session: Session, *, city_id: int, contact_id: int, kinds: Collection[Asked] = tuple(Asked)
) -> Question | None:
    """Return what a phone was asked last (of these kinds), open or not; what was lost, never."""
    asks = Message.question_id == Question.id
    lost = sa.exists().where(asks, Message.status.in_(LOST))
    not_lost = sa.exists().where(asks, Message.status.not_in(LOST))  # a phone that was off
    return session.scalar(
        sa.select(Question)
        .where(
            Question.city_id == city_id,
            Question.contact_id == contact_id,
            Question.kind.in_(kinds),
            ~lost | not_lost,
        )
        .order_by(Question.id.desc())
        .limit(1)
    )


def settle(session: Session, question: Question, *, text_id: int | None, now: datetime) -> None:
    """Say that a question was answered, and by which text."""
    state = QuestionState.ANSWERED if question.state in UNSETTLED else question.state
    changing.change(session, question, state=state, settled_at=now, settled_by_text_id=text_id)


def close_open(session: Session, contact: Contact, *, now: datetime) -> None:
    """Close the one question that a phone has open, unanswered."""
    which = (Question.city_id == contact.city_id, Question.contact_id == contact.id)
    _close(session, now, *which, IS_OPEN)


def close_all(session: Session, contact: Contact, *, now: datetime) -> None:
    """Close all that a phone may still answer, unanswered."""
    _close(session, now, Question.city_id == contact.city_id, Question.contact_id == contact.id)


def close(session: Session, *, city_id: int, question_ids: Collection[int], now: datetime) -> None:
    """Close these questions, unanswered."""
    _close(session, now, Question.city_id == city_id, Question.id.in_(question_ids))


def close_about(
    session: Session, *, city_id: int, kind: Asked, subject_ids: list[int], now: datetime
) -> None:
    """Close the open questions about these subjects, unanswered."""
    _close(
        session,
        now,
        Question.city_id == city_id,
        Question.kind == kind,
        Question.subject_id.in_(subject_ids),
    )


def expire(session: Session, *, now: datetime) -> list[Question]:
    """End up to 500 questions whose window has passed, of all cities; return them."""
    due = list(
        session.scalars(
            sa.select(Question)
            .where(Question.state.in_(UNSETTLED), Question.expires_at <= now)
            .order_by(Question.expires_at, Question.id)
            .limit(500)
            .with_for_update(skip_locked=True)
        )
    )
    for question in due:
        question.state, question.settled_at = QuestionState.EXPIRED, now
    return due


def _close(session: Session, now: datetime, *which: sa.ColumnElement[bool]) -> None:
    session.execute(
        sa.update(Question)
        .where(Question.state.in_(UNSETTLED), *which)
        .values(state=QuestionState.CLOSED, settled_at=now)
    )
