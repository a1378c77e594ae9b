"""The pages of those who work here: posting, filling, the roster, the desk, the results."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.builders import (
    a_city,
    a_measure,
    a_member,
    a_skill,
    a_volunteer,
    an_initiative,
    an_opening,
)
from tests.pages import Browser, problems, told
from volunteer.calls.model import Call, CallState, Placement, Standing
from volunteer.challenges.model import Challenge, Course, Initiative, Kind, Measure
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.impact.model import Reading, Report
from volunteer.messages.model import Message, Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.places.model import Postcode
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff.model import Member, Role
from volunteer.web.typed import amount_of, time_of

DAY = timedelta(days=1)
MEASURE = {
    "name": "Homes in fuel poverty",
    "unit": "homes",
    "baseline": "14,000",
    "baseline_on": "1/1/2026",
    "target": "12,500",
    "target_on": "31/12/2027",
    "source": "Stock survey",
    "method": "Modelled",
    "every": "quarter",
}


@pytest.fixture
def browser(app: Flask, city: City, session: Session) -> Browser:
    session.add(Postcode(code="PL46NP", latitude=50.379, longitude=-4.125))
    session.commit()
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
def coming(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening for two in a week."""
    return an_opening(session, city, starts=clock.now() + 7 * DAY, posted_by=cora)


