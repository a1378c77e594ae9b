"""The outbox: messages are written with what they tell of, and sent afterwards."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import inserting
from volunteer.core.errors import N_, Refused
from volunteer.core.readymade import Readymade
from volunteer.messages import senders
from volunteer.messages.ledger import TO_STOPPED
from volunteer.messages.model import Contact, Lane, Message, Question, Text
from volunteer.messages.segments import MAX_LENGTH, count, unknown
from volunteer.messages.status import Status

ANSWER_USEFUL_FOR = timedelta(hours=24)
# Made once, as every text asks them: to make a statement takes longer than to run it.
PUT = Readymade(sa.insert(Message).returning(Message.id))
# Found among those of one phone: asked for what was taken, the database would walk back through
# all texts of the city.
_NOT_TAKEN = Message.accepted_at.is_(None)
LAST_HEARD = Readymade(
    sa.select(Message.kind, Message.accepted_at)
    .where(
        Message.city_id == sa.bindparam("city_id"),
        Message.contact_id == sa.bindparam("contact_id"),
    )
    .order_by(_NOT_TAKEN, Message.accepted_at.desc(), Message.id.desc())
    .limit(1)
)


class Asking(NamedTuple):
    """A text that asks a phone a question."""

    contact_id: int
    question_id: int
    to: str
    body: str


def put(
    session: Session,
    *,
    city: City,
    contact: Contact,
    kind: str,
    body: str,
    lane: Lane,
    now: datetime,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    question: Question | None = None,
    in_reply_to: Text | None = None,
) -> int:
    """Write a message into the caller's transaction; return its id.

    ``expires_at`` is when it stops being of use: it is not sent after that. A phone that
    said stop gets the confirmation of it, and the one question whether a sign-up on the web
    is theirs. Of all else the row says suppressed.
    """
    segments = _segments(body)
    senders.ensure(session, city.id, now=now)
    stopped = contact.stopped_at is not None and kind not in TO_STOPPED
    message = {
        "city_id": city.id,
        "contact_id": contact.id,
        "question_id": question and question.id,
        "in_reply_to_id": in_reply_to and in_reply_to.id,
        "kind": kind,
        "lane": lane,
        "to": contact.phone,
        "body": body,
        "segments": segments,
        "status": Status.SUPPRESSED if stopped else Status.QUEUED,
        "due_at": due_at or now,
        "expires_at": expires_at or now + ANSWER_USEFUL_FOR,
        "token": secrets.token_hex(16),
        "created_at": now,
    }
    return PUT.scalar_one(session, message)


def put_all(
    session: Session,
    city_id: int,
    texts: Iterable[Asking],
    *,
    many: int,
    kind: str,
    lane: Lane,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Write so many texts of questions into the caller's transaction.

    The caller holds their phones, none of which said stop. They are made as they are written: in
    another thread (``inserting``).
    """
    segments = cache(_segments)
    senders.ensure(session, city_id, now=now)
    inserting.insert_all(
        session,
        Message,
        ("contact_id", "question_id", "to", "body", "segments", "token"),
        (
            (*text, segments(text.body), token)
            for text, token in zip(texts, _tokens(many), strict=True)
        ),
        unless_there=False,
        city_id=city_id,
        kind=kind,
        lane=lane,
        status=Status.QUEUED,
        due_at=now,
        expires_at=expires_at,
        created_at=now,
    )


def _tokens(many: int) -> list[str]:
    """Draw tokens as ``secrets.token_hex(16)`` does, all at once; an index takes them in order."""
    drawn = secrets.token_hex(16 * many)
    return sorted(drawn[at : at + 32] for at in range(0, len(drawn), 32))


def last_heard(session: Session, contact: Contact) -> str | None:
    """Return the kind of the last message to a phone that the carrier took."""
    whose = {"city_id": contact.city_id, "contact_id": contact.id}
    kind, accepted_at = LAST_HEARD.first(session, whose) or (None, None)
    return None if accepted_at is None else kind


def is_answered(session: Session, text: Text) -> bool:
    """Return whether an answer to a text waits to be sent, or went."""
    answer = sa.select(Message.id).where(
        Message.city_id == text.city_id,
        Message.contact_id == text.contact_id,
        Message.in_reply_to_id == text.id,
        Message.status.not_in((Status.SUPPRESSED, Status.CANCELLED)),
    )
    return session.scalar(answer.limit(1)) is not None


def cancel_about(session: Session, *, city_id: int, question_ids: list[int], now: datetime) -> None:
    """Cancel what still waits to be sent of these questions."""
    session.execute(
        sa.update(Message)
        .where(
            Message.city_id == city_id,
            Message.question_id.in_(question_ids),
            Message.status.in_((Status.QUEUED, Status.HELD)),
        )
        .values(status=Status.CANCELLED, settled_at=now)
    )


def take_back(session: Session, *which: sa.ColumnElement[bool], now: datetime) -> int:
    """Cancel those of these messages that wait to be sent; return how many they were.

    What may have gone is not sent again.
    """
    cancelled = {"status": Status.CANCELLED, "settled_at": now}
    waits = Message.status.in_((Status.QUEUED, Status.HELD))
    taken = _change(session, (*which, waits), cancelled)
    _change(session, (*which, Message.status == Status.UNKNOWN), {"expires_at": now})
    return taken


def _change(
    session: Session, which: Sequence[sa.ColumnElement[bool]], values: dict[str, object]
) -> int:
    changing = sa.update(Message).where(*which).values(**values).returning(Message.id)
    return len(session.scalars(changing.execution_options(synchronize_session=False)).all())


def _segments(body: str) -> int:
    """Return what a text that can be sent costs; refuse another."""
    _ensure_can_be_sent(body)
    return count(body).segments


def _ensure_can_be_sent(body: str) -> None:
    if len(body) > MAX_LENGTH:
        raise Refused(N_("That text is too long: at most %(most)s characters."), most=MAX_LENGTH)
    mark = unknown(body)
    if mark is not None:
        raise Refused(
            N_("That text has a character no phone can show (U+%(code)s). Take it out."),
            code=f"{ord(mark):04X}",
        )
