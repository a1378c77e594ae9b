"""Who may come in where: one table, and nothing that is not in it."""

from enum import Enum, auto
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.errors import NotFound
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member
from volunteer.web import sessions

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Who(Enum):
    """Whom an endpoint is for."""

    ANYONE = auto()
    VOLUNTEER = auto()
    STAFF = auto()
    LEADS = auto()
    DEMO = auto()  # anyone, but in demo mode only
    ANYTHING = auto()  # files and machines: no person, and perhaps not at a city's host


WHO = {
    "static": Who.ANYTHING,
    "health.show": Who.ANYTHING,
    "sms.inbound": Who.ANYTHING,  # the carrier signs what it sends: sms/webhooks
    "sms.status": Who.ANYTHING,
    # Everybody.
    "home.show": Who.ANYONE,
    "look.colours": Who.ANYONE,
    "look.icon": Who.ANYONE,
    "near.show": Who.ANYONE,
    "project.show": Who.ANYONE,
    "impact.show": Who.ANYONE,
    "join.new": Who.ANYONE,
    "join.sent": Who.ANYONE,
    "sign_in.phone": Who.ANYONE,
    "sign_in.code": Who.ANYONE,
    "sign_in.person": Who.ANYONE,
    "sign_in.out": Who.ANYONE,
    # Volunteers.
    "project.take": Who.VOLUNTEER,
    "me.show": Who.VOLUNTEER,
    "me.withdraw": Who.VOLUNTEER,
    "me.hours": Who.VOLUNTEER,
    "profile.show": Who.VOLUNTEER,
    "profile.leave": Who.VOLUNTEER,
    # The demo.
    "phones.show": Who.DEMO,
    "phones.thread": Who.DEMO,
    "phones.text": Who.DEMO,
    "phones.new": Who.DEMO,
    "phones.clock": Who.DEMO,
    "inbox.show": Who.DEMO,
    "inbox.mail": Who.DEMO,
    # Staff.
    "staff.sign_in": Who.ANYONE,
    "staff.link": Who.ANYONE,
    "board.show": Who.STAFF,
    "projects.new": Who.STAFF,
    "projects.show": Who.STAFF,
    "projects.session": Who.STAFF,
    "shortlist.show": Who.STAFF,
    "shortlist.start": Who.STAFF,
    "shortlist.end": Who.STAFF,
    "shortlist.call": Who.STAFF,
    "shortlist.approve": Who.STAFF,  # not who proposed it: calls/approval
    "shortlist.refuse": Who.STAFF,
    "roster.show": Who.STAFF,
    "roster.confirm": Who.STAFF,
    "roster.report": Who.STAFF,
    "roster.cancel": Who.STAFF,
    "desk.show": Who.STAFF,
    "desk.number": Who.STAFF,
    "desk.settle": Who.STAFF,
    "notices.show": Who.STAFF,
    # The council's results, and its plan.
    "council.show": Who.STAFF,
    "council.challenge": Who.STAFF,
    "council.reading": Who.STAFF,  # the measure's owner, its initiative's lead, council leads
    "council.verify": Who.STAFF,
    "council.one_reading": Who.STAFF,
    "challenges.new": Who.LEADS,
    "challenges.initiative": Who.LEADS,
    "challenges.measure": Who.LEADS,
    "challenges.course": Who.LEADS,
}


class NoCity(BadRequest):
    """No city of this deployment is at the host that was asked for."""


def install(app: Flask) -> None:
    """Ask of every request where it goes and who comes, before anything else looks at it."""
    app.url_value_preprocessor(_know)  # runs before all ``before_request``, CSRF's among them
    app.before_request(_let_in)


def city() -> City:
    """Return the city whose pages these are."""
    assert isinstance(g.city, City)
    return g.city


def volunteer() -> Volunteer:
    """Return the volunteer who is signed in, where the table says there is one."""
    assert isinstance(g.volunteer, Volunteer)
    return g.volunteer


def member() -> Member:
    """Return the member of staff who is signed in, where the table says there is one."""
    assert isinstance(g.member, Member)
    return g.member


def local(address: str | None, otherwise: str) -> str:
    """Return an address to go on to if it is one of ours, else the other."""
    address = address or ""
    ours = address.startswith("/") and address[1:2] not in {"/", "\\"} and address.isprintable()
    return address if ours else otherwise


def _know(endpoint: str | None, _values: object) -> None:
    g.city = g.volunteer = g.member = None
    g.who = WHO.get(endpoint or "")
    if g.who is Who.ANYTHING:
        return
    g.city = _city_at(urlsplit(f"//{request.host}").hostname or "")
    g.volunteer, g.member = sessions.volunteer(g.city), sessions.member(g.city)


def _let_in() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # Flask says itself what is wrong: no such page, or not by this method
    if g.who is Who.VOLUNTEER and g.volunteer is None:
        return _to_sign_in("sign_in.phone")
    if g.who in {Who.STAFF, Who.LEADS} and g.member is None:
        return _to_sign_in("staff.sign_in")
    if not _may(g.who):
        abort(404)
    return None


def _may(who: Who | None) -> bool:
    if who is Who.DEMO:
        return bool(current_app.config["DEMO"])
    if who is Who.LEADS:
        return member().sees_whole_city
    return who is not None


def _to_sign_in(endpoint: str) -> ResponseReturnValue:
    onward = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for(endpoint, next=onward), 303)


def _city_at(host: str) -> City:
    try:
        return cities.at_host(db.session(), host)
    except NotFound:
        if current_app.config["DEMO"] and host in LOOPBACK:
            for first in cities.everyone(db.session()):
                return first
        raise NoCity from None