@pytest.fixture
def over(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of yesterday."""
    return an_opening(session, city, starts=clock.now() - DAY, posted_by=cora, measure=True)


def place(session: Session, opening: Opening, person: Volunteer, standing: Standing) -> Placement:
    placement = Placement(
        city_id=opening.city_id,
        opening=opening,
        volunteer=person,
        standing=standing,
        since=clock.now(),
    )
    opening.taken += standing is Standing.CONFIRMED
    session.add(placement)
    session.commit()
    return placement


def claim(session: Session, opening: Opening, person: Volunteer, minutes: int) -> Entry:
    entry = Entry(
        city_id=opening.city_id,
        session_id=opening.session_id,
        volunteer_id=person.id,
        claimed_minutes=minutes,
        claimed_by=ClaimedBy.TEXT,
        claimed_at=clock.now(),
    )
    session.add(entry)
    session.commit()
    return entry


def a_text(
    session: Session, person: Volunteer, organisation_id: int | None, outcome: Outcome
) -> Text:
    text = Text(
        city_id=person.city_id,
        contact_id=person.contact_id,
        sid=f"SM{person.id}",
        body="Is my dog welcome?",
        received_at=clock.now(),
        outcome=outcome,
        outcome_at=clock.now(),
        desk_at=clock.now(),
        organisation_id=organisation_id,
    )
    session.add(text)
    session.commit()
    return text


def a_draft(initiative: Initiative) -> dict[str, object]:
    return {
        "title": "Plant the square",
        "summary": "Bring gloves.",
        "initiative": initiative.id,
        "measure": "",
        "address": "Central Park, PL4 6NP",
        "contact_name": "Cora",
        "role_title": "Gardener",
        "day": (clock.now() + 3 * DAY).date().isoformat(),
        "starts": "10am",
        "ends": "12.30",
        "places": "6",
        "weeks": "1",
        "reach": "0",
    }


def local_times(session: Session, city: City) -> list[tuple[time, time]]:
    """Return from when until when the sessions last, by the city's clock."""
    found = session.scalars(sa.select(ProjectSession).order_by(ProjectSession.starts_at)).all()
    return [
        (
            one.starts_at.astimezone(city.zone).time(),
            one.ends_at.astimezone(city.zone).time(),
        )
        for one in found
        if one.ends_at
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", time(10)),
        ("10am", time(10)),
        ("2.30 pm", time(14, 30)),
        ("1430", time(14, 30)),
        ("12am", time(0)),
        ("noon", time(12)),
        ("02:00", time(2)),
        ("2", None),
        ("25", None),
        ("10:75", None),
        ("soon", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, meant: time | None) -> None:
    assert time_of(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14,000", 14_000), ("£134,000", 134_000), ("84%", 84), ("2.5", 2.5), ("1,2", None)],
)
def test_amounts_are_read_as_people_type_them(typed: str, meant: float | None) -> None:
    assert amount_of(typed) == meant


def test_a_project_is_posted_from_one_page(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    initiative = an_initiative(session, city)
    browser.sign_in(cora)

    answer = browser.post("/staff/projects/new", **a_draft(initiative) | {"weeks": "3"})

    assert answer.status_code == 303
    project = session.scalars(sa.select(Project)).one()
    assert project.organisation_id == cora.organisation_id
    assert local_times(session, city) == [(time(10), time(12, 30))] * 3
    assert "6 places left" in browser.get(answer.location).text


def test_a_project_with_mistakes_loses_nothing_that_was_typed(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    initiative = an_initiative(session, city)
    browser.sign_in(cora)
    draft = a_draft(initiative) | {"starts": "2", "places": "many", "address": "PL4 6ZZ"}

    page = browser.post("/staff/projects/new", **draft)

    assert page.status_code == 422
    assert problems(page) == [
        "Enter a time, like 10am, 2:30pm or 14:30.",
        "Enter a number, like 12 or 14,000.",
    ]
    for typed in ("Plant the square", "Bring gloves.", "PL4 6ZZ", 'value="many"', 'value="2"'):
        assert typed in page.text


@pytest.mark.parametrize(
    ("mistake", "problem"),
    [
        ({"address": "PL4 6ZZ"}, '#address">We do not know the postcode PL4 6ZZ'),
        ({"address": "Central Park"}, '#address">Please write the postcode too'),
        ({"day": "2020-01-01"}, '#starts">That start is in the past'),
        ({"ends": "9am"}, '#ends">It has to end after it starts'),
        ({"ends": "10am"}, '#ends">It has to end after it starts'),
        ({"starts": "5am", "ends": "10pm"}, '#starts">One session lasts at most 16 hours'),
        ({"initiative": ""}, '#initiative">Choose an initiative'),
        ({"measure": "999"}, '#measure">Not a valid choice'),
    ],
)
def test_a_refusal_stands_at_its_field(
    session: Session,
    browser: Browser,
    city: City,
    cora: Member,
    mistake: dict[str, str],
    problem: str,
) -> None:
    browser.sign_in(cora)

    page = browser.post("/staff/projects/new", **a_draft(an_initiative(session, city)) | mistake)

    assert page.status_code == 422
    assert problem in page.text


def test_a_session_may_last_past_midnight(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    browser.sign_in(cora)

    night = {"starts": "10pm", "ends": "2am"}
    sent = browser.post("/staff/projects/new", **a_draft(an_initiative(session, city)) | night)

    assert sent.status_code == 303
    assert local_times(session, city) == [(time(22), time(2))]


def test_a_project_sent_twice_is_there_once_and_what_was_typed_stays(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    draft = a_draft(an_initiative(session, city))
    browser.sign_in(cora)

    first = browser.post("/staff/projects/new", **draft)
    second = browser.post("/staff/projects/new", **draft)
    another = browser.post("/staff/projects/new", **draft | {"starts": "11"})

    assert [first.status_code, second.status_code, another.status_code] == [303, 422, 303]
    assert '#title">You posted “Plant the square” a moment ago.' in second.text
    assert "Bring gloves." in second.text
    assert len(session.scalars(sa.select(Project)).all()) == 2


def test_skills_are_named_alike_where_they_are_offered(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    a_skill(session, city, "driving").name = "driving a CAR"
    session.commit()

    for person, address in (
        (cora, "/staff/projects/new"),
        (a_volunteer(session, city), "/me/profile"),
    ):
        browser.sign_in(person)
        page = browser.get(address).text
        assert "Driving a CAR" in page, address
        assert "driving a CAR" not in page, address


def test_a_call_that_waits_for_the_morning_says_when_the_first_texts_go_out(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening
) -> None:
    a_volunteer(session, city)
    today = clock.now().astimezone(city.zone).date()
    closed = [f"{today + n * DAY:%m-%d}" for n in range(2)]
    set_rules(city, no_calls_on=closed)
    browser.sign_in(cora)
    address = f"/staff/openings/{coming.id}"

    browser.post(f"{address}/calls")
    page = browser.get(address).text

    card = page.partition('id="call">')[2].partition("</section>")[0]
    assert "Nobody asked yet" in card
    assert "First texts" in card
    assert "If you stop, nobody is asked." in card
    for untrue in ("sked so far", "Asking now", "ask more people"):
        assert untrue not in card, untrue


def test_whoever_starts_asking_gets_a_code_for_posters(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening
) -> None:
    a_volunteer(session, city, "Bob")
    browser.sign_in(cora)
    address = f"/staff/openings/{coming.id}"

    before = browser.get(address).text
    browser.post(f"{address}/calls")
    session.refresh(coming)
    after = browser.get(address).text

    assert "this gets a short code" in before
    assert coming.code is not None
    assert f"Text YES {coming.code} to" in after


def test_what_one_initiative_counts_no_other_does(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    one, other = an_initiative(session, city), an_initiative(session, city)
    measure = a_measure(session, other)
    browser.sign_in(cora)

    page = browser.post("/staff/projects/new", **a_draft(one) | {"measure": measure.id})

    assert problems(page) == ["That is counted by another initiative."]


def test_a_session_is_added_later(
    session: Session, browser: Browser, cora: Member, coming: Opening
) -> None:
    browser.sign_in(cora)
    address = f"/staff/projects/{coming.session.project_id}/sessions"
    day = (clock.now() + 9 * DAY).date().strftime("%d/%m/%Y")

    wrong = browser.post(address, day=day, starts="10", ends="", places="501")
    right = browser.post(address, day=day, starts="10", ends="", places="5")

    assert problems(wrong) == ["Ask for 1 to 500 people."]
    assert right.status_code == 303
    assert "Any time from" in browser.get(right.location).text


def test_the_board_shows_what_needs_doing(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening, over: Opening
) -> None:
    ada = a_volunteer(session, city)
    place(session, over, ada, Standing.CONFIRMED)
    claim(session, over, ada, 120)
    a_text(session, ada, cora.organisation_id, Outcome.DANGER)
    browser.sign_in(cora)

    page = browser.get("/staff").text

    assert "1 text sounds like danger" in page
    assert "1 of 1 person said how long they were there." in page
    assert "Nobody is being asked." in page


def test_a_board_with_nothing_to_do_says_what_comes_next(
    session: Session, browser: Browser, cora: Member, coming: Opening
) -> None:
    browser.sign_in(cora)
    coming.taken = coming.places
    session.commit()

    done = browser.get("/staff").text
    coming.session.cancelled_at = clock.now()
    session.commit()
    nothing = browser.get("/staff").text

    assert "All done. Nothing needs you today." in done
    assert "Plant the square" in done
    assert "No session is planned." in nothing


def test_the_most_urgent_thing_has_the_only_filled_button(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening, over: Opening
) -> None:
    browser.sign_in(cora)
    place(session, over, a_volunteer(session, city), Standing.CONFIRMED)

    before = browser.get("/staff").text
    a_text(session, a_volunteer(session, city, "Bob"), cora.organisation_id, Outcome.DANGER)
    after = browser.get("/staff").text

    assert [page.count("app-rows__do--main") for page in (before, after)] == [1, 1]
    assert after.index("sounds like danger") < after.index("Find people")


def test_an_overdue_reading_is_its_owners_to_write_down(
    session: Session, browser: Browser, city: City, cora: Member, lee: Member
) -> None:
    initiative = an_initiative(session, city)
    headline = initiative.challenge.measures[0]
    headline.baseline_on, headline.owner_id = date(2020, 1, 1), cora.id
    session.commit()

    pages = {}
    for one in (cora, lee):
        browser.sign_in(one)
        pages[one.name] = browser.get("/staff").text

    assert f"/staff/measures/{headline.id}/readings" in pages["Cora"]
    assert "Readings overdue" not in pages["Lee"]


def test_the_shortlist_explains_itself_and_one_button_asks(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening
) -> None:
    ada = a_volunteer(session, city)
    browser.sign_in(cora)
    address = f"/staff/openings/{coming.id}"

    page = browser.get(address).text
    started = browser.post(f"{address}/calls")
    again = browser.post(f"{address}/calls")

    assert "Reply YES or NO" in page
    assert "1 person fits." in page
    assert "never asked before" in page
    assert ada.contact.phone[3:] not in page
    assert (started.status_code, again.status_code) == (303, 303)
    assert "already being asked" in " ".join(told(browser.get(address)))
    call = session.scalars(sa.select(Call)).one()
    assert browser.post(f"/staff/calls/{call.id}/end").status_code == 303
    session.expire_all()
    assert call.state is CallState.STOPPED


def test_numbers_are_shown_of_those_with_a_place_only(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening
) -> None:
    ada = a_volunteer(session, city, phone="+447700900111")
    bob = a_volunteer(session, city, "Bob", phone="+447700900222")
    place(session, coming, ada, Standing.CONFIRMED)
    place(session, coming, bob, Standing.WAITING)
    browser.sign_in(cora)

    page = browser.get(f"/staff/sessions/{coming.session_id}").text

    assert "07700 900111" in page
    assert "Bob" in page
    assert "900222" not in page


def test_hours_are_confirmed_all_at_once(
    session: Session, browser: Browser, city: City, cora: Member, over: Opening
) -> None:
    ada, bob, eve = (a_volunteer(session, city, name) for name in ("Ada", "Bob", "Eve"))
    over.places = 3
    for person in (ada, bob, eve):
        place(session, over, person, Standing.CONFIRMED)
    claim(session, over, ada, 150)
    claim(session, over, eve, 60)
    browser.sign_in(cora)
    address = f"/staff/sessions/{over.session_id}"

    page = browser.get(address).text
    sent = browser.post(
        f"{address}/confirmation",
        **{f"hours_{ada.id}": "2h15", f"hours_{bob.id}": "1", f"absent_{eve.id}": "y"},
    )

    assert "Says 2.5 hours" in page
    assert "Has not said" in page
    assert sent.status_code == 303
    assert told(browser.get(address)) == ["Confirmed: the hours of 2 people."]
    session.expire_all()
    entries = session.scalars(sa.select(Entry).order_by(Entry.volunteer_id)).all()
    assert [(e.claimed_minutes, e.confirmed_minutes) for e in entries] == [
        (150, 135),
        (None, 60),
        (60, 0),
    ]
    standings = session.scalars(sa.select(Placement.standing).order_by(Placement.volunteer_id))
    assert list(standings) == [Standing.ATTENDED, Standing.ATTENDED, Standing.ABSENT]


@pytest.mark.parametrize(("minutes", "box"), [(20, "0h20"), (80, "1h20"), (75, "1.25")])
def test_what_somebody_said_is_confirmed_as_it_stands_in_the_box(
    session: Session,
    browser: Browser,
    city: City,
    cora: Member,
    over: Opening,
    *,
    minutes: int,
    box: str,
) -> None:
    ada = a_volunteer(session, city)
    place(session, over, ada, Standing.CONFIRMED)
    claim(session, over, ada, minutes)
    browser.sign_in(cora)
    address = f"/staff/sessions/{over.session_id}"

    assert f'value="{box}"' in browser.get(address).text
    sent = browser.post(f"{address}/confirmation", **{f"hours_{ada.id}": box})

    assert sent.status_code == 303
    session.expire_all()
    assert session.scalars(sa.select(Entry.confirmed_minutes)).all() == [minutes]


def test_hours_that_cannot_be_are_shown_at_their_box(
    session: Session, browser: Browser, city: City, cora: Member, over: Opening
) -> None:
    ada, bob = a_volunteer(session, city), a_volunteer(session, city, "Bob")
    place(session, over, ada, Standing.CONFIRMED)
    place(session, over, bob, Standing.CONFIRMED)
    browser.sign_in(cora)

    page = browser.post(
        f"/staff/sessions/{over.session_id}/confirmation",
        **{f"hours_{ada.id}": "lots", f"hours_{bob.id}": "2", f"absent_{bob.id}": "y"},
    )

    assert page.status_code == 422
    assert problems(page) == [
        "Ada: enter hours, like 2.5.",
        "Bob: enter hours or tick “did not come”, not both.",
    ]
    assert 'value="lots"' in page.text
    assert session.scalars(sa.select(Entry)).all() == []


def test_what_was_done_is_reported_and_counts(
    session: Session, browser: Browser, cora: Member, over: Opening
) -> None:
    browser.sign_in(cora)
    address = f"/staff/sessions/{over.session_id}"

    empty = browser.post(f"{address}/reports", verb="", quantity="a few", noun="")
    sent = browser.post(
        f"{address}/reports", verb="cooked", quantity="1,040", noun="portions", counts="y"
    )

    assert len(problems(empty)) == 3
    assert sent.status_code == 303
    report = session.scalars(sa.select(Report)).one()
    assert (report.quantity, report.measure_id) == (1040, over.session.project.measure_id)
    assert "We cooked 1,040 portions." in browser.get(address).text


def test_a_session_is_cancelled_and_people_are_told(
    session: Session, browser: Browser, city: City, cora: Member, coming: Opening
) -> None:
    bob = a_volunteer(session, city, "Bob", phone="+447700900222")
    bob.contact.stopped_at = clock.now()
    for person in (a_volunteer(session, city), bob):
        place(session, coming, person, Standing.CONFIRMED)
    browser.sign_in(cora)
    address = f"/staff/sessions/{coming.session_id}"

    assert browser.post(f"{address}/cancellation").status_code == 303

    page = browser.get(address)
    assert told(page)[0].startswith("Cancelled.")
    assert "This session was cancelled." in page.text
    assert "07700 900222" in page.text.partition("no text reaches them")[2]


def test_another_organisation_finds_nothing_here(
    session: Session, browser: Browser, city: City, coming: Opening
) -> None:
    browser.sign_in(a_member(session, city, "Kay", organisation="Others"))
    project_id, session_id = coming.session.project_id, coming.session_id

    for address in (
        f"/staff/projects/{project_id}",
        f"/staff/projects/{project_id}/sessions",
        f"/staff/openings/{coming.id}",
        f"/staff/sessions/{session_id}",
    ):
        assert browser.get(address).status_code == 404, address
    for address in (
        f"/staff/openings/{coming.id}/calls",
        f"/staff/sessions/{session_id}/confirmation",
        f"/staff/sessions/{session_id}/reports",
        f"/staff/sessions/{session_id}/cancellation",
    ):
        assert browser.post(address).status_code == 404, address


def test_a_text_is_answered_from_the_desk(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    ada = a_volunteer(session, city, phone="+447700900111")
    text = a_text(session, ada, cora.organisation_id, Outcome.DESK)
    browser.sign_in(cora)
    address = f"/staff/desk/texts/{text.id}/settlement"

    page = browser.get("/staff/desk").text
    empty = browser.post(address, words="")
    sent = browser.post(address, words="Yes, bring him.")

    assert "Is my dog welcome?" in page
    assert "7700 900111" not in page
    assert problems(empty) == ["Write an answer, or choose “Done without an answer”."]
    assert sent.status_code == 303
    assert "Yes, bring him." in session.scalars(sa.select(Message.body)).one()
    assert "No text waits for you." in browser.get("/staff/desk").text


def test_a_text_is_taken_off_the_desk_without_an_answer(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    text = a_text(session, a_volunteer(session, city), cora.organisation_id, Outcome.DESK)
    browser.sign_in(cora)

    assert browser.post(f"/staff/desk/texts/{text.id}/settlement", seen="1").status_code == 303

    assert session.scalars(sa.select(Message)).all() == []
    assert "No text waits for you." in browser.get("/staff/desk").text


def test_a_number_on_the_desk_is_shown_on_asking_and_at_once_in_danger(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    ada = a_volunteer(session, city, phone="+447700900111")
    bob = a_volunteer(session, city, "Bob", phone="+447700900222")
    a_text(session, ada, cora.organisation_id, Outcome.DANGER)
    asked = a_text(session, bob, cora.organisation_id, Outcome.DESK)
    browser.sign_in(cora)

    page = browser.get("/staff/desk").text
    shown = browser.post(f"/staff/desk/texts/{asked.id}/number").text

    assert "07700 900111" in page
    assert "900222" not in page
    assert "07700 900222" in shown


def test_a_council_lead_writes_the_plan(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    browser.sign_in(lee)

    posted = browser.post(
        "/staff/challenges/new", title="Heating and eating", need="Cold homes.", **MEASURE
    )
    challenge = session.scalars(sa.select(Challenge)).one()
    started = browser.post(
        posted.location, title="Energy Champions", hypothesis="Neighbours are trusted.", lead=lee.id
    )
    measured = browser.post(started.location, **MEASURE | {"name": "Visits", "kind": "output"})
    initiative = session.scalars(sa.select(Initiative)).one()
    stopped = browser.post(
        f"/staff/initiatives/{initiative.id}/course", course="stopped", reason="Nobody came."
    )

    assert [a.status_code for a in (posted, started, measured, stopped)] == [303] * 4
    session.expire_all()
    assert challenge.measures[0].baseline_on == date(2026, 1, 1)
    assert initiative.course is Course.STOPPED
    assert "Nobody came." in browser.get("/staff/council").text


def test_the_plan_is_refused_with_its_reason(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    initiative = an_initiative(session, city)
    browser.sign_in(lee)

    same = browser.post(
        "/staff/challenges/new", title="A", need="B", **MEASURE | {"target": "14,000"}
    )
    silent = browser.post(f"/staff/initiatives/{initiative.id}/course", course="stopped")

    assert "nothing would have to change" in problems(same)[0]
    assert "say why" in problems(silent)[0]
    assert (same.status_code, silent.status_code) == (422, 422)


def test_coordinators_see_results_and_leave_the_plan_alone(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    challenge_id = an_initiative(session, city).challenge_id
    browser.sign_in(cora)

    assert browser.get(f"/staff/council/challenges/{challenge_id}").status_code == 200
    assert browser.get("/staff/challenges/new").status_code == 404
    assert browser.get(f"/staff/challenges/{challenge_id}/initiatives/new").status_code == 404


def test_a_reading_moves_the_bar_and_somebody_else_verifies_it(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    initiative = an_initiative(session, city)
    headline = initiative.challenge.measures[0]
    headline.baseline_on = date(2020, 1, 1)
    session.commit()
    browser.sign_in(lee)
    reading = {"value": "13,400", "on": "1/6/2026", "grade": "B", "evidence": "Advice line"}

    sent = browser.post(f"/staff/measures/{headline.id}/readings", **reading)
    own = session.scalars(sa.select(Reading)).one()
    browser.post(f"/staff/readings/{own.id}/verification")
    refused = told(browser.get(sent.location))
    browser.sign_in(a_member(session, city, "Max", role=Role.ADMINISTRATOR))
    verified = browser.post(f"/staff/readings/{own.id}/verification")

    assert (sent.status_code, verified.status_code) == (303, 303)
    assert any("Somebody else" in sentence for sentence in refused)
    results = browser.get("/staff/council").text
    assert "13,400 now" in results
    assert 'class="app-bullet__now" x="0.0%" y="1.5em" width="60.0%"' in results


def test_results_keep_claimed_and_confirmed_hours_apart(
    session: Session, browser: Browser, city: City, lee: Member, over: Opening
) -> None:
    ada, bob = a_volunteer(session, city), a_volunteer(session, city, "Bob")
    confirmed = claim(session, over, ada, 150)
    confirmed.confirmed_minutes, confirmed.confirmed_at = 120, clock.now()
    claim(session, over, bob, 60)
    browser.sign_in(lee)

    page = " ".join(browser.get("/staff/council").text.split())

    assert "3.5 were claimed" in page
    assert '<dd class="app-figure__number"> 2 </dd>' in page


def test_another_city_is_a_wall(
    session: Session, browser: Browser, city: City, lee: Member
) -> None:
    barnsley = a_city(session, "Barnsley")
    opening = an_opening(session, barnsley, starts=clock.now() + DAY)
    initiative = opening.session.project.initiative
    measure = session.scalars(
        sa.select(Measure).where(Measure.kind == Kind.OUTCOME, Measure.city_id == barnsley.id)
    ).one()
    browser.sign_in(lee)

    for address in (
        f"/staff/openings/{opening.id}",
        f"/staff/sessions/{opening.session_id}",
        f"/staff/council/challenges/{initiative.challenge_id}",
        f"/staff/initiatives/{initiative.id}/measures/new",
        f"/staff/initiatives/{initiative.id}/course",
        f"/staff/measures/{measure.id}/readings",
    ):
        assert browser.get(address).status_code == 404, address


def test_a_session_of_long_ago_is_still_readable(
    session: Session, browser: Browser, city: City, cora: Member
) -> None:
    long_ago = datetime.combine(date(2021, 3, 28), time(9), tzinfo=city.zone)
    opening = an_opening(session, city, starts=long_ago, posted_by=cora)
    browser.sign_in(cora)

    assert "28 March 2021" in browser.get(f"/staff/sessions/{opening.session_id}").text
