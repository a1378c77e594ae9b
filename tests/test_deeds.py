"""What staff and the operator do is in the audit log, whichever page or command they do it by."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call
from tests.asking import invite as ask_to_help
from tests.asking import place as give_place
from tests.builders import a_check, a_contact, a_member, a_volunteer, an_initiative, an_opening
from tests.fakes import FakeSms
from tests.filtered import a_filtered_call
from tests.late_locks import LateLocks
from tests.logbook import WHEN, rows
from tests.pages import Browser
from tests.posting import send_all
from tests.posting import write as write_text
from tests.test_deeds_of_signing_in import DONE_HERE
from volunteer.calls import filtering
from volunteer.calls.model import Call, CallState, Placement, Standing
from volunteer.challenges.model import Challenge, Initiative
from volunteer.cities.model import City
from volunteer.core import audit, clock
from volunteer.core.audit.deeds import Deed
from volunteer.core.audit.verify import verify
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.impact.model import Grade, Reading
from volunteer.messages import effects
from volunteer.messages.effects import Changed
from volunteer.messages.model import Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.places.model import Postcode
from volunteer.projects import service as projects
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

ROOT = Path(__file__).parent.parent
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


@dataclass(frozen=True, slots=True)
class World:
    """A city with a coordinator's browser, a lead's, a volunteer's and a command line."""

    app: Flask
    session: Session
    city: City
    sms: FakeSms
    cora: Browser
    cora_id: int
    organisation_id: int
    lee: Browser
    lee_id: int
    ada: Volunteer
    coming: Opening
    over: Opening

    def run(self, *words: str) -> None:
        """Type a command."""
        result = self.app.test_cli_runner().invoke(args=words)
        assert result.exit_code == 0, result.output

    def send(self, browser: Browser, address: str, /, **data: Any) -> None:
        """Send a form, and see that it was taken."""
        answer = browser.post(address, **data)
        assert answer.status_code == 303, answer.text

    def text(self, outcome: Outcome = Outcome.DESK) -> int:
        """Return the id of a text of Ada's that waits on Cora's desk."""
        text = Text(
            city_id=self.city.id,
            contact_id=self.ada.contact_id,
            sid=f"SM{outcome}",
            body="Is my dog welcome?",
            received_at=clock.now(),
            outcome=outcome,
            outcome_at=clock.now(),
            desk_at=clock.now(),
            organisation_id=self.organisation_id,
        )
        self.session.add(text)
        self.session.commit()
        return text.id

    def claim(self) -> None:
        """Let Ada say that she gave two hours."""
        entry = Entry(
            city_id=self.city.id,
            session_id=self.over.session_id,
            volunteer_id=self.ada.id,
            claimed_minutes=120,
            claimed_by=ClaimedBy.TEXT,
            claimed_at=clock.now(),
        )
        self.session.add(entry)
        self.session.commit()

    def initiative(self) -> Initiative:
        """Return an initiative of the plan."""
        return self.over.role.project.initiative

    def headline(self) -> int:
        """Return the id of the measure by which the challenge is judged."""
        challenge = self.session.get_one(Challenge, self.initiative().challenge_id)
        return next(measure.id for measure in challenge.measures if measure.headline)

    def reading(self) -> int:
        """Return the id of a reading that Cora wrote down."""
        reading = Reading(
            city_id=self.city.id,
            measure_id=self.headline(),
            on=clock.now().date(),
            value=13_400,
            grade=Grade.B,
            evidence="Advice line",
            reported_by_id=self.cora_id,
            reported_at=clock.now(),
        )
        self.session.add(reading)
        self.session.commit()
        return reading.id


@pytest.fixture
def world(app: Flask, session: Session, city: City, sms: FakeSms) -> World:
    """Give a city in which all of it can be done."""
    session.add(Postcode(code="PL46NP", latitude=50.379, longitude=-4.125))
    cora = a_member(session, city)
    lee = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")
    browsers = Browser(app, city), Browser(app, city)
    for browser, member in zip(browsers, (cora, lee), strict=True):
        browser.sign_in(member)
    coming = an_opening(session, city, starts=clock.now() + 7 * DAY, posted_by=cora)
    over = an_opening(session, city, starts=clock.now() - DAY, posted_by=cora)
    ada = a_volunteer(session, city)
    give_place(session, over, ada, now=clock.now())
    return World(
        app, session, city, sms, browsers[0], cora.id, cora.organisation_id, browsers[1], lee.id,
        ada, coming, over,
    )  # fmt: skip


