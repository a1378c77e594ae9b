"""The pages about notices: choosing, deciding, and hearing that mail does not go."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invited, set_rules
from tests.builders import a_member, a_volunteer, an_opening
from tests.noticing import FakeMail, send_all, tell, told
from tests.pages import Browser, problems
from tests.pages import told as banners
from volunteer.calls import service
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.errors import GatewayError
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind, Often, choices
from volunteer.staff.notices.model import Notice, NoticeStatus

DAY = timedelta(days=1)
COORDINATOR = {"danger": "at once", "texts": "at once", "approval": "at once",
               "expiry": "at once", "overdue": "daily"}  # fmt: skip
NO_SUCH = GatewayError("no such mailbox", permanent=True, code="550")
Make = Callable[..., Flask]


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening in a week, for which five people fit where one may ask two."""
    for number in range(5):
        a_volunteer(session, city, f"V{number}")
    set_rules(city, second_person_above=2, calls_from="00:00", calls_until="23:59",
              sunday_calls_from="00:00", sunday_calls_until="23:59", no_calls_on=[])  # fmt: skip
    return an_opening(session, city, starts=clock.now() + 7 * DAY, posted_by=cora, places=20)


# Choosing.


def test_a_member_chooses_what_they_are_told_and_how_often(
    session: Session, browser: Browser, cora: Member
) -> None:
    browser.sign_in(cora)
    page = browser.get("/staff/notices")
    assert cora.email in page.text
    assert "cannot be switched off" in page.text
    assert 'name="halted"' in page.text  # a call of theirs may be paused

    answer = browser.post("/staff/notices", **COORDINATOR | {"texts": "weekly"})

    assert answer.status_code == 303
    assert banners(browser.get("/staff/notices")) == ["Kept. From now on you are told so."]
    assert choices.of(session, cora)[Kind.TEXTS] is Often.WEEKLY


def test_a_lead_may_also_choose_how_often_they_hear_of_texts_that_do_not_go_out(
    session: Session, browser: Browser, lee: Member
) -> None:
    browser.sign_in(lee)

    browser.post("/staff/notices", **COORDINATOR | {"halted": "daily"})

    assert choices.of(session, lee)[Kind.HALTED] is Often.DAILY


def test_what_nobody_offered_is_no_choice(session: Session, browser: Browser, cora: Member) -> None:
    browser.sign_in(cora)

    page = browser.post("/staff/notices", **COORDINATOR | {"texts": "by pigeon"})

    assert page.status_code == 422
    assert len(problems(page)) == 1
    assert choices.of(session, cora)[Kind.TEXTS] is Often.AT_ONCE


def test_the_page_is_for_staff_and_their_account_leads_there(
    browser: Browser, cora: Member
) -> None:
    assert browser.get("/staff/notices").status_code == 303

    browser.sign_in(cora)

    assert 'href="/staff/account"' in browser.get("/staff").text
    assert 'href="/staff/notices"' in browser.get("/staff/account").text


# A second person.


def test_who_wants_to_ask_more_than_one_may_decide_on_proposes_it(
    session: Session, browser: Browser, cora: Member, lee: Member, opening: Opening
) -> None:
    browser.sign_in(cora)
    address = f"/staff/openings/{opening.id}"
    assert "You may decide to ask up to 2 people" in browser.get(address).text

    browser.post(f"{address}/calls", beyond="1")

    page = browser.get(address)
    assert banners(page)[0].startswith("Proposed. Nobody is asked yet")
    assert "Waits for a second person" in page.text
    assert "Take it back" in page.text
    assert "/approval" not in page.text
    assert invited(session, opening) == []
    assert told(session) == [("Lee", Kind.APPROVAL, "proposal")]


def test_the_second_person_comes_from_the_mail_and_approves(
    session: Session, browser: Browser, cora: Member, lee: Member, opening: Opening
) -> None:
    post, call_id = FakeMail(), proposed(browser, session, cora, opening)
    send_all(post, now=clock.now())
    assert f"https://plymouth.example/staff/calls/{call_id}" in post.sent[0].body

    browser.sign_in(session.merge(lee))
    from_mail = browser.get(f"/staff/calls/{call_id}")
    page = browser.get(from_mail.headers["Location"])
    answer = browser.post(f"/staff/calls/{call_id}/approval")

    assert f"/staff/calls/{call_id}/approval" in page.text
    assert answer.status_code == 303
    session.rollback()
    assert len(invited(session, opening)) == 5
    assert "Asking now" in browser.get(f"/staff/openings/{opening.id}").text


