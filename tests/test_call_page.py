"""The page of a call: what to expect before it, how it is doing, and what somebody may do."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.asking import a_call, invite, place, set_rules
from tests.builders import a_member, a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.pages import Browser, told
from tests.texting import text
from volunteer.calls.model import Call, CallState, Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.audit import By
from volunteer.core.db import transaction
from volunteer.messages import senders
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role
from volunteer.visits.model import Visit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALWAYS = {"calls_from": "00:00", "calls_until": "23:59"}
ALL_SUNDAY = {"sunday_calls_from": "00:00", "sunday_calls_until": "23:59", "no_calls_on": []}


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator, in a city that asks at any hour: pages have the real clock."""
    set_rules(city, **ALWAYS, **ALL_SUNDAY)
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening for two, in a week."""
    return an_opening(session, city, starts=clock.now() + 7 * DAY, posted_by=cora)


@pytest.fixture
def browser(app: Flask, city: City, cora: Member) -> Browser:
    """Give Cora's browser."""
    browser = Browser(app, city)
    browser.sign_in(cora)
    return browser


def soon(session: Session, opening: Opening) -> None:
    """Let the session begin in five hours."""
    begins = clock.now() + 5 * HOUR
    opening.session.starts_at, opening.session.ends_at = begins, begins + 2 * HOUR
    session.commit()


def card(page: str, name: str) -> str:
    """Return a card's words, without their markup."""
    found = page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]
    return " ".join(found.split())