@pytest.fixture
def late_locks(world: World) -> Iterator[LateLocks]:
    """Give what is locked after the log was written: nothing, one hopes."""
    with LateLocks.watching(world.session) as watched:
        yield watched


def post_project(world: World) -> None:
    initiative = an_initiative(world.session, world.city)
    world.send(
        world.cora,
        "/staff/projects/new",
        title="Plant the square",
        summary="Bring gloves.",
        initiative=initiative.id,
        measure="",
        address="Central Park, PL4 6NP",
        contact_name="Cora",
        role_title="Gardener",
        day=(clock.now() + 3 * DAY).date().isoformat(),
        starts="10am",
        ends="12.30",
        places="6",
        weeks="1",
        reach="0",
    )


def add_session(world: World) -> None:
    day = (clock.now() + 9 * DAY).date().strftime("%d/%m/%Y")
    address = f"/staff/projects/{world.coming.session.project_id}/sessions"
    world.send(world.cora, address, day=day, starts="10", ends="12", places="5")


def add_role(world: World) -> None:
    project = world.coming.session.project
    driver = NewRole(title="Driver")
    projects.add_role(
        world.city.id, project.posted_by, project.id, driver, places=1, now=clock.now()
    )


def edit_role(world: World) -> None:
    role = world.coming.role
    address = f"/staff/roles/{role.id}"
    world.send(
        world.cora, address,
        edition=role.edition, role_title="Digger", reach="0", least_age="18", check_level="",
    )  # fmt: skip


def cancel_session(world: World) -> None:
    give_place(world.session, world.coming, world.ada, now=clock.now())
    world.send(world.cora, f"/staff/sessions/{world.coming.session_id}/cancellation")


def start_call(world: World) -> None:
    world.send(world.cora, f"/staff/openings/{world.coming.id}/calls")


def stop_call(world: World) -> None:
    call = a_call(world.session, world.coming, now=clock.now())
    world.send(world.cora, f"/staff/calls/{call.id}/end")


def propose_call(world: World) -> None:
    world.send(world.cora, f"/staff/openings/{world.coming.id}/calls", beyond="1")


def a_proposal(world: World) -> Call:
    call = Call(
        city_id=world.city.id,
        opening_id=world.coming.id,
        state=CallState.PROPOSED,
        started_by_id=world.cora_id,
        started_at=clock.now(),
        deadline=world.coming.session.starts_at,
    )
    world.session.add(call)
    world.session.commit()
    return call


def approve_call(world: World) -> None:
    world.send(world.lee, f"/staff/calls/{a_proposal(world).id}/approval")


def turn_call_down(world: World) -> None:
    world.send(world.lee, f"/staff/calls/{a_proposal(world).id}/refusal")


def confirm_hours(world: World) -> None:
    world.claim()
    hours = {f"hours_{world.ada.id}": "2"}
    world.send(world.cora, f"/staff/sessions/{world.over.session_id}/confirmation", **hours)


def put_hours_down(world: World) -> None:
    hours = {f"hours_{world.ada.id}": "1.5"}
    world.send(world.cora, f"/staff/sessions/{world.over.session_id}/confirmation", **hours)


def mark_absent(world: World) -> None:
    absent = {f"absent_{world.ada.id}": "y"}
    world.send(world.cora, f"/staff/sessions/{world.over.session_id}/confirmation", **absent)


def write_check(world: World) -> None:
    today = clock.now().date()
    world.send(
        world.lee,
        "/staff/checks/new",
        name=world.ada.name,
        phone=world.ada.contact.phone,
        level="basic",
        decided_on=today.isoformat(),
        last_day=(today + 90 * DAY).isoformat(),
    )


def withdraw_check(world: World) -> None:
    check = a_check(world.session, world.ada, by=world.session.get_one(Member, world.lee_id))
    world.send(world.lee, f"/staff/checks/{check.id}/withdrawal")


