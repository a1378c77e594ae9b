"""What a council and the public read of results: the sentences, the steps, the months."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import (
    EPOCH,
    a_city,
    a_measure,
    a_member,
    a_volunteer,
    an_initiative,
    an_opening,
)
from tests.pages import Browser
from volunteer.calls.model import Answer, Call, Invitation, Placement, Standing
from volunteer.challenges.model import Challenge, Course, Initiative, Kind, Measure
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.hours.model import Entry
from volunteer.impact import funnel, history, months, periods
from volunteer.impact.change import Change, change
from volunteer.impact.funnel import Funnel
from volunteer.impact.model import Grade, Reading
from volunteer.impact.months import Given
from volunteer.people.model import Volunteer
from volunteer.places.model import Ward
from volunteer.projects.model import Opening, ProjectRole
from volunteer.staff.model import Member, Role
from volunteer.web import chart_kit, grades

DAY = timedelta(days=1)
ALWAYS = {"since": datetime(2000, 1, 1, tzinfo=UTC), "until": datetime(2100, 1, 1, tzinfo=UTC)}


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def browser(app: Flask, city: City, lee: Member) -> Browser:
    """Give the council lead's browser."""
    browser = Browser(app, city)
    browser.sign_in(lee)
    return browser


@pytest.fixture
def headline(session: Session, city: City, lee: Member) -> Measure:
    """Give a headline that goes down from 14,000 to 13,000, halfway in time today."""
    initiative = an_initiative(session, city)
    found = session.scalars(
        sa.select(Measure).where(Measure.challenge_id == initiative.challenge_id)
    ).one()
    found.owner_id = lee.id
    today = clock.now().date()
    found.baseline_on, found.target_on = today - 400 * DAY, today + 400 * DAY
    session.commit()
    return found


def words(browser: Browser, address: str) -> str:
    """Return a page as it is read."""
    page = browser.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def reading(
    session: Session, by: Member, measure: Measure, value: float, days_ago: int, **more: object
) -> Reading:
    """Write down what a measure was."""
    added = Reading(
        city_id=measure.city_id,
        measure_id=measure.id,
        on=clock.now().date() - days_ago * DAY,
        value=value,
        grade=Grade.B,
        evidence="register",
        reported_by_id=by.id,
        reported_at=clock.now(),
        **more,
    )
    session.add(added)
    session.commit()
    return added


def asked(
    session: Session,
    opening: Opening,
    who: Volunteer,
    answer: Answer,
    standing: Standing | None = None,
) -> None:
    """Write down that somebody was asked, what they said and what became of it."""
    call = session.scalar(sa.select(Call).where(Call.opening_id == opening.id))
    if call is None:
        call = Call(
            city_id=opening.city_id,
            opening_id=opening.id,
            started_by_id=opening.session.project.posted_by_id,
            started_at=opening.session.starts_at - 3 * DAY,
            deadline=opening.session.starts_at,
        )
        session.add(call)
        session.flush()
    session.add(
        Invitation(
            city_id=opening.city_id,
            call_id=call.id,
            opening_id=opening.id,
            volunteer_id=who.id,
            wave=1,
            reasons={},
            chance=0.5,
            band=0,
            skilled=0,
            answer=answer,
            asked_at=opening.session.starts_at - 2 * DAY,
        )
    )
    if standing:
        place(session, opening, who, standing)
    session.commit()


def place(session: Session, opening: Opening, who: Volunteer, standing: Standing) -> None:
    """Give somebody a place as it stands."""
    session.add(
        Placement(
            city_id=opening.city_id,
            opening_id=opening.id,
            volunteer_id=who.id,
            standing=standing,
            since=opening.session.starts_at,
        )
    )
    session.commit()


