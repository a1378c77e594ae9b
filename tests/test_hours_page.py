"""Hours to confirm, all on one page: what was told beside what was planned, and one press."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_member, a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.pages import Browser, told
from tests.test_web_staff import claim, place
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.audit.deeds import Deed
from volunteer.core.audit.model import AuditRow
from volunteer.core.errors import Refused
from volunteer.hours import as_told
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

DAY = timedelta(days=1)
PLANNED = 120


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


@pytest.fixture
def over(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of yesterday that lasted two hours."""
    return an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)


@pytest.fixture
def told_by(session: Session, city: City, over: Opening) -> Callable[..., Entry]:
    """Give a way to let somebody come and tell their hours."""

    def tell(name: str, minutes: int) -> Entry:
        person = a_volunteer(session, city, name)
        place(session, over, person, Standing.CONFIRMED)
        return claim(session, over, person, minutes)

    return tell


def seen(session: Session, over: Opening) -> str:
    return as_told.of(session, over.city_id, [over.session])[over.session_id].seen


def confirmed(session: Session) -> list[int | None]:
    session.expire_all()
    return list(session.scalars(sa.select(Entry.confirmed_minutes).order_by(Entry.id)))


def test_the_page_shows_who_told_what_beside_what_was_planned(
    session: Session,
    browser: Browser,
    city: City,
    cora: Member,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    told_by("Ada", PLANNED)
    told_by("Bob", PLANNED - 30)
    over.places = 3
    place(session, over, a_volunteer(session, city, "Eve"), Standing.CONFIRMED)
    browser.sign_in(cora)

    page = browser.get("/staff/hours").text

    assert "Planned: 2 hours each." in page
    assert "30 min less than planned" in page
    assert "1 person has not told us yet" in page
    assert "Confirm 2 as told" in page


def test_one_press_confirms_what_was_told_and_the_log_says_so(
    session: Session,
    browser: Browser,
    cora: Member,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    told_by("Ada", PLANNED)
    told_by("Bob", 60)
    browser.sign_in(cora)

    sent = browser.post(f"/staff/hours/{over.session_id}", seen=seen(session, over))

    assert sent.status_code == 303
    assert told(browser.get("/staff/hours")) == ["Confirmed: the hours of 2 people."]
    assert confirmed(session) == [PLANNED, 60]
    standings = session.scalars(sa.select(Placement.standing))
    assert set(standings) == {Standing.ATTENDED}
    deeds = list(session.scalars(sa.select(AuditRow.deed).order_by(AuditRow.id)))
    assert deeds.count(Deed.HOURS_CONFIRMED) == 2
    assert "All hours are confirmed." in browser.get("/staff/hours").text


def test_more_than_was_planned_is_looked_at_on_the_roster_first(
    session: Session,
    browser: Browser,
    cora: Member,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    told_by("Ada", PLANNED + 60)
    browser.sign_in(cora)

    page = browser.get("/staff/hours").text
    browser.post(f"/staff/hours/{over.session_id}", seen=seen(session, over))

    assert "1 h more than planned" in page
    assert "as told" not in page
    assert "Look at the roster first." in " ".join(told(browser.get("/staff/hours")))
    assert confirmed(session) == [None]


def test_pressed_again_they_are_confirmed_already(
    session: Session,
    browser: Browser,
    cora: Member,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    told_by("Ada", PLANNED)
    before = seen(session, over)
    browser.sign_in(cora)
    address = f"/staff/hours/{over.session_id}"
    browser.post(address, seen=before)
    browser.get("/staff/hours")

    for form in ({"seen": before}, {"seen": ""}, {}):
        browser.post(address, **form)
        assert "confirmed already" in " ".join(told(browser.get("/staff/hours")))

    assert confirmed(session) == [PLANNED]


def test_what_a_page_of_many_people_shows_of_a_session_is_what_one_press_reads(
    session: Session, city: City, cora: Member, over: Opening
) -> None:
    other = an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)
    crowd = a_crowd(session, city, as_told.MOST // 2 + 1)
    session.add_all(
        Entry(
            city_id=city.id,
            session_id=session_id,
            volunteer_id=person.id,
            claimed_minutes=60,
            claimed_by=ClaimedBy.TEXT,
            claimed_at=clock.now(),
        )
        for session_id in (over.session_id, other.session_id)
        for person in crowd
    )
    session.commit()

    page = as_told.of(session, city.id, [over.session, other.session])

    for opening in (over, other):
        assert len(page[opening.session_id].entries) == len(crowd)
        assert page[opening.session_id].seen == seen(session, opening)


def test_a_flexible_session_has_no_plan_to_be_confirmed_by(
    session: Session, city: City, cora: Member
) -> None:
    opening = an_opening(session, city, starts=clock.now() - DAY, lasts=None, posted_by=cora)
    claim(session, opening, a_volunteer(session, city), 60)

    with pytest.raises(Refused, match="roster first"):
        as_told.confirm(city, cora, opening.session_id, seen(session, opening), now=clock.now())


def test_what_was_told_since_the_page_was_opened_is_not_confirmed_unseen(
    session: Session,
    browser: Browser,
    cora: Member,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    entry = told_by("Ada", 60)
    before = seen(session, over)
    entry.claimed_minutes = 90
    session.commit()
    browser.sign_in(cora)

    for form in ({"seen": before}, {}):
        browser.post(f"/staff/hours/{over.session_id}", **form)
        assert "in the meantime" in " ".join(told(browser.get("/staff/hours")))

    assert confirmed(session) == [None]


def test_another_organisation_neither_sees_nor_confirms_them(
    session: Session,
    browser: Browser,
    city: City,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    told_by("Ada", 60)
    browser.sign_in(a_member(session, city, "Kay", organisation="Others"))

    page = browser.get("/staff/hours").text
    sent = browser.post(f"/staff/hours/{over.session_id}", seen=seen(session, over))

    assert "Ada" not in page
    assert "All hours are confirmed." in page
    assert sent.status_code == 404
    assert confirmed(session) == [None]


def test_the_roster_tells_who_said_here_and_when(
    session: Session, browser: Browser, city: City, cora: Member, over: Opening
) -> None:
    for name, at in (("Ada", over.session.starts_at), ("Bob", None)):
        place(session, over, a_volunteer(session, city, name), Standing.CONFIRMED)
        session.scalars(sa.select(Placement).order_by(Placement.id.desc())).all()[0].arrived_at = at
    session.commit()
    browser.sign_in(cora)

    page = browser.get(f"/staff/sessions/{over.session_id}").text

    assert page.count("here since") == 1


def test_the_roster_offers_the_planned_time_for_those_who_said_nothing(
    session: Session,
    browser: Browser,
    city: City,
    cora: Member,
    over: Opening,
    told_by: Callable[..., Entry],
) -> None:
    told_by("Ada", 90)
    eve = a_volunteer(session, city, "Eve")
    place(session, over, eve, Standing.CONFIRMED)
    browser.sign_in(cora)
    address = f"/staff/sessions/{over.session_id}"

    plain, filled = browser.get(address).text, browser.get(f"{address}?planned=1").text

    assert "Fill in the planned 2 hours" in plain
    assert 'value="2"' not in plain
    assert filled.count('value="2"') == 1
    assert filled.count('value="1.5"') == 1
    assert confirmed(session) == [None]
