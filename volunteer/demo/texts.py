"""Texts that came and went before the demo was opened, and what phones were asked by them."""

from datetime import datetime, timedelta

from volunteer.demo.stage import Stage
from volunteer.messages.model import (
    Asked,
    Contact,
    Lane,
    Message,
    Outcome,
    Question,
    QuestionState,
    Text,
)
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
    settled: tuple[QuestionState, datetime] | None = None,
) -> Question:
    """Ask a phone something: ``settled`` says how and when that ended, if it has."""
    last = ends_by or at + FAR_AHEAD
    question = Question(
        city_id=stage.city.id,
        contact=contact,
        kind=kind,
        subject_id=subject_id,
        state=settled[0] if settled else QuestionState.OPEN,
        settled_at=settled and settled[1],
        window_minutes=int(window.total_seconds() // 60),
        ends_by=last,
        expires_at=min(at + window, last),
        asked_at=at,
    )
    stage.session.add(question)
    stage.session.flush()
    return question


def came(
    stage: Stage,
    contact: Contact,
    body: str,
    *,
    at: datetime,
    did: str,
    settles: Question | None = None,
) -> Text:
    """Write down a text that was read and acted on."""
    text = Text(
        city_id=stage.city.id,
        contact=contact,
        sid=f"SB{stage.code()}",
        body=body,
        received_at=at,
        outcome=Outcome.DONE,
        outcome_at=at + TRAVELS,
        did=did,
    )
    stage.session.add(text)
    stage.session.flush()
    if settles is not None:
        settles.settled_by_text_id = text.id
    return text


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
