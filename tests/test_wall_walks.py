"""Cities and organisations are walls: what is behind one is not found, by any address or form."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.builders import a_city, a_member, a_volunteer, an_initiative
from tests.pages import Browser
from tests.two_worlds import Things, everything, things
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member, Role
from volunteer.web import rights
from volunteer.web.rights import RIGHTS, Visitor

# No ids: a secret that is good once, a file's name.
NO_IDS = {"token", "filename"}
# For everybody in the city, whichever organisation they are of: the plan and its results, what
# the public may see, and the demo's phones.
OF_THE_WHOLE_CITY = {"project.show", "project.take", "council.challenge", "council.reading",
                     "council.verify", "council.one_reading", "phones.thread", "phones.text",
                     "inbox.mail"}  # fmt: skip
FORMS: dict[str, str] = {"hours": "2", "role": "coordinator", "organisation": "x"}


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """Give the app in demo mode, which has more pages than the real one."""
    app = make_app(DEMO=True)
    with app.app_context():
        yield app


@pytest.fixture
def now(app: Flask) -> datetime:
    return clock.now()


def with_ids(app: Flask) -> list[tuple[Rule, str]]:
    """Return every page whose address names things, with each of its methods."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        if rule.arguments - NO_IDS
        for method in RIGHTS[rule.endpoint]
        if method in (rule.methods or ())
    ]


def look_for(
    browser: Browser,
    app: Flask,
    rule: Rule,
    method: str,
    ids: Things,
    *,
    own: Things | None = None,
    foreign: str = "",
) -> int:
    """Ask for a page with the ids of things that are somebody else's; return the status.

    With ``own`` only the id named ``foreign`` is: the others are one's own.
    """
    address = app.url_map.bind("").build(
        rule.endpoint,
        {
            name: own.ids[name] if own and name != foreign else ids.ids[name]
            for name in rule.arguments
        },
    )
    form = {**FORMS, "opening_id": ids.ids["opening_id"]}
    answer = browser.get(address) if method == "GET" else browser.post(address, **form)
    return answer.status_code


def someone(
    session: Session, city: City, rule: Rule, method: str, role: Role
) -> Member | Volunteer:
    """Return somebody new for whom the page is, of another organisation."""
    if RIGHTS[rule.endpoint][method] == rights.VOLUNTEERS:
        return a_volunteer(session, city, "Bob")
    return a_member(session, city, "Kay", role=role, organisation="Others")


def test_nothing_of_another_city_is_found_by_any_address(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    theirs = things(session, a_city(session, "Barnsley"), "Growing Together", now=now)

    found = []
    for rule, method in with_ids(app):
        browser = Browser(app, city)
        browser.sign_in(someone(session, city, rule, method, Role.ADMINISTRATOR))
        before = everything(session)
        status = look_for(browser, app, rule, method, theirs)
        if status != 404 or everything(session) != before:
            found.append((method, str(rule), status))

    assert found == []


def test_nothing_of_another_organisation_is_found_by_any_address(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    theirs = things(session, city, "Growing Together", now=now)

    found = []
    for rule, method in with_ids(app):
        whom = RIGHTS[rule.endpoint][method]
        if rule.endpoint in OF_THE_WHOLE_CITY or whom == rights.LEADS:
            continue
        role = Role.COORDINATOR if Visitor.COORDINATOR in whom else Role.MANAGER
        browser = Browser(app, city)
        browser.sign_in(someone(session, city, rule, method, role))
        before = everything(session)
        status = look_for(browser, app, rule, method, theirs)
        if status != 404 or everything(session) != before:
            found.append((method, str(rule), status))

    assert found == []


def test_one_foreign_id_among_ones_own_is_not_found_either(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    own = things(session, city, "Growing Together", now=now)
    theirs = {
        "city": things(session, a_city(session, "Barnsley"), "Growing Together", now=now),
        "organisation": things(session, city, "Others", now=now),
    }
    with_two = [
        (rule, method, foreign, whose)
        for rule, method in with_ids(app)
        if len(rule.arguments) > 1
        for foreign in rule.arguments
        for whose in theirs
    ]
    assert with_two

    for rule, method, foreign, whose in with_two:
        browser = Browser(app, city)
        browser.sign_in(own.cora)
        before = everything(session)
        status = look_for(browser, app, rule, method, theirs[whose], own=own, foreign=foreign)
        assert (status, everything(session)) == (404, before), (method, str(rule), foreign, whose)


def test_the_walk_would_notice_a_door_that_stands_open(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    own = things(session, city, "Growing Together", now=now)
    lead = a_member(session, city, "Lee", role=Role.COUNCIL_LEAD)
    browser = Browser(app, city)
    browser.sign_in(lead)
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == "roster.show")

    assert look_for(browser, app, rule, "GET", own) == 200


def test_every_name_in_an_address_is_of_a_thing_that_the_walk_looks_for(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    known = things(session, city, "Growing Together", now=now).ids

    named = {name for rule in app.url_map.iter_rules() for name in rule.arguments}

    assert named - NO_IDS <= set(known)


@pytest.mark.parametrize("field", ["initiative", "measure"])
def test_a_form_takes_nothing_of_another_city(
    app: Flask, session: Session, city: City, now: datetime, field: str
) -> None:
    barnsley = a_city(session, "Barnsley")
    theirs = things(session, barnsley, "Growing Together", now=now)
    own = an_initiative(session, city)
    browser = Browser(app, city)
    browser.sign_in(a_member(session, city))
    form = {"initiative": own.id, "measure": "", "title": "Sow", "summary": "x"}

    answer = browser.post("/staff/projects/new", **(form | {field: theirs.ids[f"{field}_id"]}))

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


def test_an_initiative_is_led_by_nobody_of_another_city(
    app: Flask, session: Session, city: City
) -> None:
    initiative = an_initiative(session, city)
    zoe = a_member(session, a_city(session, "Barnsley"), "Zoe")
    browser = Browser(app, city)
    browser.sign_in(a_member(session, city, "Lee", role=Role.COUNCIL_LEAD))

    answer = browser.post(
        f"/staff/challenges/{initiative.challenge_id}/initiatives/new", lead=zoe.id
    )

    assert answer.status_code == 422
    assert 'href="#lead"' in answer.text


def test_a_volunteer_takes_no_place_in_another_city(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    theirs = things(session, a_city(session, "Barnsley"), "Growing Together", now=now)
    own = things(session, city, "Growing Together", now=now)
    browser = Browser(app, city)
    browser.sign_in(a_volunteer(session, city, "Bob"))
    before = everything(session)

    answer = browser.post(
        f"/projects/{own.ids['project_id']}/places", opening_id=theirs.ids["opening_id"]
    )

    assert answer.status_code == 404
    assert everything(db.session()) == before