def report(world: World) -> None:
    address = f"/staff/sessions/{world.over.session_id}/reports"
    world.send(world.cora, address, verb="planted", quantity="40", noun="trees")


def post_challenge(world: World) -> None:
    world.send(world.lee, "/staff/challenges/new", title="Warm homes", need="Cold.", **MEASURE)


def post_initiative(world: World) -> None:
    address = f"/staff/challenges/{world.initiative().challenge_id}/initiatives/new"
    told = {"title": "Champions", "hypothesis": "Neighbours are trusted.", "lead": world.lee_id}
    world.send(world.lee, address, **told)


def post_measure(world: World) -> None:
    address = f"/staff/initiatives/{world.initiative().id}/measures/new"
    world.send(world.lee, address, **MEASURE | {"kind": "output"})


def set_course(world: World) -> None:
    address = f"/staff/initiatives/{world.initiative().id}/course"
    world.send(world.lee, address, course="stopped", reason="Nobody came.")


def write_reading(world: World) -> None:
    address = f"/staff/measures/{world.headline()}/readings"
    world.send(world.lee, address, value="1", on="1/6/2026", grade="B", evidence="Advice line")


def verify_reading(world: World) -> None:
    world.send(world.lee, f"/staff/readings/{world.reading()}/verification")


def answer_text(world: World) -> None:
    text_id = world.text()
    answer = {"words": "Yes, bring him."}
    world.send(world.cora, f"/staff/desk/texts/{text_id}/settlement", **answer)


def settle_text(world: World) -> None:
    world.send(world.cora, f"/staff/desk/texts/{world.text()}/settlement", seen="1")


def show_number_on_desk(world: World) -> None:
    assert world.cora.post(f"/staff/desk/texts/{world.text()}/number").status_code == 200


def show_number_in_danger(world: World) -> None:
    world.text(Outcome.DANGER)
    assert world.cora.get("/staff/desk").status_code == 200


def show_number_on_roster(world: World) -> None:
    address = f"/staff/sessions/{world.over.session_id}/people/{world.ada.id}/number"
    assert world.cora.post(address).status_code == 200


def act_on_text(world: World, what: str, **data: Any) -> None:
    world.send(world.cora, f"/staff/desk/texts/{world.text()}/{what}", **data)


def assign_text(world: World) -> None:
    act_on_text(world, "assignment")


def put_text_back(world: World) -> None:
    text_id = world.text()
    world.session.get_one(Text, text_id).seen_at = clock.now()
    world.session.commit()
    world.send(world.cora, f"/staff/desk/texts/{text_id}/again")


def take_yes(world: World) -> None:
    ask_to_help(world.session, world.coming, world.ada, now=clock.now())
    act_on_text(world, "place")


def take_no(world: World) -> None:
    ask_to_help(world.session, world.coming, world.ada, now=clock.now())
    act_on_text(world, "refusal")


def give_back_for_text(world: World) -> None:
    place = give_place(world.session, world.coming, world.ada, now=clock.now())
    act_on_text(world, "withdrawal", placement_id=place.id)


def write_hours_from_text(world: World) -> None:
    place = world.session.scalars(sa.select(Placement)).one()
    act_on_text(world, "hours", placement_id=place.id, hours="2")


def take_stop(world: World) -> None:
    act_on_text(world, "stop")


def undo_effect(world: World) -> None:
    place = give_place(world.session, world.coming, world.ada, now=clock.now())
    text = world.session.get_one(Text, world.text())
    before = {"standing": None, "party": None, "answer": None}
    id_ = effects.record(world.session, text, Changed.PLACE, place.id, now=clock.now(), **before)
    world.session.commit()
    world.send(world.cora, f"/staff/desk/effects/{id_}/undoing")


def set_rule(world: World) -> None:
    world.run("city", "set", "plymouth", "reply_hours", "12")


def pause(world: World) -> None:
    world.run("city", "pause", "plymouth")


def resume(world: World) -> None:
    world.run("city", "resume", "plymouth")


def halt(world: World) -> None:
    contact, now = a_contact(world.session, world.city), clock.now()
    world.sms.failures = [GatewayError("ours to mend", permanent=True, code="20003")]
    write_text(world.city, contact, now=now)
    send_all(world.sms, world.city, now=now)