def test_each_step_of_the_funnel_is_a_part_of_the_one_before(
    session: Session, city: City, now: datetime
) -> None:
    past = an_opening(session, city, starts=now - DAY, places=9)
    earlier = an_opening(session, city, starts=now - 9 * DAY)
    coming = an_opening(session, city, starts=now + DAY)
    people = [a_volunteer(session, city, f"P{n}") for n in range(8)]
    asked(session, past, people[0], Answer.ACCEPTED, Standing.ATTENDED)
    asked(session, past, people[1], Answer.ACCEPTED, Standing.ATTENDED)
    asked(session, past, people[2], Answer.ACCEPTED, Standing.ABSENT)
    asked(session, past, people[3], Answer.TOO_LATE, Standing.NOT_NEEDED)
    asked(session, past, people[4], Answer.WITHDRAWN, Standing.WITHDRAWN)
    asked(session, past, people[5], Answer.DECLINED)
    asked(session, past, people[6], Answer.EXPIRED)
    asked(session, coming, people[7], Answer.ACCEPTED, Standing.CONFIRMED)
    place(session, earlier, people[0], Standing.ATTENDED)  # unasked: on the web

    counted = funnel.of_city(session, city.id, **ALWAYS, now=now)

    assert counted == Funnel(asked=8, answered=7, yes=6, placed=4, coming=1, came=2, returned=1)


def test_two_roles_in_one_session_are_not_coming_twice(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, starts=now - DAY)
    role = ProjectRole(city_id=city.id, project=opening.session.project, title="Driver")
    second = Opening(city_id=city.id, role=role, session=opening.session, places=2)
    session.add(second)
    session.commit()
    ada = a_volunteer(session, city)
    asked(session, opening, ada, Answer.ACCEPTED, Standing.ATTENDED)
    place(session, second, ada, Standing.ATTENDED)

    def returned() -> int:
        return funnel.of_city(session, city.id, **ALWAYS, now=now).returned

    assert returned() == 0
    place(session, an_opening(session, city, starts=now - 9 * DAY), ada, Standing.ATTENDED)
    assert returned() == 1


def test_who_came_is_a_share_of_those_whose_session_has_begun(
    session: Session, browser: Browser, city: City
) -> None:
    now = clock.now()
    past = an_opening(session, city, starts=now - DAY, places=9)
    coming = an_opening(session, city, starts=now + DAY, places=9)
    for number in range(4):
        person = a_volunteer(session, city, f"P{number}")
        standing = Standing.ABSENT if number == 3 else Standing.ATTENDED
        asked(session, past, person, Answer.ACCEPTED, standing)
        later = a_volunteer(session, city, f"L{number}")
        asked(session, coming, later, Answer.ACCEPTED, Standing.CONFIRMED)
    session.execute(sa.update(Invitation).values(asked_at=now))  # in this quarter, on any day
    session.commit()

    page = words(browser, "/staff/council")

    assert "75% of those placed whose session has begun" in page


def test_the_funnel_is_of_one_city_and_of_one_period(
    session: Session, city: City, now: datetime
) -> None:
    opening = an_opening(session, city, starts=now)
    asked(session, opening, a_volunteer(session, city), Answer.ASKED)
    barnsley = a_city(session, "Barnsley")
    at = now - 2 * DAY

    def count(city_id: int, since: datetime, until: datetime) -> int:
        return funnel.of_city(session, city_id, since=since, until=until, now=now).asked

    assert count(city.id, at, at + DAY) == 1
    assert count(city.id, at - DAY, at) == 0
    assert count(city.id, at + DAY, at + 2 * DAY) == 0
    assert count(barnsley.id, at, at + DAY) == 0


def test_hours_fall_into_the_month_of_the_city_s_own_calendar(session: Session, city: City) -> None:
    before_midnight = datetime(2030, 5, 31, 22, 30, tzinfo=UTC)  # 23:30 in Plymouth
    after_midnight = datetime(2030, 5, 31, 23, 30, tzinfo=UTC)  # 00:30 on 1 June
    for starts, claimed, confirmed in (
        (before_midnight, 60, 45),
        (after_midnight, 90, None),
        (after_midnight, None, 30),
    ):
        opening = an_opening(session, city, starts=starts)
        session.add(
            Entry(
                city_id=city.id,
                session_id=opening.session_id,
                volunteer_id=a_volunteer(session, city).id,
                claimed_minutes=claimed,
                confirmed_minutes=confirmed,
                claimed_at=starts if claimed else None,
                confirmed_at=starts if confirmed else None,
            )
        )
    session.commit()
    borders = [datetime(2030, month, 1, tzinfo=city.zone).astimezone(UTC) for month in (4, 5, 6, 7)]

    given = months.between(session, city.id, borders)

    assert given == [Given(0, 0, 0), Given(45, 0, 1), Given(30, 90, 2)]
    assert months.between(session, a_city(session, "Barnsley").id, borders) == [Given()] * 3


