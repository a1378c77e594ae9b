"""Who may do what: every page, by every method, for every kind of visitor."""

from collections.abc import Callable

import pytest
from flask import Flask, request
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.builders import a_city, a_member, a_volunteer
from tests.pages import Browser
from tests.rights_page import PAGE, written
from volunteer.core.db import db
from volunteer.staff.model import Role
from volunteer.visits.model import Stage
from volunteer.web import rights
from volunteer.web.rights import RIGHTS, Visitor

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
SIGNED = {"sms.inbound", "sms.status"}  # these ask for the carrier's signature besides
WHAT_THEY_ARE = {
    "nobody": set[Visitor](),
    "volunteer": {Visitor.VOLUNTEER},
    "after the password": {Visitor.HALFWAY},
    "setting a phone up": {Visitor.HALFWAY},
    "coordinator": {Visitor.COORDINATOR},
    "manager": {Visitor.MANAGER},
    "council lead": {Visitor.COUNCIL_LEAD},
    "administrator": {Visitor.ADMINISTRATOR},
    "coordinator who volunteers": {Visitor.COORDINATOR, Visitor.VOLUNTEER},
}
HALFWAY = {"after the password": Stage.CODE, "setting a phone up": Stage.SETTING_UP}


def bells(app: Flask) -> set[tuple[str, str]]:
    """Put a bell behind every door, in place of the page; return what has rung."""
    rung: set[tuple[str, str]] = set()

    def bell(endpoint: str) -> Callable[..., str]:
        def ring(**_arguments: object) -> str:
            rung.add((request.method, endpoint))
            return "in"

        return ring

    app.view_functions.update({endpoint: bell(endpoint) for endpoint in app.view_functions})
    return rung


def come_in(browser: Browser, session: Session, who: str) -> None:
    city = a_city(session)
    browser.base_url, browser.city_id = f"https://{city.host}/", city.id
    if who in HALFWAY:
        browser.sign_in(a_member(session, city), stage=HALFWAY[who])
    for role in Role:
        if who.startswith(role):
            browser.sign_in(a_member(session, city, role=role))
    if who.endswith(("volunteer", "volunteers")):
        browser.sign_in(a_volunteer(session, city))


def knock(app: Flask, browser: Browser, rule: Rule, method: str) -> int:
    address = app.url_map.bind("").build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
    return browser.client.open(address, method=method, base_url=browser.base_url).status_code


def may(who: str, rule: Rule, method: str, *, demo: bool) -> bool:
    """Say what should be, from the table and from what somebody is."""
    if method not in (rule.methods or ()) or rule.endpoint in SIGNED:
        return False
    whom = RIGHTS[rule.endpoint]["GET" if method == "HEAD" else method]
    are = {Visitor.ANYBODY, Visitor.MACHINE, *WHAT_THEY_ARE[who]}
    return bool(whom & (are | {Visitor.LOOKER} if demo else are))


@pytest.mark.parametrize("who", WHAT_THEY_ARE)
@pytest.mark.parametrize("demo", [False, True], ids=["real", "demo"])
def test_everybody_gets_in_where_the_table_lets_them_and_nowhere_else(
    make_app: Callable[..., Flask], who: str, *, demo: bool
) -> None:
    app = make_app(DEMO=demo, WTF_CSRF_ENABLED=False)
    rung = bells(app)
    with app.app_context():
        browser = Browser(app, a_city(db.session(), "Barnsley"))
        come_in(browser, db.session(), who)

    wrong = []
    for rule in app.url_map.iter_rules():
        for method in METHODS:
            rung.clear()
            status = knock(app, browser, rule, method)
            got_in = (method, rule.endpoint) in rung
            if got_in != may(who, rule, method, demo=demo):
                wrong.append((method, str(rule), status))
            assert got_in or status in {303, 404, 405}, (method, str(rule), status)

    assert wrong == []


def test_the_table_names_every_page_with_its_methods_and_no_other(app: Flask) -> None:
    there = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert there == {(page, method) for page, methods in RIGHTS.items() for method in methods}


def test_a_page_that_is_not_in_the_table_is_for_nobody(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app()
    app.add_url_rule("/forgotten", "forgotten", lambda: "in")
    with app.app_context():
        city = a_city(db.session())
        browser = Browser(app, city)
        browser.sign_in(a_member(db.session(), city, role=Role.ADMINISTRATOR))

    assert browser.get("/forgotten").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_method_that_is_not_in_the_table_is_for_nobody(method: str) -> None:
    assert rights.whom("home.show", method) == frozenset()


def test_what_changes_something_is_never_for_everybody_but_these() -> None:
    open_to_all = {page for page, how in RIGHTS.items() if how.get("POST") == rights.EVERYBODY}

    assert open_to_all == {
        "join.new",
        "links.show",
        "sign_in.code",
        "sign_in.out",
        "sign_in.person",
        "sign_in.phone",
        "staff.forgotten",
        "staff.sign_in",
    }


def test_the_documentation_says_the_same(app: Flask) -> None:
    assert PAGE.read_text(encoding="utf-8") == written(app), "run: python -m tests.rights_page"
