"""The switch that holds every text back: at the command line, and on the leads' page."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact, a_member
from tests.fakes import FakeSms
from tests.pages import Browser
from tests.posting import HOUR, SECOND, send_all, send_next, write
from tests.racing import at_once
from tests.texting import text
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.audit.model import AuditRow
from volunteer.messages import senders, sending
from volunteer.messages.model import Lane
from volunteer.staff.model import Member, Role

LEADS = [Role.COUNCIL_LEAD, Role.ADMINISTRATOR]


def a_browser(app: Flask, city: City, member: Member) -> Browser:
    browser = Browser(app, city)
    browser.sign_in(member)
    return browser


def deeds(session: Session) -> list[tuple[str, int | None]]:
    session.rollback()
    rows = session.execute(
        sa.select(AuditRow.deed, AuditRow.by_id)
        .where(AuditRow.deed.in_((Deed.CITY_PAUSED, Deed.CITY_RESUMED)))
        .order_by(AuditRow.id)
    )
    return [(deed, by) for deed, by in rows]


@pytest.mark.parametrize("lane", list(Lane))
def test_what_is_written_is_not_sent_after_a_pause_and_goes_when_it_ends(
    session: Session, city: City, sms: FakeSms, now: datetime, lane: Lane
) -> None:
    for _ in range(3):
        write(city, a_contact(session, city), now=now, lane=lane)
    assert send_next(sms, city, now=now)

    senders.pause(city.id, now=now)
    send_all(sms, city, now=now + 10 * SECOND)
    assert len(sms.sent) == 1  # the claim after the pause finds nothing: there is no batch

    senders.resume(city.id, now=now + 20 * SECOND)
    send_all(sms, city, now=now + 20 * SECOND)
    assert len(sms.sent) == 3


def test_many_workers_send_nothing_more_after_a_pause(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    for _ in range(12):
        write(city, a_contact(session, city), now=now)
    senders.pause(city.id, now=now)

    city_id = city.id

    def send() -> bool:
        return sending.deliver_next(sms, clock=lambda: now + SECOND, calling=[city_id])

    results = at_once(app, [send] * 12)

    assert results == [False] * 12
    assert sms.sent == []


def test_a_pause_is_of_one_city(session: Session, city: City, sms: FakeSms, now: datetime) -> None:
    barnsley = a_city(session, "Barnsley")
    write(barnsley, a_contact(session, barnsley), now=now)
    senders.pause(city.id, now=now)

    send_all(sms, city, barnsley, now=now)

    assert len(sms.sent) == 1


def test_a_stop_counts_during_a_pause(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    contact = a_contact(session, city)
    senders.pause(city.id, now=now)

    text(session, city, contact, "STOP", now=now)
    session.refresh(contact)

    assert contact.stopped_at == now
    assert sms.sent == []


@pytest.mark.parametrize("role", LEADS)
def test_leads_pause_and_resume_from_a_page_and_both_are_in_the_log(
    app: Flask, session: Session, city: City, role: Role
) -> None:
    lead = a_member(session, city, "Lea", role=role)
    browser = a_browser(app, city, lead)
    assert "Pause all texts" in browser.get("/staff/sending").text

    paused = browser.post("/staff/sending/pause")
    again = browser.post("/staff/sending/pause")
    page = browser.get("/staff/sending").text
    browser.post("/staff/sending/resume")

    assert (paused.status_code, again.status_code) == (303, 303)
    assert "Let the texts go" in page
    assert "Pause all texts" not in page
    assert deeds(session) == [(Deed.CITY_PAUSED, lead.id), (Deed.CITY_RESUMED, lead.id)]
    sender = senders.of(session, city.id)
    assert sender is not None
    assert sender.paused_at is None


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER])
def test_nobody_else_pauses_a_city(app: Flask, session: Session, city: City, role: Role) -> None:
    browser = a_browser(app, city, a_member(session, city, "Cora", role=role))

    answers = [browser.post(f"/staff/sending/{do}").status_code for do in ("pause", "resume")]

    assert (browser.get("/staff/sending").status_code, answers) == (404, [404, 404])
    assert "/staff/sending" not in browser.get("/staff").text
    assert deeds(session) == []


def test_a_lead_s_resume_does_not_undo_what_the_carrier_halted(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    browser = a_browser(app, city, a_member(session, city, "Lea", role=Role.COUNCIL_LEAD))
    senders.pause(city.id, now=now)
    sender = senders.of(session, city.id)
    assert sender is not None
    sender.halted_at, sender.halted_because = now, "carrier error 20003"
    session.commit()

    browser.post("/staff/sending/resume")

    session.refresh(sender)
    assert (sender.paused_at, sender.halted_at) == (None, now)
    assert "20003" in browser.get("/staff/sending").text


def test_the_page_says_what_waits_and_what_is_left_of_the_money(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    for lane in (Lane.CALL, Lane.CALL, Lane.REPLY):
        write(
            city, a_contact(session, city), now=datetime.now(now.tzinfo), lane=lane, useful_for=HOUR
        )
    browser = a_browser(app, city, a_member(session, city, "Lea", role=Role.COUNCIL_LEAD))

    page = browser.get("/staff/sending").text

    assert "£49.88 of £50.00" in page
    assert "Texts go out" in page