def test_quarters_and_months_are_those_of_the_calendar() -> None:
    assert periods.quarter(date(2030, 11, 25)) == date(2030, 10, 1)
    assert periods.quarter(date(2030, 1, 1)) == date(2030, 1, 1)
    assert periods.year_before(date(2032, 2, 29)) == date(2031, 2, 28)
    assert periods.year_before(date(2032, 3, 31)) == date(2031, 3, 31)
    assert periods.months(date(2030, 2, 14), 3) == [
        date(2029, 12, 1),
        date(2030, 1, 1),
        date(2030, 2, 1),
    ]
    assert len(periods.months(date(2030, 2, 14))) == 13
    assert periods.next_month(date(2030, 12, 31)) == date(2031, 1, 1)


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ([], None),
        ([(1, 90)], None),
        ([(11, 90)], Change(100, 90, better=True, since_baseline=True)),
        ([(1, 90), (11, 95)], Change(90, 95, better=False, since_baseline=False)),
        ([(1, 90), (11, 80), (12, 90)], Change(90, 90, better=None, since_baseline=False)),
    ],
)
def test_what_changed_is_from_the_last_value_before_a_period_to_the_newest(
    values: list[tuple[int, float]], changed: Change | None
) -> None:
    read = [Reading(on=date(2030, month, 1), value=value) for month, value in values]

    assert change(read, date(2030, 10, 1), baseline=100, target=50) == changed


def test_history_has_what_stands_the_oldest_first(
    session: Session, city: City, lee: Member, headline: Measure
) -> None:
    right = reading(session, lee, headline, 13_800, 90)
    reading(session, lee, headline, 1_380, 90, superseded_by_id=right.id)
    reading(session, lee, headline, 13_600, 5)

    today = clock.now().date()
    found = history.readings(session, city.id, until=today)

    assert [one.value for one in found[headline.id]] == [13_800, 13_600]
    assert history.readings(session, city.id, until=today - 6 * DAY).keys() == {headline.id}
    assert history.readings(session, a_city(session, "Barnsley").id, until=today) == {}


def test_an_empty_city_is_told_what_to_do_first(browser: Browser) -> None:
    page = words(browser, "/staff/council")

    assert "No challenge is in the plan yet." in page
    assert "Nobody has given hours this quarter yet." in page
    assert "last year" not in page
    assert "A challenge says what should change" in page
    assert "No hours were given since" in page
    assert "Nobody was asked this quarter." in page
    assert "No session of the next seven days has places left." in page
    assert "Every measure was read when it should be." in page


def test_the_public_page_of_an_empty_city_is_whole(browser: Browser) -> None:
    page = words(browser, "/impact")

    assert "The city has not published its challenges yet." in page
    assert "Nobody has given hours yet." in page
    assert "Hours confirmed" not in page
    assert "Want to be part of it?" in page


def test_a_challenge_nobody_has_read_says_so(browser: Browser, headline: Measure) -> None:
    for address in ("/staff/council", "/impact"):
        page = words(browser, address)
        assert "Nobody has read yet how the challenge stands." in page, address
        assert "14,000 homes in" in page, address
        assert "not read again yet. The target is 13,000 by" in page, address


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(13_400, "The challenge is on target."), (13_900, "The challenge is behind its target.")],
)
def test_the_verdict_is_the_first_thing_said(
    session: Session, browser: Browser, lee: Member, headline: Measure, value: float, verdict: str
) -> None:
    reading(session, lee, headline, value, 1, verified_at=clock.now())

    title = re.findall(r"<h1[^>]*>(.*?)</h1>", browser.get("/staff/council").text, re.DOTALL)

    assert [" ".join(one.split()) for one in title] == [verdict]


