"""All projects of those who work here: whose they are, in what order, how many on a page."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.pages import Browser
from tests.test_web_staff import claim, place
from volunteer.calls.model import Standing
from volunteer.challenges.model import Course
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.hours import unsettled
from volunteer.projects import board, dates
from volunteer.projects.board import Phase
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState
from volunteer.staff.model import Member, Role
from volunteer.web import project_board

DAY = timedelta(days=1)


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


def titles(
    session: Session, member: Member, *, words: str = "", initiative_id: int | None = None
) -> list[str]:
    found = board.lines(
        session, member, now=clock.now(), limit=50, words=words, initiative_id=initiative_id
    )
    return [line.project.title for line in found]


def one_more(session: Session, opening: Opening, later: timedelta) -> ProjectSession:
    """Give an opening's project another session, at another time, with as many places."""
    starts = opening.session.starts_at + later
    added = ProjectSession(
        city_id=opening.city_id,
        project_id=opening.session.project_id,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )
    session.add(Opening(city_id=opening.city_id, role=opening.role, session=added, places=9))
    session.commit()
    return added


def test_everybody_finds_their_own_projects_and_leads_the_whole_city(
    session: Session, city: City, cora: Member
) -> None:
    an_opening(session, city, "Ours", posted_by=cora)
    kay = a_member(session, city, "Kay", organisation="Others")
    an_opening(session, city, "Theirs", posted_by=kay)
    an_opening(session, a_city(session, "Barnsley"), "Far away")
    max_ = a_member(session, city, "Max", role=Role.MANAGER)
    lee = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")

    assert titles(session, cora) == titles(session, max_) == ["Ours"]
    assert titles(session, kay) == ["Theirs"]
    assert set(titles(session, lee)) == {"Ours", "Theirs"}


def test_what_is_coming_stands_first_by_its_next_session_only(
    session: Session, city: City, cora: Member
) -> None:
    now = clock.now()
    late = an_opening(session, city, "Late", starts=now + 9 * DAY, posted_by=cora)
    over = an_opening(session, city, "Over", starts=now - 9 * DAY, posted_by=cora)
    soon = an_opening(session, city, "Soon", places=2, starts=now - 7 * DAY, posted_by=cora)
    second = one_more(session, soon, 8 * DAY)
    one_more(session, soon, 15 * DAY)
    over.role.project.initiative.course = Course.STOPPED
    session.commit()

    first, *rest = board.lines(session, cora, now=now, limit=50)

    assert [first.project.title, *(line.project.title for line in rest)] == ["Soon", "Late", "Over"]
    assert (first.next, first.places, first.taken) == (second, 9, 0)
    assert [line.phase for line in rest] == [Phase.COMING, Phase.OVER]
    late.session.cancelled_at = now
    session.commit()
    phases = {x.project.title: x.phase for x in board.lines(session, cora, now=now, limit=50)}
    assert phases["Late"] is Phase.NOTHING_PLANNED


def test_a_cancelled_project_is_over_whatever_was_planned(
    session: Session, city: City, cora: Member
) -> None:
    opening = an_opening(session, city, starts=clock.now() + DAY, posted_by=cora)
    opening.role.project.state = ProjectState.CANCELLED
    session.commit()

    (line,) = board.lines(session, cora, now=clock.now(), limit=50)

    assert (line.next, line.phase) == (None, Phase.OVER)


def test_projects_are_found_by_words_and_by_initiative(
    session: Session, city: City, cora: Member
) -> None:
    plant = an_opening(session, city, "Plant the square", posted_by=cora)
    an_opening(session, city, "Cook 100% supper", posted_by=cora)

    assert titles(session, cora, words="SQUARE plant") == ["Plant the square"]
    assert titles(session, cora, words="plant supper") == []
    assert titles(session, cora, words="100%") == ["Cook 100% supper"]
    assert titles(session, cora, words="%") == ["Cook 100% supper"]
    initiative = plant.role.project.initiative
    assert titles(session, cora, initiative_id=initiative.id) == ["Plant the square"]
    assert initiative in board.initiatives(session, cora)


def test_nobody_is_offered_the_initiatives_of_others(
    session: Session, city: City, cora: Member
) -> None:
    an_opening(session, city, posted_by=a_member(session, city, "Kay", organisation="Others"))

    assert board.initiatives(session, cora) == []


