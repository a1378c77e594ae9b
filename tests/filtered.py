"""A call some of whose texts a phone network took for spam. Commits."""

from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from tests.asking import invite
from tests.builders import a_volunteer
from volunteer.calls.model import Call, Invitation
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import transaction
from volunteer.messages import outbox, questions
from volunteer.messages.model import Lane, Message
from volunteer.messages.status import Status
from volunteer.projects.model import Opening

_serial = count(1)


def a_filtered_call(
    session: Session,
    city: City,
    opening: Opening,
    *,
    now: datetime,
    filtered: int = 3,
    fine: int = 0,
    unsent: int = 0,
) -> Call:
    """Make a call whose texts were filtered, arrived, or wait to be sent, so many of each."""
    how_many = filtered + fine + unsent
    people = [a_volunteer(session, city, f"V{next(_serial)}") for _ in range(how_many)]
    invitations = invite(session, opening, *people, now=now)
    for number, invitation in enumerate(invitations):
        message = _write(city, invitation, now)
        if number < filtered + fine:
            message.status, message.accepted_at = Status.DELIVERED, now
        if number < filtered:
            message.status, message.error = Status.UNDELIVERED, "30007"
        session.commit()
    return invitations[0].call


def _write(city: City, invitation: Invitation, now: datetime) -> Message:
    contact = invitation.volunteer.contact
    with transaction() as session:
        question = questions.open_of(session, city_id=city.id, contact_id=contact.id)
        message_id = outbox.put(
            session,
            city=city,
            contact=contact,
            kind="call",
            body="Can you help?",
            lane=Lane.CALL,
            now=now,
            question=question,
            expires_at=invitation.opening.session.starts_at,
        )
        return walls.fetch(session, Message, city.id, message_id)