def invite(world: World) -> None:
    world.run(
        "staff", "invite", "plymouth", "--organisation", "Growing Together", "--name", "Max",
        "--email", "max@example.org", "--role", "manager",
    )  # fmt: skip


def disable(world: World) -> None:
    max_ = a_member(world.session, world.city, "Max")
    world.run("staff", "disable", "plymouth", max_.email)


def enable(world: World) -> None:
    max_ = a_member(world.session, world.city, "Max")
    max_.disabled_at = clock.now()
    world.session.commit()
    world.run("staff", "enable", "plymouth", max_.email)


def change_profile(world: World) -> None:
    world.session.add(Postcode(code="PL47AA", latitude=50.379, longitude=-4.125))
    world.session.commit()
    browser = Browser(world.app, world.city)
    browser.sign_in(world.ada)
    profile = {"name": "Ada L", "postcode": "PL4 7AA", "travel": "bus", "limit": ""}
    world.send(browser, "/me/profile", **profile)


def leave(world: World) -> None:
    give_place(world.session, world.coming, world.ada, now=clock.now(), standing=Standing.CONFIRMED)
    browser = Browser(world.app, world.city)
    browser.sign_in(world.ada)
    world.send(browser, "/me/leave")


def pause_call(world: World) -> None:
    a_filtered_call(world.session, world.city, world.coming, now=clock.now())
    filtering.pause(world.city.id, now=clock.now())


def hold_call_up(world: World) -> None:
    call = a_call(world.session, world.coming, now=clock.now())
    world.send(world.cora, f"/staff/calls/{call.id}/pause")


def make_call_urgent(world: World) -> None:
    call = a_call(world.session, world.coming, now=clock.now())
    soon = clock.now() + timedelta(hours=5)
    world.coming.session.starts_at, world.coming.session.ends_at = soon, soon + timedelta(hours=2)
    world.session.commit()
    world.send(world.cora, f"/staff/calls/{call.id}/urgency")


def let_call_go_on(world: World) -> None:
    call = a_call(world.session, world.coming, now=clock.now())
    call.state = CallState.PAUSED
    world.session.commit()
    world.send(world.cora, f"/staff/calls/{call.id}/resumption")


def start_all(world: World) -> None:
    world.send(world.cora, f"/staff/projects/{world.coming.session.project_id}/calls")


def propose_all(world: World) -> None:
    address = f"/staff/projects/{world.coming.session.project_id}/calls"
    world.send(world.cora, address, beyond="1")


def stop_all(world: World) -> None:
    a_call(world.session, world.coming, now=clock.now())
    world.send(world.cora, f"/staff/projects/{world.coming.session.project_id}/calls/end")


def hold_all_up(world: World) -> None:
    a_call(world.session, world.coming, now=clock.now())
    world.send(world.cora, f"/staff/projects/{world.coming.session.project_id}/calls/pause")


def let_all_go_on(world: World) -> None:
    a_call(world.session, world.coming, now=clock.now()).state = CallState.PAUSED
    world.session.commit()
    world.send(world.cora, f"/staff/projects/{world.coming.session.project_id}/calls/resumption")


