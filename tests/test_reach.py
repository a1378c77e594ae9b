"""Phones at which no text arrives: nobody there is asked or reminded, and staff ring them."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place
from tests.builders import a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.pages import Browser
from tests.posting import HOUR, MINUTE, send_all, status, write
from tests.texting import heard, text
from volunteer.calls import candidates, offers, reminders, ringing
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.hours import asking
from volunteer.messages import ledger, reach, receipts
from volunteer.messages.model import Lane, Message, Source
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer

STARTS_SOON = timedelta(hours=20)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada, who can be texted."""
    return a_volunteer(session, city)


def lose(session: Session, ada: Volunteer, *, now: datetime) -> None:
    reach.lose(ada.contact, "30005", now=now)
    session.commit()


@pytest.mark.parametrize("code", ["21211", "21614", "21612", "30005", "30006"])
def test_a_code_that_says_that_the_number_is_bad_is_kept_with_the_phone_refused_or_reported(
    session: Session, city: City, ada: Volunteer, sms: FakeSms, now: datetime, *, code: str
) -> None:
    bo = a_volunteer(session, city, "Bo")
    write(city, ada.contact, now=now)
    sms.failures = [GatewayError("bad number", permanent=True, code=code)]
    send_all(sms, city, now=now)
    message = write(city, bo.contact, now=now)
    send_all(sms, city, now=now + MINUTE)
    receipts.record_callback(
        message.token, sid="SM9", word="undelivered", code=code, now=now + MINUTE
    )

    session.rollback()
    for one in (ada, bo):
        assert one.contact.unreachable_at is not None
        assert one.contact.unreachable_because == code


def test_a_phone_that_is_lost_is_neither_asked_nor_offered_nor_reminded(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, places=3, starts=now + STARTS_SOON)
    waited_for = an_opening(session, city, "Paint", places=1)
    over = an_opening(session, city, "Dig", starts=now - 4 * HOUR, lasts=2 * HOUR)
    place(session, waited_for, ada, now=now, standing=Standing.WAITING)
    free = an_opening(session, city, "Bake")
    assert [one.id for one in candidates.of(session, city, free, now=now)] == [ada.id]
    place(session, opening, ada, now=now - timedelta(days=1))
    place(session, over, ada, now=now - timedelta(days=1))
    lose(session, ada, now=now)

    assert candidates.of(session, city, free, now=now) == []
    assert not offers.offer_due_next(now=now)
    assert not asking.ask_next(now=now)
    assert reminders.remind_next(now=now)
    assert heard(session, ada) == []

    with transaction() as again:
        reach.regain(again.get_one(type(ada.contact), ada.contact_id))
    assert offers.offer_due_next(now=now)
    assert heard(session, ada) == ["offer"]


def test_a_fresh_consent_or_a_text_from_it_makes_it_reachable(
    session: Session, city: City, ada: Volunteer, now: datetime
) -> None:
    lose(session, ada, now=now)
    text(session, city, ada, "Thanks", now=now)
    session.rollback()
    assert ada.contact.unreachable_at is None

    lose(session, ada, now=now)
    ledger.give(session, ada.contact, source=Source.WEB, wording="I agree", now=now)
    assert (ada.contact.unreachable_at, ada.contact.unreachable_because) == (None, None)


def test_the_roster_says_to_ring_them_and_so_does_a_cancelled_one(
    app: Flask, session: Session, city: City, ada: Volunteer
) -> None:
    cora, now = a_member(session, city, "Cora"), clock.now()
    opening = an_opening(session, city, starts=now + STARTS_SOON, posted_by=cora)
    placement = place(session, opening, ada, now=now)
    lose(session, ada, now=now)
    browser = Browser(app, city)
    browser.sign_in(cora)

    page = browser.get(f"/staff/sessions/{opening.session_id}").get_data(as_text=True)
    assert "Ring, no texts: none reach this phone." in page

    opening.session.cancelled_at, placement.standing = now, Standing.NOT_NEEDED
    session.commit()
    assert ringing.to_ring(session, city.id, opening.session) == [placement]


def test_a_phone_that_was_off_gets_no_old_notice_once_something_newer_was_written_to_it(
    session: Session, city: City, ada: Volunteer, sms: FakeSms, now: datetime
) -> None:
    contact = ada.contact
    message = write(city, contact, "It is on", lane=Lane.NOTICE, now=now, useful_for=24 * HOUR)
    send_all(sms, city, now=now)
    receipts.record_callback(message.token, sid="SM9", word="undelivered", code="30003", now=now)
    again = session.scalars(sa.select(Message).where(Message.again_of_id == message.id)).one()
    assert status(session, message) is Status.UNDELIVERED
    write(city, contact, "It is off", lane=Lane.NOTICE, now=now + HOUR, useful_for=24 * HOUR)

    send_all(sms, city, now=now + 3 * HOUR)

    assert [letter.body for letter in sms.sent] == ["It is on", "It is off"]
    assert status(session, again) is Status.QUEUED  # and so it stays until its use is over


@pytest.mark.parametrize(
    ("lane", "hours", "times"), [(Lane.CALL, 24, 1), (Lane.REPLY, 24, 0), (Lane.CALL, 2, 0)]
)
def test_only_what_is_of_use_by_then_and_no_answer_is_written_once_more(
    session: Session, city: City, ada: Volunteer, sms: FakeSms, now: datetime,
    *, lane: Lane, hours: int, times: int,
) -> None:  # fmt: skip
    message = write(city, ada.contact, lane=lane, now=now, useful_for=hours * HOUR)
    send_all(sms, city, now=now)

    for _ in range(3):
        receipts.record_callback(
            message.token, sid="SM9", word="undelivered", code="30003", now=now
        )

    session.rollback()
    written = session.scalars(sa.select(Message).where(Message.again_of_id == message.id)).all()
    assert len(written) == times
    assert all(one.due_at == now + 2 * HOUR for one in written)
