"""Short ways to write texts, to send them and to ask questions."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.core.ports import SmsGateway
from volunteer.messages import outbox, questions, sending
from volunteer.messages.model import Asked, Contact, Lane, Message, Question, Text
from volunteer.messages.status import Status

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def write(
    city: City,
    contact: Contact,
    body: str = "Can you help?",
    *,
    now: datetime,
    lane: Lane = Lane.CALL,
    kind: str = "call",
    due_at: datetime | None = None,
    useful_for: timedelta = HOUR,
    question: Question | None = None,
) -> Message:
    """Put a text into the outbox."""
    with transaction() as session:
        message_id = outbox.put(
            session,
            city=city,
            contact=contact,
            kind=kind,
            body=body,
            lane=lane,
            now=now,
            due_at=due_at,
            expires_at=now + useful_for,
            question=question,
        )
        return walls.fetch(session, Message, city.id, message_id)


def ask(
    contact: Contact,
    *,
    now: datetime,
    kind: Asked = Asked.CALL,
    window: timedelta = DAY,
    ends_by: datetime | None = None,
    subject_id: int = 1,
) -> Question | None:
    """Ask a phone something, if it has nothing to answer."""
    with transaction() as session:
        return questions.reserve(
            session,
            contact,
            kind=kind,
            subject_id=subject_id,
            window=window,
            now=now,
            ends_by=ends_by,
        )


def write_question(
    city: City, contact: Contact, *, now: datetime, window: timedelta = DAY
) -> tuple[Message, Question]:
    """Ask a phone something, with the text that asks it."""
    question = ask(contact, now=now, window=window)
    assert question is not None
    return write(city, contact, now=now, question=question), question


def send_next(gateway: SmsGateway, *cities: City, now: datetime) -> bool:
    """Send one text; calls may go out in the given cities."""
    return sending.deliver_next(gateway, clock=lambda: now, calling=[c.id for c in cities])


def send_all(gateway: SmsGateway, *cities: City, now: datetime) -> None:
    """Send what is due, a second after the other, as the number's pace asks."""
    while send_next(gateway, *cities, now=now):
        now += SECOND


def status(session: Session, message: Message) -> Status:
    """Return how far a text is now."""
    session.refresh(message)
    return message.status


def texts(session: Session) -> list[Text]:
    """Return what came in, the oldest first."""
    session.rollback()
    return list(session.scalars(sa.select(Text).order_by(Text.id)))
