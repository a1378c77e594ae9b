"""Phones in tests: what they text to the city, and what they hear from it."""

from datetime import datetime
from itertools import count

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages import inbox, questions
from volunteer.messages.model import Asked, Contact, Message, Text
from volunteer.people.model import Volunteer
from volunteer.sms import conversation

_serial = count(1)


def text(
    session: Session,
    city: City,
    who: Volunteer | Contact | str,
    body: str,
    *,
    now: datetime,
    opt_out: str | None = None,
    media: int = 0,
) -> Text:
    """Let a phone text the city and the conversation read it; return the text as it ended."""
    number = who if isinstance(who, str) else _contact(who).phone
    text_id = inbox.receive(
        city.id,
        sid=f"SM{next(_serial)}",
        phone=number,
        body=body,
        opt_out=opt_out,
        media=media,
        now=now,
    )
    assert text_id is not None
    assert conversation.answer(text_id, now=now)
    return session.get_one(Text, text_id)


def messages(session: Session, who: Volunteer | Contact) -> list[Message]:
    """Return what was written to a phone, the oldest first."""
    contact = _contact(who)
    return list(
        session.scalars(
            sa.select(Message)
            .where(Message.city_id == contact.city_id, Message.contact_id == contact.id)
            .order_by(Message.id)
        )
    )


def heard(session: Session, who: Volunteer | Contact) -> list[str]:
    """Return the kinds of what was written to a phone, the oldest first."""
    return [message.kind for message in messages(session, who)]


def contact_of(session: Session, city: City, phone: str) -> Contact:
    """Return a city's contact by its number."""
    return session.scalars(
        sa.select(Contact).where(Contact.city_id == city.id, Contact.phone == phone)
    ).one()


def open_question(session: Session, who: Volunteer | Contact) -> Asked | None:
    """Return what a phone may answer now."""
    contact = _contact(who)
    found = questions.open_of(session, city_id=contact.city_id, contact_id=contact.id)
    return None if found is None else found.kind


def _contact(who: Volunteer | Contact) -> Contact:
    return who.contact if isinstance(who, Volunteer) else who
