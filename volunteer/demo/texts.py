"""Texts that came and went before the demo was opened, and what phones were asked by them."""

from datetime import datetime, timedelta

from volunteer.demo.stage import Stage
from volunteer.messages.model import Asked, Contact, Lane, Message, Question, QuestionState, Text
from volunteer.messages.outbox import ANSWER_USEFUL_FOR
from volunteer.messages.segments import count
from volunteer.messages.status import Status

FAR_AHEAD = timedelta(days=365)
TRAVELS = timedelta(seconds=4)  # a text, from us to a phone


def asked(
    stage: Stage,
    contact: Contact,
    kind: Asked,
    subject_id: int,
    *,
    at: datetime,
    window: timedelta,
    ends_by: datetime | None = None,
) -> Question:
    """Ask a phone something that it has not answered yet."""
    last = ends_by or at + FAR_AHEAD
    question = Question(
        city_id=stage.city.id,
        contact=contact,
        kind=kind,
        subject_id=subject_id,
        state=QuestionState.OPEN,
        window_minutes=int(window.total_seconds() // 60),
        ends_by=last,
        expires_at=min(at + window, last),
        asked_at=at,
    )
    stage.session.add(question)
    stage.session.flush()
    return question


def sent(
    stage: Stage,
    contact: Contact,
    kind: str,
    body: str,
    *,
    at: datetime,
    lane: Lane = Lane.REPLY,
    question: Question | None = None,
    answers: Text | None = None,
) -> None:
    """Write down a text that reached its phone."""
    stage.session.add(
        Message(
            city_id=stage.city.id,
            contact=contact,
            question_id=question and question.id,
            in_reply_to_id=answers and answers.id,
            kind=kind,
            lane=lane,
            to=contact.phone,
            body=body,
            segments=count(body).segments,
            status=Status.DELIVERED,
            due_at=at,
            expires_at=at + ANSWER_USEFUL_FOR,
            token=stage.code(),
            attempts=1,
            claimed_at=at,
            accepted_at=at,
            settled_at=at + TRAVELS,
            created_at=at,
        )
    )
