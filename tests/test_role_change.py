"""A role is changed after it was posted: what that does to people, texts, calls and the past."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call, invite, invited, place, standings
from tests.builders import (
    GUILDHALL,
    STARTS,
    a_housemate,
    a_member,
    a_skill,
    a_volunteer,
    an_opening,
    another_session,
)
from tests.fakes import FakeSms
from tests.logbook import rows
from tests.noticing import told
from tests.racing import at_once
from tests.texting import heard, messages, open_question, text
from volunteer.calls import asking, checks, profiles, role_change, service
from volunteer.calls.checks import NewCheck
from volunteer.calls.lacks import Lack
from volunteer.calls.model import Call, CallState, Placement, Standing
from volunteer.calls.role_change import Edit, Elsewhere
from volunteer.calls.role_effects import Effects
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.audit.model import AuditRow
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.core.geo import Point
from volunteer.messages import sending
from volunteer.messages.model import Asked
from volunteer.messages.status import Status
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer
from volunteer.people.profile import Profile
from volunteer.projects import role_openings, roles
from volunteer.projects.draft import NewRole
from volunteer.projects.model import Opening, ProjectRole
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind
from volunteer.web.audit_words import line

CHECKED = Requirements(25, vehicle=True, level=Level.STANDARD, reason="They are with children.")
DRIVES = Requirements(vehicle=True)
TWO_KM_OFF = Point(GUILDHALL.latitude + 0.018, GUILDHALL.longitude)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    return a_member(session, city)


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give two places on Monday morning."""
    return an_opening(session, city, posted_by=cora)


def change(
    city: City, by: Member, opening: Opening, *, now: Any, places: int | None = None, **what: Any
) -> Effects:
    """Change some of what a role is."""
    role = opening.role
    new = replace(roles.of(role), **what)
    wanted = {} if places is None else {opening.id: places}
    return role_change.change(city, by, role.id, Edit(new, role.edition, wanted), now=now)


def drives(session: Session, *people: Volunteer, now: Any) -> None:
    for one in people:
        one.vehicle_said_at = now
    session.commit()


def edits_on_record(session: Session, city: City) -> list[AuditRow]:
    return [row for row in rows(session, city) if row.deed == Deed.ROLE_EDITED]


# What it is.


def test_a_role_becomes_what_it_was_changed_to_and_the_log_says_who_did_it(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    driving, first_aid = (a_skill(session, city, one).id for one in ("driving", "first-aid"))
    new = NewRole("Driver", (driving,), (first_aid,), 5.0, Requirements(25, vehicle=True))

    edit = Edit(new, opening.role.edition, {opening.id: 5})
    role_change.change(city, cora, opening.role_id, edit, now=now)

    session.rollback()
    assert roles.of(opening.role) == new
    assert opening.places == 5
    [row] = edits_on_record(session, city)
    assert (row.by_id, row.about_id) == (cora.id, opening.role_id)


def test_a_check_that_is_taken_off_and_put_back_leaves_its_traces(
    app: Flask, session: Session, city: City, cora: Member, now: Any
) -> None:
    opening = an_opening(session, city, posted_by=cora, asks=CHECKED)

    off = change(city, cora, opening, requirements=Requirements(), now=now)
    session.rollback()
    back = change(city, cora, opening, requirements=CHECKED, now=now)
    session.rollback()
    change(city, cora, opening, title="Digger", now=now)

    with app.test_request_context():
        told = [line(row, {}).ids for row in edits_on_record(session, city)]
    assert "check asked for before: a standard DBS check, check asked for now: none" in told[0]
    assert "check asked for before: none, check asked for now: a standard DBS check" in told[1]
    assert "check" not in told[2]
    assert (off.asks_lower_check, off.any, back.asks_lower_check) == (True, True, False)


def test_a_skill_that_is_required_no_more_may_still_help(
    session: Session, city: City, cora: Member, now: Any
) -> None:
    opening = an_opening(session, city, posted_by=cora, required=("driving", "cooking"))
    driving, cooking = (a_skill(session, city, one).id for one in ("driving", "cooking"))

    change(city, cora, opening, skills_required=(cooking,), skills_helping=(driving,), now=now)

    session.rollback()
    assert {one.skill_id: one.required for one in opening.role.skills} == {
        driving: False, cooking: True,
    }  # fmt: skip


def test_nobody_changes_a_role_of_another_organisation(
    session: Session, city: City, opening: Opening, now: Any
) -> None:
    stranger = a_member(session, city, "Kay", organisation="Another")

    with pytest.raises(NotFound):
        change(city, stranger, opening, title="Driver", now=now)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"radius_km": 51.0},
        {"requirements": Requirements(19)},
    ],
)
def test_what_no_role_may_be_is_refused_and_changes_nothing(
    session: Session, city: City, cora: Member, opening: Opening, now: Any, wrong: dict[str, Any]
) -> None:
    was = roles.of(opening.role)

    with pytest.raises(Refused):
        change(city, cora, opening, **wrong, now=now)

    session.rollback()
    assert (roles.of(opening.role), opening.role.edition) == (was, 1)