def test_before_it_starts_it_tells_what_to_expect_and_what_it_costs(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_crowd(session, city, 60)

    page = browser.get(f"/staff/openings/{opening.id}").text

    ask = card(page, "ask")
    assert "60 people fit." in ask
    for row in (">Expected to be full<", ">Places filled then<", ">Asked in all<", ">Cost<"):
        assert row in ask
    assert "2 of 2" in ask
    assert "never more than £4.80" in ask
    assert "Reply YES or NO" in card(page, "text")
    assert "It is urgent" not in ask


def test_the_text_is_shown_in_each_language_that_people_on_the_list_get_it_in(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_volunteer(session, city, "Ada")
    address = f"/staff/openings/{opening.id}"
    alone = card(browser.get(address).text, "text")
    city.languages = ["en", "cy"]
    a_volunteer(session, city, "Bo").contact.language = "cy"
    session.commit()

    both = card(browser.get(address).text, "text")

    assert "The text in" not in alone
    assert "can you help, Ada?" in both
    assert "allwch chi helpu, Bo?" in both
    assert both.count("The text in") == 1


def test_with_too_few_people_it_says_so_and_names_no_hour(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    opening.places = 20
    session.commit()
    a_crowd(session, city, 5)

    ask = card(browser.get(f"/staff/openings/{opening.id}").text, "ask")

    assert "too few for 20 places" in ask
    assert "not by" in ask


def test_what_begins_within_a_day_may_be_urgent_and_the_text_of_it_is_shown(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    soon(session, opening)
    a_crowd(session, city, 5)
    address = f"/staff/openings/{opening.id}"
    before = browser.get(address).text

    browser.post(f"{address}/calls", urgent="1")

    assert "It is urgent" in card(before, "ask")
    assert "urgent, can you help" in card(before, "text")
    call = session.scalars(sa.select(Call)).one()
    assert call.urgent
    after = browser.get(address).text
    assert "Urgent" in card(after, "call")
    assert "Make it urgent" not in after


def test_a_call_that_would_be_urgent_too_early_is_refused_with_the_reason(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_crowd(session, city, 5)

    browser.post(f"/staff/openings/{opening.id}/calls", urgent="1")

    page = browser.get(f"/staff/openings/{opening.id}")
    assert "begins within 24 hours" in " ".join(told(page))
    assert session.scalars(sa.select(Call)).all() == []


def test_while_it_runs_the_page_says_how_it_is_doing(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_crowd(session, city, 60)
    browser.post(f"/staff/openings/{opening.id}/calls")
    first = session.scalars(sa.select(Message).order_by(Message.id)).all()
    first[0].status = Status.UNDELIVERED
    for message in first[1:]:
        message.status, message.accepted_at = Status.DELIVERED, clock.now()
    session.commit()
    ada = session.get_one(Message, first[1].id).contact
    text(session, city, ada, "yes", now=clock.now())

    page = browser.get(f"/staff/openings/{opening.id}").text

    live = card(page, "call")
    asked = len(first)
    assert f"{asked} people asked" in live
    assert f"{asked - 1} of {asked}" in live
    assert "not delivered" in live
    assert "1 of 2" in live
    assert "said yes" in live
    rows = ("Cost so far", "Expected to be full", "Still to be asked", "Next asked", "We stop")
    for row in (*rows, "Look again"):
        assert row in live, row
    assert 'data-live="' in live
    assert "live.js" in page


def test_it_is_paused_and_goes_on_and_says_who_paused_it(
    session: Session, browser: Browser, opening: Opening
) -> None:
    call = a_call(session, opening, now=clock.now())
    address = f"/staff/openings/{opening.id}"

    browser.post(f"/staff/calls/{call.id}/pause")
    paused = browser.get(address).text
    again = browser.post(f"/staff/calls/{call.id}/pause")
    refused = " ".join(told(browser.get(address)))
    browser.post(f"/staff/calls/{call.id}/resumption")

    assert "Cora paused it on" in card(paused, "call")
    assert "Go on asking" in card(paused, "call")
    assert "live.js" not in paused
    assert again.status_code == 303
    assert "it is paused already" in refused
    session.expire_all()
    assert call.state is CallState.RUNNING
    assert "Cora paused it" not in browser.get(address).text


def test_a_running_call_becomes_urgent_when_its_session_is_near(
    session: Session, browser: Browser, opening: Opening
) -> None:
    call = a_call(session, opening, now=clock.now())
    address = f"/staff/openings/{opening.id}"
    early = browser.get(address).text
    soon(session, opening)

    late = browser.get(address).text
    browser.post(f"/staff/calls/{call.id}/urgency")
    browser.post(f"/staff/calls/{call.id}/urgency")

    assert "Make it urgent" not in early
    assert "Make it urgent" in late
    session.expire_all()
    assert call.urgent
    assert "urgent already" in " ".join(told(browser.get(address)))


def test_who_waits_and_who_is_offered_a_place_is_on_the_page(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    ada, bo, cy, di = (a_volunteer(session, city, name) for name in ("Ada", "Bo", "Cy", "Di"))
    now = clock.now()
    for person in (ada, di):
        place(session, opening, person, now=now)
    for minutes, person in enumerate((bo, cy)):
        since = now + timedelta(minutes=minutes)
        place(session, opening, person, now=since, standing=Standing.WAITING)
    text(session, city, ada, "can't come", now=now)

    line = card(browser.get(f"/staff/openings/{opening.id}").text, "line")

    assert "2 people wait for a place" in line
    assert line.count("Offered") == 1
    assert line.index("Bo") < line.index("Offered") < line.index("Cy")


def test_nobodys_number_is_on_it(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    ada = a_volunteer(session, city, "Ada")
    invite(session, opening, ada, now=clock.now())
    text(session, city, ada, "no", now=clock.now())

    page = browser.get(f"/staff/openings/{opening.id}").text

    assert "Ada" in card(page, "call")
    assert ada.contact.phone[3:] not in page


def test_a_page_that_looks_again_by_itself_keeps_nobody_signed_in(
    session: Session, browser: Browser, opening: Opening, cora: Member
) -> None:
    """The control: looking oneself does."""
    address = f"/staff/openings/{opening.id}"
    (visit,) = session.scalars(sa.select(Visit).where(Visit.member_id == cora.id))
    visit.seen_at -= 29 * timedelta(minutes=1)
    session.commit()
    before = visit.seen_at

    by_itself = looks_again(browser, address)
    assert seen(session, visit) == before
    by_hand = browser.get(address)
    assert seen(session, visit) > before

    assert (by_itself.status_code, by_hand.status_code) == (200, 200)
    visit.seen_at = before - timedelta(minutes=2)
    session.commit()
    assert looks_again(browser, address).status_code == 303


def looks_again(browser: Browser, address: str) -> TestResponse:
    headers = {"X-By-Itself": "1"}
    return browser.client.get(address, base_url=browser.base_url, headers=headers)


def seen(session: Session, visit: Visit) -> datetime:
    session.rollback()
    session.refresh(visit)
    return visit.seen_at


# Why no texts go out.


def test_whoever_asks_people_reads_why_no_texts_go_out(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_crowd(session, city, 3)
    pages = (f"/staff/openings/{opening.id}", f"/staff/projects/{opening.role.project_id}/asking")
    fine = [browser.get(address).text for address in pages]

    senders.pause(city.id, now=clock.now())
    held = [browser.get(address).text for address in pages]
    senders.unpause(city.id, now=clock.now(), by=By.OPERATOR)
    set_rules(city, spend_a_day_pence=0)
    spent = [browser.get(address).text for address in pages]
    with transaction() as opened:
        senders.halt(opened, city.id, 20003, now=clock.now())
    halted = [browser.get(address).text for address in pages]

    assert not any("No texts go out" in page for page in fine)
    for shown, words in (
        (held, "The council holds all texts back."),
        (spent, "The money set aside for texts today is used up."),
        (halted, "The carrier refuses our texts."),
    ):
        assert all(words in page for page in shown), words


# Beyond what one person may decide on.


def test_with_nothing_left_to_decide_it_tells_what_a_proposal_would_come_to(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_crowd(session, city, 60)
    set_rules(city, second_person_above=1)
    invite(session, opening, a_volunteer(session, city, "Ada"), now=clock.now())
    end(browser, session)

    ask = card(browser.get(f"/staff/openings/{opening.id}").text, "ask")

    assert "As many were asked about this project as one person may decide on" in ask
    assert "too few" not in ask
    assert "£0.00" not in ask
    assert "never more than £4.80" in ask


def test_whoever_is_to_approve_a_call_sees_what_it_would_come_to(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    a_crowd(session, city, 60)
    set_rules(city, second_person_above=1)
    a_member(session, city, "Max", role=Role.MANAGER)
    browser.post(f"/staff/openings/{opening.id}/calls", beyond="1")

    waits = card(browser.get(f"/staff/openings/{opening.id}").text, "call")

    assert "Cora proposed to ask as many people as it takes" in waits
    for row in ("Expected to be full", "Places filled then", "Asked in all", ">Cost<"):
        assert row in waits, row
    assert "never more than £4.80" in waits


def test_if_all_are_asked_at_once_nobody_is_said_to_come_after_them(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    opening.places = 9
    session.commit()
    a_crowd(session, city, 3)

    ask = card(browser.get(f"/staff/openings/{opening.id}").text, "ask")

    assert "We text all of them at once." in ask
    assert "a few more" not in ask
    assert "never more than" not in ask  # than what all of them cost, which is what is expected
    assert f'href="/staff/projects/{opening.role.project_id}/sessions"' in ask


def test_a_call_that_is_over_is_told_of_as_what_was(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    invite(session, opening, a_volunteer(session, city, "Ada"), now=clock.now())
    end(browser, session)

    was = card(browser.get(f"/staff/openings/{opening.id}").text, "call")

    assert "Who was asked" in was
    assert "no answer" in was
    assert "so far" not in was


def end(browser: Browser, session: Session) -> None:
    """Stop the only call there is."""
    browser.post(f"/staff/calls/{session.scalars(sa.select(Call.id)).one()}/end")
