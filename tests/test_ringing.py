"""Whose number staff see: of people with a place, around its session; else on asking, noted."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import place, set_rules
from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.logbook import rows
from tests.pages import Browser
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

ADAS, MASKED = "07700 900111", "07••• •••111"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city)


@pytest.fixture
def browser(app: Flask, city: City, cora: Member) -> Browser:
    """Give the coordinator's browser."""
    browser = Browser(app, city)
    browser.sign_in(cora)
    return browser


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give Ada, whose number one knows when one sees it."""
    return a_volunteer(session, city, phone="+447700900111")


def opening(session: Session, city: City, cora: Member, *, over_since: timedelta) -> Opening:
    """Return an opening of a session of two hours that ended so long ago."""
    starts = clock.now() - over_since - 2 * HOUR
    return an_opening(session, city, starts=starts, posted_by=cora)


def roster(where: Opening) -> str:
    return f"/staff/sessions/{where.session_id}"


def shows(browser: Browser, where: Opening) -> bool:
    """Return whether the roster shows Ada's number; if not, it is masked."""
    page = browser.get(roster(where)).text
    assert (ADAS in page) != (MASKED in page)
    assert ("+447700900111" in page) == (ADAS in page)
    return ADAS in page


@pytest.mark.parametrize(
    ("over_since", "shown"),
    [(-7 * DAY, True), (-HOUR, True), (11 * HOUR, True), (13 * HOUR, False), (30 * DAY, False)],
)
def test_a_number_is_shown_until_half_a_day_after_the_session(
    *,
    session: Session,
    city: City,
    cora: Member,
    ada: Volunteer,
    browser: Browser,
    over_since: timedelta,
    shown: bool,
) -> None:
    where = opening(session, city, cora, over_since=over_since)
    place(session, where, ada, now=clock.now())

    assert shows(browser, where) is shown
    assert rows(session, city) == []


def test_a_city_says_itself_how_long(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = opening(session, city, cora, over_since=13 * HOUR)
    place(session, where, ada, now=clock.now())

    set_rules(city, roster_hours=24)

    assert shows(browser, where) is True


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        (Standing.CONFIRMED, True),
        (Standing.ATTENDED, True),
        (Standing.ABSENT, True),
        (Standing.WAITING, False),
    ],
)
def test_who_waits_has_no_place_and_is_masked(
    *,
    session: Session,
    city: City,
    cora: Member,
    ada: Volunteer,
    browser: Browser,
    standing: Standing,
    shown: bool,
) -> None:
    where = opening(session, city, cora, over_since=-HOUR)
    place(session, where, ada, now=clock.now(), standing=standing)

    assert shows(browser, where) is shown


def test_who_gave_hours_without_a_place_is_masked(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = opening(session, city, cora, over_since=HOUR)
    entry = Entry(
        city_id=city.id,
        session_id=where.session_id,
        volunteer_id=ada.id,
        claimed_minutes=60,
        claimed_by=ClaimedBy.TEXT,
        claimed_at=clock.now(),
    )
    session.add(entry)
    session.commit()

    assert shows(browser, where) is False
    assert ADAS in browser.post(f"{roster(where)}/people/{ada.id}/number").text


def test_a_flexible_session_is_never_over(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = an_opening(session, city, starts=clock.now() - 90 * DAY, lasts=None, posted_by=cora)
    place(session, where, ada, now=clock.now())

    assert shows(browser, where) is True


@pytest.mark.parametrize(("starts_in", "shown"), [(DAY, True), (-DAY, False)])
def test_who_wants_no_texts_is_rung_when_a_session_is_cancelled(
    *,
    session: Session,
    city: City,
    cora: Member,
    ada: Volunteer,
    browser: Browser,
    starts_in: timedelta,
    shown: bool,
) -> None:
    where = an_opening(session, city, starts=clock.now() + starts_in, posted_by=cora)
    place(session, where, ada, now=clock.now(), standing=Standing.NOT_NEEDED)
    ada.contact.stopped_at = where.session.cancelled_at = clock.now() - 2 * DAY
    session.commit()

    assert shows(browser, where) is shown
    page = browser.get(roster(where)).text
    assert ("Ring, no texts" in page) is shown
    assert ADAS in browser.post(f"{roster(where)}/people/{ada.id}/number").text


def test_a_masked_number_is_shown_on_asking_and_that_is_written_down(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = opening(session, city, cora, over_since=2 * DAY)
    place(session, where, ada, now=clock.now())
    bob = a_volunteer(session, city, "Bob", phone="+447700900222")
    where.places = 2
    place(session, where, bob, now=clock.now())
    assert "formaction" in browser.get(roster(where)).text

    page = browser.post(f"{roster(where)}/people/{ada.id}/number").text

    assert ADAS in page
    assert "07700 900222" not in page
    session.rollback()
    [row] = rows(session, city)
    assert (row.deed, row.by_id, row.about_kind, row.about_id, row.named) == (
        "number shown",
        cora.id,
        "volunteer",
        ada.id,
        {"session_id": where.session_id},
    )
    assert shows(browser, where) is False


def test_showing_a_number_loses_nothing_that_was_typed(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = opening(session, city, cora, over_since=2 * DAY)
    place(session, where, ada, now=clock.now())
    address = f"{roster(where)}/people/{ada.id}/number"

    page = browser.post(address, **{f"hours_{ada.id}": "1h15"}).text

    assert 'value="1h15"' in page


def test_a_number_of_who_waits_leaves_the_sheet_as_it_was(
    session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = opening(session, city, cora, over_since=HOUR)
    place(session, where, ada, now=clock.now())
    entry = Entry(
        city_id=city.id,
        session_id=where.session_id,
        volunteer_id=ada.id,
        claimed_minutes=150,
        claimed_by=ClaimedBy.TEXT,
        claimed_at=clock.now(),
    )
    session.add(entry)
    session.commit()
    bob = a_volunteer(session, city, "Bob", phone="+447700900222")
    place(session, where, bob, now=clock.now(), standing=Standing.WAITING)

    page = browser.post(f"{roster(where)}/people/{bob.id}/number").text

    assert "07700 900222" in page
    assert 'value="2.5"' in page


def test_nobody_is_shown_who_is_not_on_this_roster_or_not_the_member_s(
    app: Flask, session: Session, city: City, cora: Member, ada: Volunteer, browser: Browser
) -> None:
    where = opening(session, city, cora, over_since=-DAY)
    withdrawn, elsewhere = a_volunteer(session, city, "Eve"), a_volunteer(session, city, "Bob")
    place(session, where, ada, now=clock.now())
    place(session, where, withdrawn, now=clock.now(), standing=Standing.WITHDRAWN)
    other, barnsley = Browser(app, city), a_city(session, "Barnsley")
    other.sign_in(a_member(session, city, "Olly", organisation="Somebody else"))
    far = Browser(app, barnsley)
    far.sign_in(a_member(session, barnsley))

    for who, whom in ((browser, withdrawn), (browser, elsewhere), (other, ada), (far, ada)):
        assert who.post(f"{roster(where)}/people/{whom.id}/number").status_code == 404

    session.rollback()
    assert rows(session, city) == rows(session, barnsley) == []
