"""The log as administrators read it: in words, page by page, and checked."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_member, a_volunteer, an_opening
from tests.logbook import WHEN, tamper, write, write_many
from tests.pages import Browser
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.staff.model import Member, Role

LOG = "/staff/audit"


@pytest.fixture
def max_(session: Session, city: City) -> Member:
    """Give an administrator."""
    return a_member(session, city, "Max", role=Role.ADMINISTRATOR)


@pytest.fixture
def browser(app: Flask, city: City, max_: Member) -> Browser:
    """Give the administrator's browser."""
    browser = Browser(app, city)
    browser.sign_in(max_)
    return browser


def words(html: str) -> str:
    """Return the main part of a page as it is read."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def numbers(html: str) -> list[int]:
    """Return the numbers of the rows on a page."""
    return [int(number) for number in re.findall(r'id="row-(-?\d+)"', html)]


def test_a_log_with_nothing_in_it_says_so(browser: Browser) -> None:
    page = browser.get(LOG).text

    assert "Nothing is in the log yet." in page
    assert "Checked" not in page


def test_a_row_says_in_words_who_did_what_and_leads_there(
    session: Session, browser: Browser, city: City, max_: Member
) -> None:
    cora, ada = a_member(session, city, "Cora"), a_volunteer(session, city)
    opening = an_opening(session, city, posted_by=cora)
    city_id, opening_id = city.id, opening.id
    with transaction() as mine:
        for deed, by, about, ids in (
            (Deed.CALL_STARTED, By.member(cora.id), ("call", 3), {"opening_id": opening_id}),
            (Deed.PROFILE_CHANGED, By.volunteer(ada.id), ("volunteer", ada.id), {}),
            (Deed.MEMBER_INVITED, By.OPERATOR, ("member", max_.id), {"again": True}),
            (Deed.NUMBER_HALTED, By.SYSTEM, None, {"code": 20003}),
            (Deed.SIGN_IN_FAILED, By.NOBODY, None, {"again": False}),
            (Deed.CALL_STOPPED, By.member(999), ("call", 3), {}),
        ):
            audit.record(mine, city_id, deed, by=by, about=about, now=WHEN, **ids)

    page = browser.get(LOG)

    read = words(page.text)
    when = "Saturday 4 May 2030, midday"
    for line in (
        f"{when} member 999 stopped a call call 3 row 6",
        f"{when} Somebody not signed in gave too many wrong passwords or codes row 5",
        f"{when} The service halted the city’s number code 20003 row 4",
        f"{when} The operator invited a member of staff Max, again row 3",
        f"{when} volunteer {ada.id} changed a profile row 2",
        f"{when} Cora started a call call 3, opening {opening_id} row 1",
    ):
        assert line in read
    assert f'href="/staff/openings/{opening_id}"' in page.text
    assert browser.get(f"/staff/openings/{opening_id}").status_code == 200
    assert "Ada" not in read


def test_a_long_log_is_read_page_by_page(browser: Browser, city: City) -> None:
    write_many(city, 120)

    first = browser.get(LOG).text
    second = browser.get(f"{LOG}?before=71").text
    last = browser.get(f"{LOG}?before=21").text

    assert numbers(first) == list(range(120, 70, -1))
    assert "before=71" in first
    assert "The newest" not in first
    assert numbers(second) == list(range(70, 20, -1))
    assert "before=21" in second
    assert "The newest" in second
    assert numbers(last) == list(range(20, 0, -1))
    assert "Older" not in last
    for page, said in ((first, "71 to 120"), (second, "21 to 70"), (last, "1 to 20")):
        assert f"Rows {said} on this page are as they were written." in words(page)


def test_a_page_that_is_just_full_leads_nowhere_older(browser: Browser, city: City) -> None:
    write_many(city, 50)

    assert len(numbers(browser.get(LOG).text)) == 50
    assert "Older" not in browser.get(LOG).text


def test_the_log_is_searched_by_member_and_by_deed(
    session: Session, browser: Browser, city: City, max_: Member
) -> None:
    cora = a_member(session, city, "Cora")
    for by in (By.member(cora.id), By.member(max_.id), By.volunteer(cora.id)):
        for deed in (Deed.CALL_STARTED, Deed.CALL_STOPPED):
            write(city, deed, by=by)

    def found(query: str) -> list[int]:
        return numbers(browser.get(f"{LOG}?{query}").text)

    assert found(f"member={cora.id}") == [2, 1]
    assert found("deed=call+stopped") == [6, 4, 2]
    assert found(f"member={max_.id}&deed=call+started") == [3]
    assert found("member=&deed=") == [6, 5, 4, 3, 2, 1]
    nothing = browser.get(f"{LOG}?member={cora.id}&deed=city+paused").text
    assert "Nothing like that is in the log." in nothing
    assert f'value="{cora.id}" selected' in nothing


def test_what_was_searched_for_goes_on_to_the_older_page(
    browser: Browser, city: City, max_: Member
) -> None:
    for _ in range(51):
        write(city, by=By.member(max_.id))
    write(city)

    page = browser.get(f"{LOG}?member={max_.id}").text

    older = re.search(r'href="(/staff/audit\?before=\d+[^"]*)"', page)
    assert older is not None
    assert numbers(browser.get(older[1].replace("&amp;", "&")).text) == [1]


@pytest.mark.parametrize(
    "query",
    ["before=abc", f"before={10**30}", "member=999", "member=x'", "deed=nothing", "before=-5"],
)
def test_what_no_page_asks_for_breaks_nothing(browser: Browser, city: City, query: str) -> None:
    write(city)

    assert browser.get(f"{LOG}?{query}").status_code == 200


@pytest.mark.parametrize("change", ["by_id = 8", "deed = 'made up'", "hash = previous"])
def test_a_page_with_a_row_that_was_changed_says_which(
    session: Session, browser: Browser, city: City, change: str
) -> None:
    write_many(city, 5)

    tamper(session, f"UPDATE audit SET {change} WHERE number = 3")  # noqa: S608 - our own words

    page = words(browser.get(LOG).text)
    assert "Row 3 is not as it was written." in page
    assert "Checked" not in page


def test_a_page_after_which_a_row_was_taken_out_says_so_too(
    session: Session, browser: Browser, city: City
) -> None:
    write_many(city, 60)

    tamper(session, "DELETE FROM audit WHERE number = 10")

    assert "Rows 11 to 60" not in words(browser.get(LOG).text)
    assert "Row 11 is not as it was written." in words(browser.get(LOG).text)
    assert "Checked" in words(browser.get(f"{LOG}?before=10").text)


def test_the_log_is_for_administrators_alone(
    app: Flask, session: Session, city: City, max_: Member
) -> None:
    write(city)
    for role in Role:
        browser = Browser(app, city)
        browser.sign_in(a_member(session, city, role.name.title(), role=role))
        allowed = role is Role.ADMINISTRATOR

        assert browser.get(LOG).status_code == (200 if allowed else 404)
        assert ('href="/staff/audit"' in browser.get("/staff").text) is allowed
    assert Browser(app, city).get(LOG).location.startswith("/staff/sign-in")


def test_the_log_of_another_city_is_not_here(
    session: Session, browser: Browser, city: City
) -> None:
    write_many(a_city(session, "Barnsley"), 3)

    assert "Nothing is in the log yet." in browser.get(LOG).text


def test_times_in_the_log_are_the_city_s_own(browser: Browser, city: City) -> None:
    city_id = city.id
    with transaction() as mine:
        winter = WHEN - timedelta(days=120)
        audit.record(mine, city_id, Deed.RULE_SET, by=By.OPERATOR, now=winter, rule="reply_hours")

    assert "Friday 4 January 2030, 11am" in words(browser.get(LOG).text)
    assert "rule reply_hours" in words(browser.get(LOG).text)
