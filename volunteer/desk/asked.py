"""Which question a text came in answer to."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.messages.model import Message, Question, Text
from volunteer.messages.questions import LOST

LOOKED_AT = 30  # questions of each phone, the newest
FRESH = timedelta(days=2)
CROSSED = timedelta(minutes=1)  # a reply may overtake the carrier's word that we asked


def of_texts(session: Session, city_id: int, texts: Sequence[Text]) -> dict[int, Question]:
    """Return the question each text came in answer to, open or not, by the texts' ids.

    It is the one that the text settled, else the last that had been asked when it came.
    """
    newest = _newest(session, city_id, {text.contact_id for text in texts})
    found = {text.id: _of(text, newest.get(text.contact_id, [])) for text in texts}
    return {text_id: question for text_id, question in found.items() if question is not None}


def is_fresh(question: Question, text: Text) -> bool:
    """Return whether a question was still one when a text came, or had been just before."""
    return question.settled_at is None or question.settled_at >= text.received_at - FRESH


def _of(text: Text, newest: Iterable[Question]) -> Question | None:
    before = [one for one in newest if one.asked_at <= text.received_at + CROSSED]
    settled = [one for one in newest if one.settled_by_text_id == text.id]
    return next(iter([*settled, *before]), None)


def _newest(session: Session, city_id: int, phones: set[int]) -> dict[int, list[Question]]:
    """Return what each phone was asked lately, the newest first; not what never reached it."""
    lost = sa.exists().where(
        Message.city_id == city_id, Message.question_id == Question.id, Message.status.in_(LOST)
    )
    latest = (Question.asked_at.desc(), Question.id.desc())
    nth = sa.func.row_number().over(partition_by=Question.contact_id, order_by=latest)
    ranked = (
        sa.select(Question)
        .where(Question.city_id == city_id, Question.contact_id.in_(phones), ~lost)
        .add_columns(nth.label("nth"))
        .subquery()
    )
    found: dict[int, list[Question]] = {}
    newest = sa.select(aliased(Question, ranked)).where(ranked.c.nth <= LOOKED_AT)
    for question in session.scalars(newest.order_by(ranked.c.nth)):
        found.setdefault(question.contact_id, []).append(question)
    return found