DONE: list[tuple[Callable[[World], None], Deed, str, str | None]] = [
    (post_project, Deed.PROJECT_POSTED, "cora", "project"),
    (add_session, Deed.SESSION_ADDED, "cora", "session"),
    (add_role, Deed.ROLE_ADDED, "cora", "role"),
    (edit_role, Deed.ROLE_EDITED, "cora", "role"),
    (cancel_session, Deed.SESSION_CANCELLED, "cora", "session"),
    (start_call, Deed.CALL_STARTED, "cora", "call"),
    (stop_call, Deed.CALL_STOPPED, "cora", "call"),
    (pause_call, Deed.CALL_PAUSED, "system", "call"),
    (hold_call_up, Deed.CALL_PAUSED, "cora", "call"),
    (make_call_urgent, Deed.CALL_HURRIED, "cora", "call"),
    (let_call_go_on, Deed.CALL_RESUMED, "cora", "call"),
    (start_all, Deed.CALL_STARTED, "cora", "call"),
    (propose_all, Deed.CALL_PROPOSED, "cora", "call"),
    (stop_all, Deed.CALL_STOPPED, "cora", "call"),
    (hold_all_up, Deed.CALL_PAUSED, "cora", "call"),
    (let_all_go_on, Deed.CALL_RESUMED, "cora", "call"),
    (propose_call, Deed.CALL_PROPOSED, "cora", "call"),
    (approve_call, Deed.CALL_APPROVED, "lee", "call"),
    (turn_call_down, Deed.CALL_TURNED_DOWN, "lee", "call"),
    (confirm_hours, Deed.HOURS_CONFIRMED, "cora", "entry"),
    (put_hours_down, Deed.HOURS_PUT_DOWN, "cora", "entry"),
    (mark_absent, Deed.ABSENCE_MARKED, "cora", "volunteer"),
    (write_check, Deed.CHECK_WRITTEN, "lee", "check"),
    (withdraw_check, Deed.CHECK_WITHDRAWN, "lee", "check"),
    (report, Deed.RESULT_REPORTED, "cora", "report"),
    (post_challenge, Deed.CHALLENGE_POSTED, "lee", "challenge"),
    (post_initiative, Deed.INITIATIVE_POSTED, "lee", "initiative"),
    (post_measure, Deed.MEASURE_POSTED, "lee", "measure"),
    (set_course, Deed.COURSE_SET, "lee", "initiative"),
    (write_reading, Deed.READING_WRITTEN, "lee", "reading"),
    (verify_reading, Deed.READING_VERIFIED, "lee", "reading"),
    (answer_text, Deed.TEXT_ANSWERED, "cora", "text"),
    (settle_text, Deed.TEXT_SETTLED, "cora", "text"),
    (assign_text, Deed.TEXT_ASSIGNED, "cora", "text"),
    (put_text_back, Deed.TEXT_PUT_BACK, "cora", "text"),
    (take_yes, Deed.PLACE_GIVEN, "cora", "text"),
    (take_no, Deed.NO_TAKEN, "cora", "text"),
    (give_back_for_text, Deed.PLACE_GIVEN_BACK, "cora", "text"),
    (write_hours_from_text, Deed.HOURS_WRITTEN, "cora", "text"),
    (take_stop, Deed.STOP_TAKEN, "cora", "text"),
    (undo_effect, Deed.EFFECT_UNDONE, "cora", "text"),
    (show_number_on_desk, Deed.NUMBER_SHOWN, "cora", "text"),
    (show_number_in_danger, Deed.NUMBER_SHOWN, "cora", "text"),
    (show_number_on_roster, Deed.NUMBER_SHOWN, "cora", "volunteer"),
    (set_rule, Deed.RULE_SET, "operator", None),
    (pause, Deed.CITY_PAUSED, "operator", None),
    (resume, Deed.CITY_RESUMED, "operator", None),
    (halt, Deed.NUMBER_HALTED, "system", None),
    (invite, Deed.MEMBER_INVITED, "operator", "member"),
    (disable, Deed.MEMBER_DISABLED, "operator", "member"),
    (enable, Deed.MEMBER_ENABLED, "operator", "member"),
    (change_profile, Deed.PROFILE_CHANGED, "ada", "volunteer"),
    (leave, Deed.VOLUNTEER_LEFT, "ada", "volunteer"),
]


@pytest.mark.parametrize(
    ("do", "deed", "who", "about"), DONE, ids=[do.__name__ for do, *_rest in DONE]
)
def test_what_is_done_is_in_the_log(
    world: World,
    late_locks: LateLocks,
    do: Callable[[World], None],
    deed: Deed,
    who: str,
    about: str | None,
) -> None:
    by = {
        "cora": ("member", world.cora_id),
        "lee": ("member", world.lee_id),
        "ada": ("volunteer", world.ada.id),
    }.get(who, (who, None))

    do(world)

    world.session.rollback()
    [row] = rows(world.session, world.city)
    assert (row.deed, (row.by_kind, row.by_id), row.about_kind) == (deed.value, by, about)
    assert (row.about_id is None) == (about is None)
    assert late_locks.found == []
    assert verify(world.session, world.city.id).fault is None


