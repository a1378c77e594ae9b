"""A phone that was off: what it did not get is written once more, for later.

The carrier says of such a text that it was not delivered, and an end never moves. So the
second try is a message of its own, with its own token; a unique index lets there be one.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from volunteer.core import walls
from volunteer.core.upsert import insert_new
from volunteer.messages.model import UNSETTLED, Lane, Message, Question
from volunteer.messages.status import Status

LATER = timedelta(hours=2)  # a phone that was off, or without signal, is often on by then


def write(session: Session, message: Message, *, now: datetime) -> bool:
    """Write a text once more if that is of use; return whether it was.

    Not a second time, not when its use is over by then, and no answer: who had just written
    to us has a phone that is on, and will have gone on from there.
    """
    due = now + LATER
    if message.again_of_id is not None or message.lane is Lane.REPLY or message.expires_at <= due:
        return False
    if not _still_asks(session, message, due):
        return False
    same = ("city_id", "contact_id", "question_id", "kind", "lane", "to", "body", "segments")
    new_id: int | None = insert_new(
        session,
        Message,
        **{name: getattr(message, name) for name in same},
        again_of_id=message.id,
        status=Status.QUEUED,
        due_at=due,
        expires_at=message.expires_at,
        token=secrets.token_hex(16),
        attempts=0,
        looked_up=0,
        created_at=now,
    )
    return new_id is not None


def _still_asks(session: Session, message: Message, due: datetime) -> bool:
    if message.question_id is None:
        return True
    question = walls.find(session, Question, message.city_id, message.question_id)
    return question is not None and question.state in UNSETTLED and question.expires_at > due