def test_the_page_says_of_each_project_what_is_next_and_what_waits(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    opening = an_opening(session, city, starts=clock.now() - 2 * DAY, posted_by=cora)
    one_more(session, opening, 9 * DAY)
    ada = a_volunteer(session, city)
    place(session, opening, ada, Standing.CONFIRMED)
    browser.sign_in(cora)

    page = browser.get("/staff/projects").text

    assert "Coming" in page
    assert "0 of 9 placed" in page
    assert "Hours of 1 person to confirm" in page


def test_an_empty_board_says_what_to_do_and_a_search_without_result_how_to_go_on(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    browser.sign_in(cora)
    empty = browser.get("/staff/projects").text
    an_opening(session, city, posted_by=cora)

    nothing = browser.get("/staff/projects?words=zebra<b>&initiative=x").text

    assert "No project yet." in empty
    assert "No project is like that." in nothing
    assert 'value="zebra&lt;b&gt;"' in nothing


def test_many_projects_come_in_pages(
    session: Session, browser: Browser, city: City, cora: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_board, "PAGE", 2)
    for number in range(5):
        an_opening(session, city, f"Project {number}", posted_by=cora)
    browser.sign_in(cora)

    pages = [browser.get(f"/staff/projects?page={number}").text for number in (1, 2, 3)]

    on_each = [{n for n in range(5) if f"Project {n}<" in page} for page in pages]
    assert [len(numbers) for numbers in on_each] == [2, 2, 1]
    assert set().union(*on_each) == set(range(5))
    assert ['rel="next"' in page for page in pages] == [True, True, False]
    assert browser.get("/staff/projects?page=-4").status_code == 200
    assert browser.get(f"/staff/projects?page={10**30}").status_code == 200


def test_a_project_shows_its_last_sessions_and_all_of_them_when_asked(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    opening = an_opening(session, city, starts=clock.now() - 99 * DAY, posted_by=cora)
    for week in range(1, 12):
        one_more(session, opening, week * 7 * DAY)
    browser.sign_in(cora)
    project = opening.role.project
    address = f"/staff/projects/{project.id}"

    short, long = browser.get(address).text, browser.get(f"{address}?page=1").text

    assert short.count("Nobody came") == 8
    assert long.count("Nobody came") == 12
    assert "Show all" in short
    assert "No session to come." in short
    last, *_ = dates.past(session, project, now=clock.now(), limit=1)
    assert last.starts_at == opening.session.starts_at + 77 * DAY


def test_the_board_asks_the_database_as_often_for_many_as_for_one(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    browser.sign_in(cora)
    asked, cora_id, city_id = {}, cora.id, city.id
    for many in (1, 6):
        cora, city = session.get_one(Member, cora_id), session.get_one(City, city_id)
        for number in range(many):
            opening = an_opening(session, city, f"P{number}", posted_by=cora)
            over = an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)
            claim(session, over, a_volunteer(session, city), 60)
            place(session, opening, a_volunteer(session, city), Standing.CONFIRMED)
        asked[many] = [statements(session, browser, page) for page in PAGES]

    assert asked[1] == asked[6]


PAGES = ("/staff", "/staff/projects", "/staff/hours")


def statements(session: Session, browser: Browser, address: str) -> int:
    """Count what a page asks of the database."""
    browser.get(address)
    session.expunge_all()
    counted = []

    def count(*_args: object) -> None:
        counted.append(1)

    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", count)
    assert browser.get(address).status_code == 200
    sa.event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_hours_that_wait_are_counted_by_project_and_by_session_for_those_who_see_it(
    session: Session, city: City, cora: Member
) -> None:
    over = an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)
    both, silent, walked_up = (a_volunteer(session, city, name) for name in "ABC")
    place(session, over, both, Standing.CONFIRMED)
    place(session, over, silent, Standing.CONFIRMED)
    claim(session, over, both, 60)
    claim(session, over, walked_up, 60)
    kay = a_member(session, city, "Kay", organisation="Others")
    project_id, now = session.scalars(sa.select(Project.id)).one(), clock.now()

    assert unsettled.of_projects(session, cora, [project_id], now=now) == {project_id: 3}
    assert unsettled.of_sessions(session, cora, [over.session_id], now=now) == {over.session_id: 3}
    assert unsettled.of_projects(session, kay, [project_id], now=now) == {}
    (one,) = unsettled.sessions(session, cora, now=now, limit=5)
    assert (one.session.id, one.people, one.told) == (over.session_id, 3, 2)
    assert unsettled.sessions(session, kay, now=now, limit=5) == []