def test_challenges_that_stand_differently_are_counted_apart(
    session: Session, browser: Browser, city: City, lee: Member, headline: Measure
) -> None:
    reading(session, lee, headline, 13_900, 1, verified_at=clock.now())
    for value in (13_000, 13_000, None):
        initiative = an_initiative(session, city)
        measure = initiative.challenge.measures[0]
        measure.baseline_on = headline.baseline_on
        session.commit()
        if value:
            reading(session, lee, measure, value, 1)

    for address in ("/staff/council", "/impact"):
        assert (
            "2 of 4 challenges are on target. 1 is behind. 1 is not read yet."
            " 2 of these by figures not verified yet." in words(browser, address)
        )


@pytest.mark.parametrize("address", ["/", "/impact", "/staff/council"])
def test_a_figure_that_nobody_verified_says_so_wherever_it_stands(
    session: Session, browser: Browser, lee: Member, headline: Measure, address: str
) -> None:
    one = reading(session, lee, headline, 13_400, 1)

    page, markup = words(browser, address), browser.get(address).text
    one.verified_at = clock.now()
    session.commit()
    afterwards, markup_afterwards = words(browser, address), browser.get(address).text

    assert "13,400 now, not verified yet. The target is" in page
    assert "app-bullet__now--unsure" in markup
    assert "app-bullet__unsure" in markup
    assert "13,400 now. The target is" in afterwards
    assert "app-bullet__now--unsure" not in markup_afterwards
    assert "app-bullet__unsure" not in markup_afterwards


def test_the_other_figures_of_a_challenge_say_that_they_are_not_verified(
    session: Session, browser: Browser, lee: Member, headline: Measure
) -> None:
    initiative = session.scalars(sa.select(Initiative)).one()
    reading(session, lee, a_measure(session, initiative, kind=Kind.OUTCOME), 3, 1)

    assert "Not verified yet." in words(browser, "/staff/council")


@pytest.mark.parametrize("address", ["/impact", "/staff/council"])
def test_a_verdict_says_that_its_figure_is_not_verified(
    session: Session, browser: Browser, lee: Member, headline: Measure, address: str
) -> None:
    reading(session, lee, headline, 13_400, 1)

    assert "The challenge is on target. That is by a figure not verified yet." in words(
        browser, address
    )


def test_pounds_are_written_with_their_sign(
    session: Session, browser: Browser, lee: Member, headline: Measure
) -> None:
    headline.baseline, headline.target, headline.unit = 0, 200_000, "pounds a year"
    reading(session, lee, headline, 134_000, 1, verified_at=clock.now())

    page = words(browser, "/impact")

    assert "Homes too cold: £0 a year in" in page
    assert "£134,000 now. The target is £200,000 by" in page


@pytest.mark.parametrize(
    ("unit", "whole", "short"),
    [
        ("pounds", "-£2.5", "-£2.5"),
        ("pounds a year", "-£2.5 a year", "-£2.5"),
        ("pounds of litter", "-2.5 pounds of litter", "-2.5"),
        ("% of bins", "-2.5% of bins", "-2.5%"),
    ],
)
def test_an_amount_is_written_as_its_unit_asks(
    app: Flask, unit: str, whole: str, short: str
) -> None:
    with app.test_request_context():
        assert (chart_kit.amount(-2.5, unit), chart_kit.bare(-2.5, unit)) == (whole, short)


@pytest.mark.parametrize("grade", Grade)
def test_a_grade_has_the_same_words_for_staff_and_for_everybody(
    session: Session, browser: Browser, lee: Member, headline: Measure, grade: Grade
) -> None:
    one = reading(session, lee, headline, 13_400, 1)
    one.grade = grade
    session.commit()
    said = str(grades.WORDS[grade])

    council, public, form = (
        html.unescape(words(browser, address))
        for address in ("/staff/council", "/impact", f"/staff/measures/{headline.id}/readings")
    )

    assert f"How sure: {grade}, {said};" in council
    assert f"{grade} {said}" in public
    assert f"{grade}, {said}" in form