def test_the_board_shows_what_waits_for_one_s_decision_and_to_nobody_else(
    session: Session, browser: Browser, cora: Member, lee: Member, opening: Opening
) -> None:
    proposed(browser, session, cora, opening)

    own = browser.get("/staff").text
    browser.sign_in(lee)

    assert "Waits for your decision" in browser.get("/staff").text
    assert "Waits for your decision" not in own


def test_what_was_refused_says_so_and_may_be_proposed_again(
    session: Session, browser: Browser, cora: Member, lee: Member, opening: Opening
) -> None:
    call_id = proposed(browser, session, cora, opening)

    browser.sign_in(lee)
    browser.post(f"/staff/calls/{call_id}/refusal")
    browser.post(f"/staff/calls/{call_id}/approval")

    said = banners(browser.get(f"/staff/openings/{opening.id}"))
    assert any("decided already" in sentence for sentence in said)
    session.rollback()
    assert session.get_one(Call, call_id, populate_existing=True).state is CallState.REFUSED
    assert ("Cora", Kind.APPROVAL, "decision") in told(session)
    browser.sign_in(session.merge(cora))
    assert "Propose to ask more" in browser.get(f"/staff/openings/{opening.id}").text


def test_nobody_approves_their_own_and_strangers_find_nothing(
    session: Session, city: City, browser: Browser, lee: Member, opening: Opening
) -> None:
    a_member(session, city, "Ann", role=Role.ADMINISTRATOR, organisation="The council")
    olly = a_member(session, city, "Olly", role=Role.MANAGER, organisation="Somebody else")
    call_id = proposed(browser, session, lee, opening)

    browser.post(f"/staff/calls/{call_id}/approval")
    assert any("Somebody else" in sentence for sentence in banners(browser.get("/staff")))

    browser.sign_in(session.merge(olly))
    for address in (f"/staff/calls/{call_id}/approval", f"/staff/calls/{call_id}/refusal"):
        assert browser.post(address).status_code == 404
    assert browser.get(f"/staff/calls/{call_id}").status_code == 404
    assert invited(session, opening) == []


def proposed(browser: Browser, session: Session, who: Member, opening: Opening) -> int:
    """Let somebody propose to ask more people than one may decide on; return the call's id."""
    browser.sign_in(who)
    browser.post(f"/staff/openings/{opening.id}/calls", beyond="1")
    session.rollback()
    return session.scalars(sa.select(Call.id)).one()


def test_a_call_that_asked_all_that_one_may_decide_on_says_so(
    browser: Browser, city: City, cora: Member, opening: Opening
) -> None:
    service.start(city, cora, opening.id, now=clock.now())
    browser.sign_in(cora)

    page = browser.get(f"/staff/openings/{opening.id}")

    assert "2 people were asked: no more are, as one person decided." in page.text


# Where mail does not go.


def test_leads_read_on_their_board_whose_mail_is_refused(
    session: Session, browser: Browser, city: City, cora: Member, lee: Member
) -> None:
    post = FakeMail()
    post.failures = [NO_SUCH]
    tell(city, cora, kind=Kind.TEXTS, now=clock.now())
    send_all(post, now=clock.now())

    browser.sign_in(lee)
    board = browser.get("/staff").text

    assert "Mail is refused" in board
    assert cora.email in board
    assert health(browser)["mail_refused"] == ["plymouth"]
    assert health(browser)["mail"] == "ok"
    browser.sign_in(session.merge(cora))
    assert "Mail is refused" not in browser.get("/staff").text


def test_the_service_is_ill_while_no_server_takes_mail(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    tell(city, cora, kind=Kind.TEXTS, now=clock.now())
    assert health(browser)["mail"] == "ok"

    session.execute(sa.update(Notice).values(attempts=3, status=NoticeStatus.QUEUED))
    session.commit()

    assert (health(browser)["mail"], health(browser)["status"]) == ("stuck", "ill")


def test_without_mail_the_pages_and_health_say_that_nobody_is_told(
    make_app: Make, city: City, lee: Member
) -> None:
    app = make_app(MAIL_GATEWAY="none")
    browser = Browser(app, city)
    browser.sign_in(lee)

    assert health(browser)["mail"] == "none"
    assert "nobody is told of danger" in browser.get("/staff").text
    assert "set up without e-mail" in browser.get("/staff/notices").text
    assert "mail" not in {name for name, _, _ in app.extensions["worker"].timetable()}


def health(browser: Browser) -> dict[str, Any]:
    """Return what /health says."""
    said = browser.get("/health").json
    assert isinstance(said, dict)
    return said
