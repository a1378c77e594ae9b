"""The page on which all sessions of a project are asked about at once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import invite, set_rules
from tests.builders import a_member, a_volunteer, an_opening, another_session
from tests.crowds import a_crowd
from tests.pages import Browser
from volunteer.calls import together
from volunteer.calls.model import Answer, Call, CallState
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

DAY = timedelta(days=1)
ALL_DAY = {f"{day}calls_{end}": at for day in ("", "sunday_")
           for end, at in (("from", "00:00"), ("until", "23:59"))}  # fmt: skip


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator, in a city that texts at any hour of any day."""
    set_rules(city, **ALL_DAY, no_calls_on=[])
    return a_member(session, city)


@pytest.fixture
def browser(app: Flask, city: City, cora: Member) -> Browser:
    """Give her browser."""
    browser = Browser(app, city)
    browser.sign_in(cora)
    return browser


@pytest.fixture
def days(session: Session, city: City, cora: Member) -> list[Opening]:
    """Give a project with two sessions, of two and of five places."""
    starts = clock.now() + 7 * DAY
    first = an_opening(session, city, starts=starts, posted_by=cora)
    return [first, another_session(session, first, starts=starts + DAY, places=5)]


def page_of(opening: Opening) -> str:
    return f"/staff/projects/{opening.role.project_id}"


def asking(opening: Opening) -> str:
    return f"{page_of(opening)}/asking"


def states(session: Session) -> list[CallState]:
    session.rollback()
    return list(session.scalars(sa.select(Call.state).order_by(Call.id)))