@pytest.mark.parametrize(
    ("up", "before", "value", "sentence"),
    [
        (False, 13_900, 13_400, "Down by 500, which is better."),
        (False, 13_400, 13_900, "Up by 500, which is worse."),
        (True, 100, 250, "Up by 150, which is better."),
        (True, 250, 100.5, "Down by 149.5, which is worse."),
        (True, 100, 100, "No change."),
    ],
)
def test_what_changed_says_which_way_is_better(  # noqa: PLR0917 - a case and the cast
    session: Session,
    browser: Browser,
    lee: Member,
    headline: Measure,
    up: bool,  # noqa: FBT001 - a case
    before: float,
    value: float,
    sentence: str,
) -> None:
    if up:
        headline.baseline, headline.target = 0, 1_000
    reading(session, lee, headline, before, 120)
    reading(session, lee, headline, value, 0)

    page = words(browser, "/staff/council")

    assert f"before the quarter. {sentence}" in page


def test_a_percentage_stands_beside_its_sign(
    session: Session, browser: Browser, lee: Member, headline: Measure
) -> None:
    headline.baseline, headline.target, headline.unit = 61, 80, "% of streets"
    reading(session, lee, headline, 70, 1)

    page = words(browser, "/impact")

    assert "Homes too cold: 61% of streets in" in page
    assert "70% now, not verified yet. The target is 80% by" in page


def test_what_was_stopped_stands_on_both_pages_with_its_reason(
    session: Session, browser: Browser, headline: Measure
) -> None:
    initiative = session.scalars(sa.select(Initiative)).one()
    initiative.course, initiative.course_reason = Course.STOPPED, "Doors stayed shut."
    session.commit()

    for address in ("/staff/council", "/impact"):
        page = words(browser, address)
        assert "Stopped in January 2030" in page, address
        assert "Doors stayed shut." in page, address


def test_the_council_sees_whose_reading_is_overdue(browser: Browser, headline: Measure) -> None:
    assert "Homes too cold Lee reads it." in words(browser, "/staff/council")