def test_a_rehearsal_tells_what_a_change_would_do_and_does_nothing(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    edit = Edit(replace(roles.of(opening.role), requirements=DRIVES), 1, {opening.id: 3})

    would = role_change.rehearse(city, cora, opening.role_id, edit, now=now)

    session.rollback()
    assert (opening.role.needs_vehicle, opening.role.edition, opening.places) == (False, 1, 2)
    assert heard(session, ada) == []
    assert edits_on_record(session, city) == []
    assert role_change.change(city, cora, opening.role_id, edit, now=now) == would


# An older tab.


def test_an_older_page_overwrites_no_newer_change(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    older = Edit(replace(roles.of(opening.role), title="Digger"), opening.role.edition)
    change(city, cora, opening, title="Driver", now=now)

    with pytest.raises(roles.ChangedMeanwhile):
        role_change.change(city, cora, opening.role_id, older, now=now)

    session.rollback()
    assert opening.role.title == "Driver"


def test_of_many_who_change_the_same_at_once_one_does(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    edits = [Edit(replace(roles.of(opening.role), title=f"Title {n}"), 1) for n in range(6)]
    ids = (city.id, cora.id, opening.role_id)
    session.rollback()

    results = at_once(app, [partial(change_by_ids, *ids, edit, now) for edit in edits])

    session.rollback()
    refused = [one for one in results if isinstance(one, roles.ChangedMeanwhile)]
    assert len(refused) == 5
    assert opening.role.edition == 2


def test_where_no_edition_is_compared_all_do_and_all_but_one_are_lost(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening,
    *, now: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The control: whoever has it last overwrites what they never saw, and nobody is told."""
    edits = [Edit(replace(roles.of(opening.role), title=f"Title {n}"), 1) for n in range(6)]
    ids = (city.id, cora.id, opening.role_id)
    session.rollback()

    def held_only(session: Session, role: ProjectRole, *, edition: int) -> None:
        session.refresh(role, with_for_update=True)

    monkeypatch.setattr(roles, "turn", held_only)
    results = at_once(app, [partial(change_by_ids, *ids, edit, now) for edit in edits])

    session.rollback()
    assert all(isinstance(one, Effects) for one in results), results
    assert opening.role.title in {edit.role.title for edit in edits}
    assert opening.role.edition == 1  # so whoever comes next overwrites that too


def change_by_ids(city_id: int, member_id: int, role_id: int, edit: Edit, now: Any) -> Effects:
    session = db.session()
    here, by = session.get_one(City, city_id), session.get_one(Member, member_id)
    return role_change.change(here, by, role_id, edit, now=now)


# What is over.


def test_sessions_that_are_over_keep_what_was_asked_then(
    session: Session, city: City, cora: Member, now: Any
) -> None:
    over = an_opening(
        session, city, posted_by=cora, starts=now - DAY, required=("driving",), asks=DRIVES
    )
    begun = another_session(session, over, starts=now - HOUR)
    coming = another_session(session, over, starts=now + DAY)
    was, driving = roles.of(over.role), a_skill(session, city, "driving").id

    change(
        city, cora, coming, title="Cook", skills_required=(), requirements=Requirements(), now=now
    )
    session.rollback()
    change(city, cora, coming, title="Chef", now=now)

    session.rollback()
    assert roles.of(over.role) == roles.of(begun.role) == was
    assert [one.skill_id for one in over.role.skills] == [driving]
    assert roles.of(coming.role) == NewRole("Chef")
    assert [role.title for role in coming.role.project.roles] == ["Chef"]
    assert len(session.scalars(sa.select(ProjectRole.id)).all()) == 2  # kept once


def test_a_role_that_was_kept_is_changed_by_nobody(
    session: Session, city: City, cora: Member, now: Any
) -> None:
    over = an_opening(session, city, posted_by=cora, starts=now - DAY)
    coming = another_session(session, over, starts=now + DAY)
    change(city, cora, coming, title="Cook", now=now)
    session.rollback()

    with pytest.raises(NotFound):
        change(city, cora, over, title="Chef", now=now)


# Who has a place.


def test_whoever_lacks_what_is_asked_now_keeps_their_place_and_is_told_and_so_is_who_runs_it(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    boss = a_member(session, city, "Max")
    ada, bob, eve = (a_volunteer(session, city, name) for name in ("Ada", "Bob", "Eve"))
    place(session, opening, ada, now=now)
    place(session, opening, bob, now=now)
    place(session, opening, eve, now=now, standing=Standing.WAITING)
    drives(session, bob, now=now)

    done = change(city, boss, opening, requirements=DRIVES, now=now)

    session.rollback()
    assert (done.placed, done.lacking, done.told, done.passed_over) == (
        2, {Lack.NO_VEHICLE: 1}, 1, 1,
    )  # fmt: skip
    assert standings(session, opening) == {
        "Ada": Standing.CONFIRMED, "Bob": Standing.CONFIRMED, "Eve": Standing.WAITING,
    }  # fmt: skip
    [to_ada] = messages(session, ada)
    assert to_ada.kind == "asks_more"
    assert "now needs a car or van" in to_ada.body
    assert heard(session, bob) == heard(session, eve) == []
    assert told(session) == [("Cora", Kind.EXPIRY, "lacking")]


def test_somebody_with_places_on_several_days_is_told_once(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    for one in (opening, another_session(session, opening, starts=STARTS + DAY)):
        place(session, one, ada, now=now)

    done = change(city, cora, opening, requirements=DRIVES, now=now)

    session.rollback()
    assert heard(session, ada) == ["asks_more"]
    assert (done.placed, done.told) == (1, 1)


def test_of_places_on_several_days_the_next_is_named_and_the_others_are_counted(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    for one in range(5):
        there = another_session(session, opening, starts=STARTS + one * DAY) if one else opening
        place(session, there, ada, now=now)

    change(city, cora, opening, requirements=DRIVES, now=now)

    [to_ada] = messages(session, ada)
    assert " and 4 more dates now needs a car or van." in to_ada.body


# What is told while it is so.


def drives_now(session: Session, city: City, who: Volunteer, now: Any) -> None:
    says = Profile(name=who.name, vehicle=True)
    profiles.change(city.id, who.id, says, now=now, addresses=False)


def gives_back(session: Session, city: City, who: Volunteer, now: Any) -> None:
    [mine] = session.scalars(sa.select(Placement).where(Placement.volunteer_id == who.id))
    service.withdraw_on_web(city, who.id, mine.id, now=now)


def changes_back(session: Session, city: City, who: Volunteer, now: Any) -> None:
    [mine] = session.scalars(sa.select(Placement).where(Placement.volunteer_id == who.id))
    by = mine.opening.role.project.posted_by
    change(city, by, mine.opening, requirements=Requirements(), now=now)


@pytest.mark.parametrize("what", [drives_now, gives_back, changes_back])
def test_what_waits_to_say_that_something_is_lacking_goes_only_while_it_is(
    session: Session, city: City, cora: Member, opening: Opening, now: Any, what: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    raj = a_housemate(session, ada)
    place(session, opening, ada, now=now)
    place(session, opening, raj, now=now)
    change(city, cora, opening, requirements=DRIVES, now=now)
    session.rollback()

    what(session, city, ada, now + MINUTE)

    session.rollback()
    waits = [one for one in messages(session, ada) if one.status is Status.QUEUED]
    left = [] if what is changes_back else [", Raj. "]
    assert [name for name in (", Ada. ", ", Raj. ") for one in waits if name in one.body] == left


def test_who_has_a_check_by_now_is_not_told_that_they_have_none(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    max_ = a_member(session, city, "Max", role=Role.MANAGER)
    ada, today = a_volunteer(session, city, "Ada"), now.date()
    place(session, opening, ada, now=now)
    change(city, cora, opening, requirements=replace(CHECKED, least_age=18, vehicle=False), now=now)
    new = NewCheck(ada.contact.phone, "Ada", Level.ENHANCED, today, today + 99 * DAY)

    checks.write(city, max_, new, now=now)

    session.rollback()
    assert [one.status for one in messages(session, ada)] == [Status.CANCELLED]


def test_who_gives_one_of_several_places_back_is_told_of_those_that_are_left(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    mine = place(session, opening, ada, now=now)
    place(session, another_session(session, opening, starts=STARTS + DAY), ada, now=now)
    change(city, cora, opening, requirements=DRIVES, now=now)
    session.rollback()

    service.withdraw_on_web(city, ada.id, mine.id, now=now)

    session.rollback()
    first, second = messages(session, ada)
    assert (first.status, second.status) == (Status.CANCELLED, Status.QUEUED)
    assert " and 1 more date now" in first.body
    assert "more date" not in second.body


def test_who_was_told_that_they_lack_something_is_told_when_it_is_asked_no_more(
    session: Session, city: City, cora: Member, opening: Opening, now: Any, sms: FakeSms
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    change(city, cora, opening, requirements=DRIVES, now=now)
    assert sending.deliver_next(sms, clock=lambda: now, calling=[city.id])
    session.rollback()

    done = change(city, cora, opening, requirements=Requirements(), now=now + HOUR)

    session.rollback()
    assert (done.relieved, heard(session, ada)) == (1, ["asks_more", "asks_less"])
    assert "no longer asks for that. You have your place." in messages(session, ada)[-1].body
    change(city, cora, opening, requirements=DRIVES, now=now + 2 * HOUR)
    session.rollback()
    assert [one.status for one in messages(session, ada)][1:] == [Status.CANCELLED, Status.QUEUED]


def test_whoever_sent_stop_is_not_texted_but_counted_to_be_rung(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)
    ada.contact.stopped_at = now
    session.commit()

    done = change(city, cora, opening, requirements=DRIVES, now=now)

    session.rollback()
    assert (done.told, done.to_ring) == (0, 1)
    assert heard(session, ada) == []


@pytest.mark.parametrize(
    "what",
    [
        {"title": "Driver"},
        {"radius_km": 1.0},
        {"places": 9},
    ],
    ids=lambda what: next(iter(what)),
)
def test_whose_place_is_what_it_was_hears_nothing(
    session: Session, city: City, cora: Member, opening: Opening, now: Any, what: dict[str, Any]
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now)

    change(city, cora, opening, **what, now=now)

    assert heard(session, ada) == []
    assert told(session) == []


def test_a_skill_that_is_required_now_is_counted_and_bars_nobody_with_a_place(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    bob = a_volunteer(session, city, "Bob", skills=("driving",))
    place(session, opening, ada, now=now)
    place(session, opening, bob, now=now)
    driving = a_skill(session, city, "driving").id

    done = change(city, cora, opening, skills_required=(driving,), now=now)

    assert (done.unskilled, done.lacking, done.placed) == (1, {}, 2)
    assert heard(session, ada) == []


def test_several_behind_one_yes_are_told_of_when_each_must_be_looked_at_by_name(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada = a_volunteer(session, city, "Ada")
    place(session, opening, ada, now=now, party=2)
    drives(session, ada, now=now)

    done = change(city, cora, opening, requirements=DRIVES, now=now)

    session.rollback()
    assert (done.in_company, done.any) == (1, True)
    assert heard(session, ada) == []  # what it is about concerns the others
    assert told(session) == [("Cora", Kind.EXPIRY, "lacking")]
    again = change(city, cora, opening, requirements=replace(DRIVES, least_age=25), now=now)
    assert again.in_company == 0


def test_where_a_role_is_done_changes_only_while_nobody_was_told(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    change(city, cora, opening, remote=True, now=now)
    session.rollback()
    place(session, opening, a_volunteer(session, city, "Ada"), now=now)

    with pytest.raises(Elsewhere):
        change(city, cora, opening, remote=False, now=now)


@pytest.mark.parametrize("remote", [False, True])
def test_where_a_role_is_done_changes_not_either_while_somebody_waits(
    session: Session, city: City, cora: Member, opening: Opening, now: Any, *, remote: bool
) -> None:
    opening.role.remote = not remote
    place(session, opening, a_volunteer(session, city, "Ada"), now=now, standing=Standing.WAITING)

    with pytest.raises(Elsewhere):
        change(city, cora, opening, remote=remote, now=now)


@pytest.mark.parametrize("remote", [False, True])
def test_what_was_asked_about_where_it_was_done_is_asked_no_more(
    session: Session, city: City, cora: Member, opening: Opening, now: Any, *, remote: bool
) -> None:
    """How far somebody lives was never looked at for what is done from home."""
    opening.role.remote = not remote
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    invite(session, opening, bob, now=now)
    asking.ask_next(now=now + DAY)
    assert (heard(session, ada), open_question(session, bob)) == (["call"], Asked.CALL)

    done = change(city, cora, opening, remote=remote, now=now + DAY)

    session.rollback()
    assert (done.taken_back, done.any) == (1, True)
    assert [one.status for one in messages(session, ada)] == [Status.CANCELLED]
    assert (invited(session, opening), open_question(session, bob)) == (["Bob"], None)


# Calls that run.


@pytest.mark.parametrize(
    ("what", "fits"),
    [
        ({"requirements": DRIVES}, False),
        ({"requirements": Requirements(25)}, False),
        ({"skill": "driving"}, False),
        ({"radius_km": 1.0}, False),
        ({"title": "Digger"}, True),
    ],
    ids=["vehicle", "age", "skill", "radius", "title"],
)
def test_a_text_that_waits_goes_only_to_who_fits_still(
    session: Session, city: City, cora: Member, opening: Opening, now: Any,
    *, what: dict[str, Any], fits: bool,
) -> None:  # fmt: skip
    ada = a_volunteer(session, city, "Ada", point=TWO_KM_OFF)
    service.start(city, cora, opening.id, now=now)
    assert heard(session, ada) == ["call"]
    if "skill" in what:
        what = {"skills_required": (a_skill(session, city, what["skill"]).id,)}

    done = change(city, cora, opening, **what, now=now)

    session.rollback()
    assert done.taken_back == (not fits)
    assert invited(session, opening) == (["Ada"] if fits else [])
    assert open_question(session, ada) == (Asked.CALL if fits else None)


def test_a_call_that_runs_chooses_by_what_is_asked_now_from_its_next_wave_on(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    drives(session, bob, now=now)
    invite(session, opening, ada, now=now, chance=0.01)
    call = session.scalars(sa.select(Call)).one()

    done = change(city, cora, opening, requirements=DRIVES, now=now)
    assert done.next_wave is not None
    assert done.next_wave == call.next_wave_at
    assert asking.ask_next(now=done.next_wave)

    session.rollback()
    assert invited(session, opening) == ["Ada", "Bob"]
    text(session, city, ada, "YES", now=now + MINUTE)
    assert standings(session, opening) == {}
    assert heard(session, ada)[-1] == "lacking"


def test_a_skill_that_is_required_now_chooses_whom_the_next_wave_asks(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    service.start(city, cora, opening.id, now=now)
    a_volunteer(session, city, "Ada")
    a_volunteer(session, city, "Bob", skills=("driving",))
    driving = a_skill(session, city, "driving").id

    change(city, cora, opening, skills_required=(driving,), now=now)
    asking.ask_next(now=now + DAY)

    session.rollback()
    assert invited(session, opening) == ["Bob"]


def test_a_bar_that_is_lowered_lets_the_next_wave_ask_who_was_barred(
    session: Session, city: City, cora: Member, now: Any
) -> None:
    opening = an_opening(session, city, posted_by=cora, required=("driving",))
    a_volunteer(session, city, "Ada")
    service.start(city, cora, opening.id, now=now)
    assert invited(session, opening) == []

    change(city, cora, opening, skills_required=(), now=now)
    asking.ask_next(now=now + DAY)

    session.rollback()
    assert invited(session, opening) == ["Ada"]


# What was approved.


def an_approved_call(session: Session, city: City, by: Member, opening: Opening, now: Any) -> Call:
    lee = a_member(session, city, "Lee")
    call = a_call(session, opening, now=now)
    call.decided_by_id, call.decided_at = lee.id, now
    session.commit()
    return call


@pytest.mark.parametrize(
    "what",
    [
        {"places": 3},
        {"requirements": replace(CHECKED, least_age=21)},
        {"requirements": replace(CHECKED, vehicle=False)},
        {"requirements": replace(CHECKED, level=Level.BASIC)},
        {"skills_required": ()},
        {"radius_km": 9.0},
        {"radius_km": None},
        {"remote": True},
    ],
    ids=["places", "age", "vehicle", "check", "skill", "farther", "anywhere", "home"],
)
def test_who_widens_a_call_that_was_approved_has_one_persons_limit_again(
    session: Session, city: City, cora: Member, now: Any, what: dict[str, Any]
) -> None:
    opening = an_opening(session, city, posted_by=cora, required=("driving",), asks=CHECKED)
    opening.role.radius_km = 5.0
    call = an_approved_call(session, city, cora, opening, now)

    done = change(city, cora, opening, **what, now=now)

    session.rollback()
    assert (done.unapproved, done.any) == (1, True)
    assert (call.is_approved, call.decided_by_id, call.state) == (False, None, CallState.RUNNING)


@pytest.mark.parametrize(
    "what",
    [
        {"places": 1},
        {"title": "Digger"},
        {"radius_km": 4.0},
        {"requirements": replace(CHECKED, level=Level.ENHANCED)},
    ],
    ids=["fewer places", "title", "nearer", "check"],
)
def test_who_asks_no_more_people_keeps_the_approval(
    session: Session, city: City, cora: Member, now: Any, what: dict[str, Any]
) -> None:
    opening = an_opening(session, city, posted_by=cora, asks=CHECKED)
    opening.role.radius_km = 5.0
    call = an_approved_call(session, city, cora, opening, now)

    done = change(city, cora, opening, **what, now=now)

    session.rollback()
    assert (done.unapproved, call.is_approved) == (0, True)


def test_a_call_that_was_full_goes_on_with_one_persons_limit(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    call = an_approved_call(session, city, cora, opening, now)
    change(city, cora, opening, places=1, now=now)
    session.rollback()
    place(session, opening, a_volunteer(session, city, "Ada"), now=now)
    call.state, call.ended_at = CallState.FULL, now
    session.commit()

    done = change(city, cora, opening, places=2, now=now)

    session.rollback()
    assert (done.unapproved, call.state, call.is_approved) == (1, CallState.RUNNING, False)


# How many.


def test_no_fewer_places_than_are_taken(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    place(session, opening, a_volunteer(session, city, "Ada"), now=now, party=2)

    with pytest.raises(role_openings.TooFew, match="Already taken: 2") as refused:
        change(city, cora, opening, places=1, now=now)

    session.rollback()
    assert (refused.value.values, refused.value.opening_id) == ({"taken": 2}, opening.id)
    assert opening.places == 2


def test_more_places_go_to_who_waits_before_anybody_else_is_asked(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    place(session, opening, ada, now=now, party=2)
    place(session, opening, bob, now=now, standing=Standing.WAITING)

    done = change(city, cora, opening, places=3, now=now)

    assert done.offered == 1
    assert heard(session, bob) == ["offer"]


def test_a_call_whose_places_are_all_taken_by_it_ends_and_goes_on_when_there_are_more(
    session: Session, city: City, cora: Member, opening: Opening, now: Any
) -> None:
    ada, bob = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bob")
    place(session, opening, ada, now=now)
    service.start(city, cora, opening.id, now=now)

    fewer = change(city, cora, opening, places=1, now=now)
    session.rollback()
    assert (fewer.ending, session.scalars(sa.select(Call.state)).one()) == (1, CallState.FULL)
    assert invited(session, opening) == []
    more = change(city, cora, opening, places=2, now=now)

    session.rollback()
    assert (more.going_on, session.scalars(sa.select(Call.state)).one()) == (1, CallState.RUNNING)
    assert bob.id


def test_places_that_are_taken_and_taken_away_at_once_are_never_more_than_there_are(
    app: Flask, session: Session, city: City, cora: Member, now: Any
) -> None:
    opening = an_opening(session, city, posted_by=cora, places=6)
    people = [a_volunteer(session, city, f"P{n}").id for n in range(6)]
    edit = Edit(roles.of(opening.role), 1, {opening.id: 2})
    ids = (city.id, cora.id, opening.role_id)
    city_id, opening_id = city.id, opening.id
    session.rollback()

    def take(volunteer_id: int) -> None:
        here = db.session().get_one(City, city_id)
        service.accept_on_web(here, volunteer_id, opening_id, now=now)

    jobs: list[Callable[[], object]] = [partial(take, one) for one in people]
    jobs.insert(2, partial(change_by_ids, *ids, edit, now))
    results = at_once(app, jobs)

    session.rollback()
    held = [one for one in standings(session, opening).values() if one is Standing.CONFIRMED]
    wrong = [one for one in results if isinstance(one, Exception)]
    assert opening.taken == len(held) <= opening.places
    assert all(isinstance(one, role_openings.TooFew) for one in wrong)
    assert opening.places == (6 if wrong else 2)