def test_who_locks_something_after_writing_into_the_log_is_caught(
    world: World, late_locks: LateLocks
) -> None:
    with transaction() as session:
        audit.record(session, world.city.id, Deed.RULE_SET, by=audit.By.OPERATOR, now=WHEN)
        session.execute(sa.update(City).values(name="Barnsley"))

    assert [words.split()[:2] for words in late_locks.found] == [["UPDATE", "city"]]


def test_opening_a_city_is_the_first_thing_in_its_log(world: World) -> None:
    world.run(
        "city", "add", "barnsley", "--name", "Barnsley", "--council", "Barnsley Council",
        "--host", "volunteer.barnsley.example", "--number", "+441632960002",
        "--authority", "E08000016", "--latitude", "53.55", "--longitude", "-1.48",
    )  # fmt: skip

    world.session.rollback()
    barnsley = world.session.scalars(sa.select(City).where(City.slug == "barnsley")).one()
    [row] = rows(world.session, barnsley)
    assert (row.deed, row.by_kind) == (Deed.CITY_ADDED.value, "operator")


def test_hours_and_absences_of_one_sheet_are_written_down_each(world: World) -> None:
    world.claim()
    bob, eve = (a_volunteer(world.session, world.city, name) for name in ("Bob", "Eve"))
    world.over.places = 3
    for person in (bob, eve):
        give_place(world.session, world.over, person, now=clock.now())
    sheet = {f"hours_{world.ada.id}": "2", f"hours_{bob.id}": "1", f"absent_{eve.id}": "y"}
    address = f"/staff/sessions/{world.over.session_id}/confirmation"

    world.send(world.cora, address, **sheet)
    world.send(world.cora, address, **sheet)  # again: nothing changes by it

    world.session.rollback()
    assert [(row.deed, row.named.get("minutes")) for row in rows(world.session, world.city)] == [
        ("hours confirmed", 120),
        ("hours put down", 60),
        ("absence marked", None),
    ]


def test_that_somebody_lacked_something_is_written_down_beside_their_hours(world: World) -> None:
    world.over.role.needs_vehicle = True
    world.session.commit()
    hours = {f"hours_{world.ada.id}": "1.5", f"known_{world.ada.id}": "y"}

    world.send(world.cora, f"/staff/sessions/{world.over.session_id}/confirmation", **hours)

    world.session.rollback()
    put_down, overlooked = rows(world.session, world.city)
    assert put_down.deed == Deed.HOURS_PUT_DOWN.value
    assert overlooked.deed == Deed.LACK_OVERLOOKED.value
    assert (overlooked.by_id, overlooked.about_id) == (world.cora_id, world.ada.id)


def test_what_was_refused_is_not_in_the_log(world: World) -> None:
    world.over.session.cancelled_at = clock.now()
    world.session.commit()

    world.cora.post(f"/staff/sessions/{world.over.session_id}/reports", verb="a", noun="b")
    world.cora.post(f"/staff/openings/{world.over.id}/calls")
    world.cora.post("/staff/desk/texts/999/number")
    world.cora.post(f"/staff/sessions/{world.coming.session_id}/people/{world.ada.id}/number")

    world.session.rollback()
    assert rows(world.session, world.city) == []


def test_a_number_in_danger_is_written_down_once_for_each_who_saw_it(world: World) -> None:
    text_id = world.text(Outcome.DANGER)

    for _ in range(3):
        world.cora.get("/staff/desk")
        world.lee.get("/staff/desk")

    world.session.rollback()
    assert [(row.by_id, row.about_id) for row in rows(world.session, world.city)] == [
        (world.cora_id, text_id),
        (world.lee_id, text_id),
    ]


def test_every_deed_is_recorded_somewhere() -> None:
    code = "".join(
        path.read_text()
        for path in (ROOT / "volunteer").rglob("*.py")
        if path.name not in {"deeds.py", "audit_words.py"}
    )

    recorded = {deed for deed in Deed if re.search(rf"\bDeed\.{deed.name}\b", code)}

    assert recorded == set(Deed)


def test_every_deed_is_done_in_these_tests() -> None:
    done = {deed for _do, deed, _who, _about in DONE}

    assert set(Deed) == done | DONE_HERE | {Deed.CITY_ADDED, Deed.LACK_OVERLOOKED}