def test_the_five_next_openings_with_places_left_are_shown(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    for n in range(7):
        opening = an_opening(
            session, city, f"Work {n}", starts=clock.now() + (n + 1) * 0.9 * DAY, posted_by=lee
        )
        if n == 1:
            opening.taken = opening.places
    an_opening(session, city, "Later", starts=clock.now() + 8 * DAY, posted_by=lee)
    an_opening(session, city, "Whenever", starts=clock.now() - DAY, lasts=None, posted_by=lee)
    session.commit()

    page = browser.get("/staff/council").text

    assert re.findall(r">(Work \d|Later|Whenever)</a>", page) == [
        f"Work {n}" for n in (0, 2, 3, 4, 5)
    ]


def test_long_tables_show_the_last_rows_and_all_when_asked(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    opening = an_opening(session, city, starts=clock.now() - DAY, posted_by=lee)
    initiative = opening.session.project.initiative
    for n in range(11):
        other = an_opening(
            session, city, f"Old {n:02}", starts=clock.now() - (n + 2) * DAY, posted_by=lee
        )
        other.session.project.initiative_id = initiative.id
    session.commit()
    address = f"/staff/council/challenges/{initiative.challenge_id}"

    assert "Old 08" in words(browser, address)
    assert "Old 09" not in words(browser, address)
    assert "These are the last 10." in words(browser, address)
    assert "Old 10" in words(browser, f"{address}?rows=all")
    assert "These are the last" not in words(browser, f"{address}?rows=all")


def test_the_newest_of_more_than_a_hundred_challenges_has_its_page(
    session: Session, browser: Browser, city: City
) -> None:
    many = [
        Challenge(city_id=city.id, title=f"Challenge {n}", need="It is cold.", created_at=EPOCH)
        for n in range(102)
    ]
    session.add_all(many)
    session.commit()
    newest = many[-1].id

    assert "Challenge 101" in words(browser, f"/staff/council/challenges/{newest}")
    assert browser.get(f"/staff/council/challenges/{newest + 1}").status_code == 404


@pytest.fixture
def statements(session: Session) -> Callable[[Browser, str], int]:
    """Give a way to count what a page asks of the database."""
    seen: list[str] = []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *a: seen.append(a[2]))

    def count(browser: Browser, address: str) -> int:
        session.expire_all()
        seen.clear()
        assert browser.get(address).status_code == 200
        return len(seen)

    return count


@pytest.mark.parametrize("address", ["/staff/council", "/impact"])
def test_a_page_asks_as_often_for_five_challenges_as_for_one(  # noqa: PLR0917 - the cast
    session: Session,
    browser: Browser,
    city: City,
    lee: Member,
    headline: Measure,
    statements: Callable[[Browser, str], int],
    address: str,
) -> None:
    reading(session, lee, headline, 13_500, 1)
    an_opening(session, city, starts=clock.now() + DAY, posted_by=lee)
    for_one = statements(browser, address)
    for _ in range(4):
        initiative = an_initiative(session, city)
        a_measure(session, initiative, kind=Kind.OUTCOME)
        reading(session, lee, initiative.challenge.measures[0], 13_500, 1)
        an_opening(session, city, starts=clock.now() + DAY, posted_by=lee)

    assert statements(browser, address) == for_one


def test_wards_show_what_they_received_and_the_public_not_who_gave(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    session.add(
        Ward(
            code="E05000001",
            name="Compton",
            authority_code=city.authority_code,
            authority=city.name,
            latitude=50.38,
            longitude=-4.13,
        )
    )
    opening = an_opening(session, city, starts=clock.now() - DAY, posted_by=lee)
    ada = a_volunteer(session, city)
    for place_ in (opening.session.project.place, ada.home):
        assert place_ is not None
        place_.ward_code = "E05000001"
    session.add(
        Entry(
            city_id=city.id,
            session_id=opening.session_id,
            volunteer_id=ada.id,
            confirmed_minutes=150,
            confirmed_at=clock.now(),
        )
    )
    session.commit()

    council, public = words(browser, "/staff/council"), words(browser, "/impact")

    assert "1 of 1 wards received hours; the most, 2.5, went to Compton." in council
    assert "People who live there and came Hours they gave Compton 1 2.5 1 2.5" in council
    assert "1 of 1 wards received hours, given by too few people to show how many." in public
    assert "Ward Sessions there Hours received Compton 1 withheld" in public
    assert "who live there" not in public
    assert "2.5" not in public
    assert "Too few people gave in any month since" in public


def three_wards(session: Session, city: City) -> None:
    """Put wards into the gazetteer."""
    for code, name in (("E05000001", "Compton"), ("E05000002", "Drake"), ("E05000003", "Ham")):
        session.add(
            Ward(
                code=code,
                name=name,
                authority_code=city.authority_code,
                authority=city.name,
                latitude=50.38,
                longitude=-4.13,
            )
        )


def given_by(
    session: Session, city: City, lee: Member, people: int, ward: str, starts: datetime
) -> None:
    """Let people give 65 minutes each to a session in a ward."""
    opening = an_opening(session, city, starts=starts, posted_by=lee)
    opening.session.project.place.ward_code = ward
    for n in range(people):
        session.add(
            Entry(
                city_id=city.id,
                session_id=opening.session_id,
                volunteer_id=a_volunteer(session, city, f"P{n}").id,
                confirmed_minutes=65,
                confirmed_at=starts,
            )
        )
    session.commit()


def test_everybody_sees_whole_hours_and_not_what_few_gave_to_a_ward_or_in_a_month(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    three_wards(session, city)
    start = clock.now()
    given_by(session, city, lee, 3, "E05000001", start - 40 * DAY)
    given_by(session, city, lee, 9, "E05000002", start - 80 * DAY)
    given_by(session, city, lee, 20, "E05000003", start - 120 * DAY)

    public, council = words(browser, "/impact"), words(browser, "/staff/council")
    home = words(browser, "/")

    assert "Compton 1 withheld Drake 1 withheld Ham 1 22" in public
    assert "the most, 22, went to Ham." in public
    assert "35 hours were confirmed since" in public
    assert public.count("withheld withheld") == 2  # the month of few, and the next smallest
    assert "21.67" not in public
    assert "people gave 35 hours." in home
    assert "Compton 1 3.25" in council
    assert "34.67 hours were confirmed since" in council


def test_the_hours_of_few_people_are_withheld_from_the_totals_too(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    three_wards(session, city)
    given_by(session, city, lee, 3, "E05000001", clock.now() - DAY)
    an_initiative(session, city)

    public, home = words(browser, "/impact"), words(browser, "/")

    assert "Hours confirmed Withheld Few people gave them." in public
    assert "Hours confirmed: withheld" in public
    assert "Hours confirmed: 3" not in public
    assert "The first few people gave hours." in home
