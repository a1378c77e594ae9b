"""The page that changes a role: what is typed, what is shown first, and what is saved."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.asking import a_call, place
from tests.builders import a_member, a_skill, a_volunteer, an_opening, another_session
from tests.pages import Browser, problems, told
from tests.texting import heard
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.geo import KM_PER_MILE
from volunteer.people.levels import Level
from volunteer.projects import roles
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member

DAY = timedelta(days=1)
WHY = "They are alone with children every week."


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


@pytest.fixture
def now() -> datetime:
    return clock.now()


@pytest.fixture
def cora(session: Session, city: City, browser: Browser) -> Member:
    """Give Cora, who is signed in."""
    cora = a_member(session, city)
    browser.sign_in(cora)
    return cora


@pytest.fixture
def opening(session: Session, city: City, cora: Member, now: datetime) -> Opening:
    return an_opening(session, city, posted_by=cora, starts=now + 3 * DAY)


def as_it_is(opening: Opening, **typed: Any) -> dict[str, Any]:
    """Return what the page sends when nothing but this is typed."""
    role = opening.role
    return {
        "edition": role.edition,
        "role_title": role.title,
        "reach": "0",
        "least_age": str(role.least_age),
        "check_level": "",
        f"places_{opening.id}": str(opening.places),
    } | typed


def send(browser: Browser, opening: Opening, **typed: Any) -> TestResponse:
    return browser.post(f"/staff/roles/{opening.role_id}", **as_it_is(opening, **typed))


def hidden(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None
    return found[1]


def words(page: TestResponse) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page.text).split())


def test_what_nobody_is_touched_by_is_saved_at_once(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    driving, first_aid = (a_skill(session, city, one).id for one in ("driving", "first-aid"))

    answer = send(
        browser, opening,
        role_title="Driver", required=driving, helping=first_aid, reach="2", least_age="21",
        vehicle="y", check_level="enhanced", check_reason=WHY, **{f"places_{opening.id}": "7"},
    )  # fmt: skip

    assert answer.status_code == 303
    session.rollback()
    assert roles.of(opening.role) == NewRole(
        "Driver", (driving,), (first_aid,), 2 * KM_PER_MILE,
        Requirements(21, vehicle=True, level=Level.ENHANCED, reason=WHY),
    )  # fmt: skip
    assert opening.places == 7
    assert told(browser.get(answer.location)) == ["Saved."]


def test_a_page_that_is_sent_as_it_came_changes_nothing(
    session: Session, city: City, cora: Member, browser: Browser, now: datetime
) -> None:
    opening = an_opening(
        session, city, posted_by=cora, starts=now + 3 * DAY, required=("driving",),
        asks=Requirements(25, vehicle=True, level=Level.BASIC, reason=WHY),
    )  # fmt: skip
    opening.role.radius_km = 4.8  # no whole number of miles
    session.commit()
    page = browser.get(f"/staff/roles/{opening.role_id}")
    assert "Within 3.0 miles" in page.text

    answer = send(
        browser, opening, required=a_skill(session, city, "driving").id, reach="3.0",
        vehicle="y", check_level="basic", check_reason=WHY,
    )  # fmt: skip

    assert told(browser.get(answer.location)) == ["Nothing was changed."]
    session.rollback()
    assert (opening.role.edition, opening.role.radius_km) == (1, 4.8)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"role_title": ""}, "Enter the role, like “Gardener”."),
        ({"check_level": "basic"}, "Say why this role may ask for a check."),
        ({"places": "0"}, "Ask for 1 to 500 people."),
        ({"places": ""}, "Enter how many people you need."),
        ({"places": "lots"}, "Enter a number, like 12 or 14,000."),
        ({"places": "1"}, "Already taken: 2. Enter that many or more"),
        ({"reach": "home"}, "People have a place already, or wait for one, and were told where."),
    ],
    ids=["no title", "no reason", "none", "empty", "words", "too few", "elsewhere"],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    session: Session, city: City, browser: Browser, opening: Opening, *, now: datetime,
    typed: dict[str, str], why: str,
) -> None:  # fmt: skip
    place(session, opening, a_volunteer(session, city, "Ada"), now=now, party=2)
    typed = {f"places_{opening.id}" if key == "places" else key: typed[key] for key in typed}

    answer = send(browser, opening, vehicle="y", **typed)

    assert answer.status_code == 422
    [wrong] = problems(answer)
    assert wrong.startswith(why)
    assert re.search(r'name="vehicle"[^>]*checked', answer.text)
    session.rollback()
    assert opening.role.edition == 1


def test_what_a_change_does_is_shown_before_and_done_by_sending_it_again(
    session: Session, city: City, browser: Browser, opening: Opening, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)

    first = send(browser, opening, vehicle="y")

    assert first.status_code == 200
    assert "1 of the 1 with a place has not said that they have a car or van." in words(first)
    assert "A text tells 1 of them so." in words(first)
    session.rollback()
    assert (opening.role.needs_vehicle, heard(session, ada)) == (False, [])
    second = send(browser, opening, vehicle="y", shown=hidden(first, "shown"))
    assert second.status_code == 303
    session.rollback()
    assert (opening.role.needs_vehicle, heard(session, ada)) == (True, ["asks_more"])


def test_what_was_not_shown_is_shown_first_whatever_was_before(
    session: Session, city: City, browser: Browser, opening: Opening, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Ada"), now=now)
    seen = hidden(send(browser, opening, vehicle="y"), "shown")

    other = send(browser, opening, vehicle="y", least_age="25", shown=seen)
    place(session, opening, a_volunteer(session, city, "Bob"), now=now)
    more = send(browser, opening, vehicle="y", shown=seen)

    assert (other.status_code, more.status_code) == (200, 200)
    assert "2 of the 2 with a place have not said" in words(more)
    session.rollback()
    assert opening.role.edition == 1


def test_an_older_page_is_told_so_with_what_is_saved_now_and_saved_the_second_time(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    older = as_it_is(opening, role_title="Digger")
    send(browser, opening, role_title="Driver")
    address = f"/staff/roles/{opening.role_id}"

    answer = browser.post(address, **older)

    assert answer.status_code == 422
    assert problems(answer)[0].startswith("Somebody changed this role while you had it open.")
    assert "You typed: Digger Saved now: Driver" in words(answer)
    assert f'href="{address}"' in answer.text  # to begin again
    older["edition"] = hidden(answer, "edition")
    assert browser.post(address, **older).status_code == 303
    session.rollback()
    assert opening.role.title == "Digger"


def test_a_session_that_was_added_meanwhile_keeps_its_places(
    session: Session, city: City, browser: Browser, opening: Opening, now: datetime
) -> None:
    added = another_session(session, opening, starts=now + 9 * DAY, places=8)

    answer = send(browser, opening, role_title="Driver")

    assert answer.status_code == 303
    session.rollback()
    assert (added.places, added.role.title) == (8, "Driver")


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 40])
def test_an_edition_that_is_none_overwrites_nothing(
    browser: Browser, opening: Opening, edition: str
) -> None:
    assert send(browser, opening, role_title="Driver", edition=edition).status_code == 422


def test_a_role_of_another_organisation_is_not_found(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    browser.sign_in(a_member(session, city, "Kay", organisation="Another"))

    assert browser.get(f"/staff/roles/{opening.role_id}").status_code == 404
    assert send(browser, opening, role_title="Driver").status_code == 404


def test_the_roster_says_who_lacks_a_skill_and_who_may_not_take_part(
    session: Session, city: City, browser: Browser, opening: Opening, now: datetime
) -> None:
    place(session, opening, a_volunteer(session, city, "Ada"), now=now)
    typed = {"required": a_skill(session, city, "driving").id, "vehicle": "y"}
    seen = hidden(send(browser, opening, **typed), "shown")
    assert send(browser, opening, **typed, shown=seen).status_code == 303

    roster = words(browser.get(f"/staff/sessions/{opening.session_id}"))

    assert "Ada has not said that they have a car or van to use." in roster
    assert (
        "Has not said that they have these skills, which everybody should have: driving" in roster
    )


def test_several_behind_one_yes_must_join_by_name_so_the_page_and_the_roster_say(
    session: Session, city: City, browser: Browser, opening: Opening, now: datetime
) -> None:
    ada = a_volunteer(session, city, "Ada")
    ada.vehicle_said_at = now
    place(session, opening, ada, now=now, party=2)
    note = "Comes with others. Each of them must join by name before they may take part."
    session_page = f"/staff/sessions/{opening.session_id}"
    assert note not in words(browser.get(session_page))

    first = send(browser, opening, vehicle="y")

    assert "1 of the 1 with a place comes with others, who must each join by name" in words(first)
    assert "please ring" in words(first)
    assert send(browser, opening, vehicle="y", shown=hidden(first, "shown")).status_code == 303
    assert note in words(browser.get(session_page))


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("", "The DBS check is no longer asked for."),
        ("basic", "A lower DBS check is asked for than before."),
    ],
)
def test_a_check_that_is_lowered_is_said_before_it_is_saved(
    session: Session, city: City, cora: Member, browser: Browser, *, now: datetime,
    level: str, said: str,
) -> None:  # fmt: skip
    asks = Requirements(level=Level.ENHANCED, reason=WHY)
    opening = an_opening(session, city, posted_by=cora, starts=now + 3 * DAY, asks=asks)

    first = send(browser, opening, check_level=level, check_reason=WHY if level else "")

    assert (first.status_code, said in words(first)) == (200, True)
    session.rollback()
    assert opening.role.check_level is Level.ENHANCED


def test_a_call_that_loses_its_approval_is_told_of_before_it_does(
    session: Session, city: City, cora: Member, browser: Browser, opening: Opening, now: datetime
) -> None:
    call = a_call(session, opening, now=now)
    call.decided_by_id, call.decided_at = a_member(session, city, "Lee").id, now
    session.commit()

    first = send(browser, opening, **{f"places_{opening.id}": "5"})

    assert "A second person approved 1 call as it was. It goes on" in words(first)
    session.rollback()
    assert call.is_approved


def test_a_role_may_be_done_from_home(
    session: Session, city: City, browser: Browser, opening: Opening
) -> None:
    assert send(browser, opening, reach="home").status_code == 303

    session.rollback()
    assert (opening.role.remote, opening.role.radius_km) == (True, None)
