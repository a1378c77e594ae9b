"""Looking after the people who work here: who may, for whom, and what follows at once."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.authenticator import equip
from tests.builders import a_city, a_member
from tests.pages import Browser, problems, told
from tests.racing import at_once
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.staff import members, queries
from volunteer.staff.members import Newcomer
from volunteer.staff.model import Member, Role

DAN = Newcomer("Growing Together", "Dan", "dan@example.org", Role.COORDINATOR)


@pytest.fixture
def ann(session: Session, city: City) -> Member:
    """Give an administrator."""
    return a_member(session, city, "Ann", role=Role.ADMINISTRATOR, organisation="The council")


@pytest.fixture
def max_(session: Session, city: City) -> Member:
    """Give the manager of an organisation."""
    return a_member(session, city, "Max", role=Role.MANAGER)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator of the same organisation."""
    return a_member(session, city)


@pytest.fixture
def browser(app: Flask, city: City) -> Browser:
    return Browser(app, city)


def test_an_administrator_looks_after_everybody_in_the_city(
    session: Session, ann: Member, max_: Member, cora: Member
) -> None:
    a_member(session, a_city(session, "Barnsley"), "Zoe", role=Role.ADMINISTRATOR)

    assert members.looked_after_by(session, ann) == [ann, cora, max_]


def test_a_manager_looks_after_the_coordinators_and_managers_of_their_organisation(
    session: Session, city: City, max_: Member, cora: Member
) -> None:
    a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)
    a_member(session, city, "Kay", organisation="Others")

    assert members.looked_after_by(session, max_) == [cora, max_]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.COUNCIL_LEAD])
def test_others_look_after_nobody(session: Session, city: City, cora: Member, role: Role) -> None:
    other = a_member(session, city, "Lee", role=role)

    assert members.looked_after_by(session, other) == []
    with pytest.raises(NotFound):
        members.get_for(session, other, cora.id)


def test_whom_an_administrator_invites_works_where_they_say(
    session: Session, city: City, ann: Member, now: datetime
) -> None:
    new = Newcomer("A new partner", "Dan", " Dan@Example.org", Role.MANAGER)

    dan = queries.member(session, city.id, members.invite(ann, new, now=now))

    assert (dan.organisation.name, dan.email, dan.role) == (
        "A new partner",
        "dan@example.org",
        Role.MANAGER,
    )
    assert dan.invited_by_id == ann.id


def test_whom_a_manager_invites_works_where_they_do(
    session: Session, city: City, max_: Member, now: datetime
) -> None:
    elsewhere = Newcomer("Somewhere else", "Dan", "dan@example.org", Role.COORDINATOR)

    dan = queries.member(session, city.id, members.invite(max_, elsewhere, now=now))

    assert dan.organisation_id == max_.organisation_id


@pytest.mark.parametrize("role", [Role.COUNCIL_LEAD, Role.ADMINISTRATOR])
def test_a_manager_gives_no_role_that_is_more_than_their_own(
    max_: Member, cora: Member, role: Role, now: datetime
) -> None:
    with pytest.raises(NotFound):
        members.invite(max_, Newcomer("x", "Dan", "dan@example.org", role), now=now)
    with pytest.raises(NotFound):
        members.set_role(max_, cora.id, role, "x", now=now)


def test_nobody_does_it_to_themselves(ann: Member, now: datetime) -> None:
    with pytest.raises(Refused, match="to yourself"):
        members.disable(ann, ann.id, now=now)
    with pytest.raises(Refused, match="to yourself"):
        members.set_role(ann, ann.id, Role.COORDINATOR, "x", now=now)
    with pytest.raises(Refused, match="to yourself"):
        members.reset_second_factor(ann, ann.id, now=now)


def test_of_two_administrators_who_shut_each_other_out_one_stays(
    app: Flask, session: Session, city: City, ann: Member, now: datetime
) -> None:
    bob = a_member(session, city, "Bob", role=Role.ADMINISTRATOR)
    city_id, ids = city.id, (ann.id, bob.id)
    session.rollback()

    def shut_out(by: int, whom: int) -> None:
        members.disable(queries.member(db.session(), city_id, by), whom, now=now)

    ended = at_once(app, [lambda: shut_out(*ids), lambda: shut_out(*ids[::-1])])

    able = sa.select(sa.func.count()).where(Member.city_id == city_id, Member.disabled_at.is_(None))
    assert session.scalars(able).one() == 1
    assert {type(one) for one in ended if one is not None} <= {NotFound, Refused}


def test_the_last_administrator_stays_one(
    session: Session, city: City, ann: Member, now: datetime
) -> None:
    bob = a_member(session, city, "Bob", role=Role.ADMINISTRATOR)
    members.disable(ann, bob.id, now=now)
    members.enable(ann, bob.id, now=now)
    members.set_role(ann, bob.id, Role.COORDINATOR, "The council", now=now)

    bob.role = Role.COORDINATOR
    session.commit()
    with pytest.raises(NotFound):
        members.disable(bob, ann.id, now=now)


def test_a_new_role_ends_what_somebody_has_open_and_the_same_one_does_not(
    session: Session, browser: Browser, ann: Member, cora: Member, now: datetime
) -> None:
    browser.sign_in(cora)
    members.set_role(ann, cora.id, cora.role, cora.organisation.name, now=now)
    assert browser.get("/staff").status_code == 200

    members.set_role(ann, cora.id, Role.COORDINATOR, "Another partner", now=now)

    assert browser.get("/staff").status_code == 303


def test_who_lost_their_phone_sets_a_new_one_up_by_a_link_only(
    session: Session, browser: Browser, ann: Member, cora: Member, now: datetime
) -> None:
    equip(session, cora)
    browser.sign_in(cora)

    members.reset_second_factor(ann, cora.id, now=now)

    assert browser.get("/staff").status_code == 303
    session.expire_all()
    assert not queries.member(session, cora.city_id, cora.id).has_second_factor


def test_a_member_is_invited_on_the_page(
    session: Session, browser: Browser, ann: Member, city: City
) -> None:
    browser.sign_in(ann)
    page = browser.post(
        "/staff/members/new",
        name="Dan",
        email="dan@example.org",
        role="coordinator",
        organisation="Growing Together",
    )

    assert page.status_code == 303
    assert "Invited" in browser.get(page.location).text
    assert "Dan" in browser.get("/staff/members").text


def test_a_form_with_mistakes_loses_nothing_and_says_what_is_wrong(
    browser: Browser, ann: Member, cora: Member
) -> None:
    browser.sign_in(ann)
    page = browser.post(
        "/staff/members/new", name="Dan", email=cora.email, role="manager", organisation="x"
    )

    assert page.status_code == 422
    assert problems(page) == [f"{cora.email} is a member already."]
    assert 'value="Dan"' in page.text


def test_a_managers_page_asks_for_no_organisation(browser: Browser, max_: Member) -> None:
    browser.sign_in(max_)

    page = browser.get("/staff/members/new")

    assert 'name="organisation"' not in page.text
    assert "Administrator" not in page.text


def test_what_is_refused_is_said_on_the_page(browser: Browser, ann: Member) -> None:
    browser.sign_in(ann)

    browser.post(f"/staff/members/{ann.id}/disabling")

    assert "Ask another administrator" in " ".join(told(browser.get("/staff/members")))


def test_a_role_of_no_kind_is_refused(browser: Browser, ann: Member, cora: Member) -> None:
    browser.sign_in(ann)

    answer = browser.post(f"/staff/members/{cora.id}/role", role="emperor", organisation="x")

    assert answer.status_code == 422
