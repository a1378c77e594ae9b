"""Who goes first and how fast: answers overtake thousands of calls, and a number keeps its pace."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.builders import a_contact
from tests.fakes import FakeSms
from tests.posting import DAY, SECOND, send_next, write
from volunteer.cities.model import City
from volunteer.messages import senders
from volunteer.messages.model import Contact, Lane, Message
from volunteer.messages.segments import count
from volunteer.messages.status import Status

CALLS = 5_000
SAME = 5  # of the same words, and no more, go to one phone in an hour


def many_calls(session: Session, city: City, contact: Contact, *, now: datetime) -> None:
    """Queue thousands of calls at once."""
    senders.ensure(session, city.id, now=now)
    row = {
        "city_id": city.id,
        "contact_id": contact.id,
        "kind": "call",
        "lane": Lane.CALL,
        "to": contact.phone,
        "body": "Can you help?",
        "segments": 1,
        "status": Status.QUEUED,
        "due_at": now,
        "expires_at": now + DAY,
        "attempts": 0,
        "looked_up": 0,
        "created_at": now,
    }
    rows = [row | {"token": f"{number:032x}"} for number in range(CALLS)]
    session.execute(sa.insert(Message), rows)
    session.commit()


def test_an_answer_overtakes_five_thousand_queued_calls(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    many_calls(session, city, a_contact(session, city), now=now - SECOND)
    assert send_next(sms, city, now=now)
    write(city, a_contact(session, city), "You have a place", lane=Lane.REPLY, now=now)

    assert send_next(sms, city, now=now + SECOND)
    assert send_next(sms, city, now=now + 2 * SECOND)

    assert [letter.body for letter in sms.sent] == [
        "Can you help?",
        "You have a place",
        "Can you help?",
    ]


@pytest.mark.parametrize("rate", [1.0, 4.0, 0.5])
@pytest.mark.parametrize("parts", [1, 3])
def test_over_a_minute_a_number_sends_as_many_segments_as_its_rate_allows(
    session: Session, city: City, sms: FakeSms, now: datetime, *, rate: float, parts: int
) -> None:
    set_rules(city, segments_a_second=rate)
    body = "a" * (153 * parts if parts > 1 else 160)
    assert count(body).segments == parts
    queued = int(60 * rate / parts) + 10
    phones = [a_contact(session, city) for _ in range(queued // SAME + 1)]
    for number in range(queued):
        write(city, phones[number // SAME], body, now=now, useful_for=DAY)

    for tenth in range(600):
        while send_next(sms, city, now=now + tenth * timedelta(milliseconds=100)):
            pass

    sent = len(sms.sent) * parts
    assert 60 * rate - parts <= sent <= 60 * rate + rate + parts  # and one second's worth ahead