def text_of(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_before_it_starts_it_says_how_many_fit_any_and_what_it_takes(
    session: Session, city: City, browser: Browser, days: list[Opening]
) -> None:
    a_crowd(session, city, 30)
    assert "Ask for all sessions" in text_of(browser, page_of(days[0]))

    page = text_of(browser, asking(days[0]))

    assert "Find 7 people for 2 sessions" in page
    assert "30 people fit one of these sessions at least." in page
    rows = ("All expected to be full", "Places filled then", "Asked in all", ">Cost<")
    assert [row for row in rows if row not in page] == []
    assert "never more than £4.80" in page  # each of them about two days, if it comes to that
    assert "too few for 7 places" not in page
    assert "as Person" in page  # the text, as somebody gets it


def test_with_too_few_people_for_all_sessions_it_says_so_and_what_else_would_help(
    session: Session, city: City, browser: Browser, days: list[Opening]
) -> None:
    a_crowd(session, city, 4)

    page = text_of(browser, asking(days[0]))

    assert "too few for 7 places" in page
    assert "when we stop asking about the first session" in page
    assert f'href="{page_of(days[0])}/sessions"' in page


def test_the_text_is_shown_in_each_language_of_those_who_are_asked_first(
    session: Session, city: City, browser: Browser, days: list[Opening]
) -> None:
    city.languages = ["en", "cy"]
    a_volunteer(session, city, "Ada")
    a_volunteer(session, city, "Bo").contact.language = "cy"
    session.commit()

    page = text_of(browser, asking(days[0]))

    assert "can you help, Ada?" in page
    assert "allwch chi helpu, Bo?" in page
    assert page.count("The text in") == 1


def test_it_starts_goes_on_and_stops_from_its_page(
    session: Session, city: City, browser: Browser, days: list[Opening]
) -> None:
    a_crowd(session, city, 3)
    address, calls = asking(days[0]), f"{page_of(days[0])}/calls"

    assert browser.post(calls).status_code == 303
    started = text_of(browser, address)
    assert "We are asking now, and go on until every session is full." in started
    assert "Asking about 2 sessions" in started
    assert "See how asking goes" in text_of(browser, page_of(days[0]))

    assert browser.post(f"{calls}/pause").status_code == 303
    assert states(session) == [CallState.PAUSED] * 2
    paused = text_of(browser, address)
    assert "paused it on" in paused
    assert "Go on asking" in paused
    assert browser.post(f"{calls}/resumption").status_code == 303
    assert states(session) == [CallState.RUNNING] * 2

    assert browser.post(f"{calls}/end").status_code == 303
    assert states(session) == [CallState.STOPPED] * 2
    assert "Nobody else is asked about these 2 sessions" in text_of(browser, address)
    for step, told in (("end", "being asked any more"), ("pause", "being asked any more"),
                       ("resumption", "Nothing was paused any more")):  # fmt: skip
        browser.post(f"{calls}/{step}")
        assert told in text_of(browser, address)


def test_while_it_runs_it_says_how_each_session_stands(
    session: Session, city: City, browser: Browser, cora: Member, days: list[Opening]
) -> None:
    now = clock.now()
    together.start(city, cora, days[0].role.project_id, now=now)
    people = [a_volunteer(session, city, name) for name in ("Ada", "Ben", "Cleo")]
    yes, no, back = invite(session, days[1], *people, now=now)
    yes.answer, no.answer, back.answer = Answer.ACCEPTED, Answer.DECLINED, Answer.WITHDRAWN
    invite(session, days[1], a_volunteer(session, city, "Di"), now=now)
    session.commit()

    page = text_of(browser, asking(days[0]))

    assert "4 people asked" in page
    assert "4 asked: 1 yes, 1 no, 1 nothing yet 1 gave the place back." in page
    for row in ("Delivered", "Places taken", "Gave a place back", "Cost so far", "Look again"):
        assert row in page, row
    assert page.count("Asking now") == 3  # all together, and each
    assert "A session that is full stops by itself; the others go on." in page
    assert "Asking now" in text_of(browser, page_of(days[0]))


def test_of_more_sessions_than_half_a_year_has_weeks_nothing_is_worked_out_while_they_run(
    session: Session, city: City, browser: Browser, cora: Member, days: list[Opening]
) -> None:
    a_crowd(session, city, 3)
    together.start(city, cora, days[0].role.project_id, now=clock.now())
    few = text_of(browser, asking(days[0]))
    for number in range(25):
        another_session(session, days[0], starts=clock.now() + (20 + number) * DAY)
    together.start(city, cora, days[0].role.project_id, now=clock.now())

    many = text_of(browser, asking(days[0]))

    assert "All expected to be full" in few
    assert "Asking about 27 sessions" in many
    assert "All expected to be full" not in many
    assert "Places taken" in many


def test_outside_calling_hours_it_says_when_the_first_texts_go_out(
    session: Session, city: City, browser: Browser, cora: Member, days: list[Opening]
) -> None:
    set_rules(city, no_calls_on=[f"{clock.now():%m-%d}", f"{clock.now() + DAY:%m-%d}"])
    a_crowd(session, city, 3)
    address, calls = asking(days[0]), f"{page_of(days[0])}/calls"
    assert "too late or too early to text people" in text_of(browser, address)

    browser.post(calls)

    page = text_of(browser, address)
    assert page.count("The first texts go out on") == 2  # what was done, and how it stands
    assert page.count("Nobody asked yet") == 3  # all together, and each


def test_more_people_than_one_may_ask_are_proposed_for_all_sessions_together(
    session: Session, city: City, browser: Browser, days: list[Opening]
) -> None:
    set_rules(city, second_person_above=4)
    a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")
    a_crowd(session, city, 9)
    address, calls = asking(days[0]), f"{page_of(days[0])}/calls"
    page = text_of(browser, address)
    assert "You may decide to ask up to 4 people, about all sessions together." in page

    assert browser.post(calls, beyond="1").status_code == 303

    page = text_of(browser, address)
    assert states(session) == [CallState.PROPOSED] * 2
    assert "Proposed for 2 sessions" in page
    assert "Take it back" in page
    assert "Asked in all" in page  # whoever decides sees what it would come to
    assert "never more than £1.44" in page
    assert "Approve: ask people" not in page


def test_whoever_may_approve_finds_it_as_one_thing_and_decides_on_all_sessions(
    app: Flask, session: Session, city: City, cora: Member, days: list[Opening]
) -> None:
    lee = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")
    first = together.propose(city, cora, days[0].role.project_id, now=clock.now())
    address = asking(days[0])
    browser = Browser(app, city)
    browser.sign_in(lee)

    board = text_of(browser, "/staff")
    assert board.count("It is about several sessions.") == 1
    assert f'href="{address}"' in board
    assert browser.get(f"/staff/calls/{first}").location.endswith(address)  # from the mail
    assert "decided on together" in text_of(browser, f"/staff/openings/{days[1].id}")
    assert "Approve: ask people" in text_of(browser, address)

    answer = browser.post(f"/staff/calls/{first}/approval")

    assert answer.location.endswith(address)
    assert states(session) == [CallState.RUNNING] * 2


def test_what_cannot_be_asked_is_said(
    session: Session, city: City, browser: Browser, days: list[Opening]
) -> None:
    address, calls = asking(days[0]), f"{page_of(days[0])}/calls"
    assert "Nobody fits a session with open places right now." in text_of(browser, address)
    browser.post(calls)

    browser.post(calls)

    assert "no session with open places that nobody is being asked" in text_of(browser, address)


def test_a_project_with_nothing_to_come_has_nothing_to_ask_about(
    session: Session, city: City, browser: Browser, cora: Member
) -> None:
    over = an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)

    assert "Ask for all sessions" not in text_of(browser, page_of(over))
    assert "No session to come." in text_of(browser, asking(over))


def test_strangers_find_nothing_there(
    app: Flask, session: Session, city: City, days: list[Opening]
) -> None:
    stranger = Browser(app, city)
    stranger.sign_in(a_member(session, city, "Olly", organisation="Somebody else"))
    address, calls = asking(days[0]), f"{page_of(days[0])}/calls"

    assert stranger.get(address).status_code == 404
    posted = [stranger.post(f"{calls}{to}") for to in ("", "/end", "/pause", "/resumption")]
    assert [answer.status_code for answer in posted] == [404] * 4
    assert states(session) == []
