"""The door: who comes, and whether the table (``web/rights``) lets them in."""

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
from volunteer.visits.model import Stage, Visit
from volunteer.web import rights, sessions
from volunteer.web.rights import Visitor

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


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


def halfway() -> Member:
    """Return the member of staff who has taken the first step of signing in."""
    assert isinstance(g.halfway, Member)
    return g.halfway


def visit() -> Visit:
    """Return the visit of the member of staff who is signed in, or halfway so."""
    assert isinstance(g.visit, Visit)
    return g.visit


def local(address: str | None, otherwise: str) -> str:
    """Return an address to go on to if it is one of ours, else the other."""
    address = address or ""
    ours = address.startswith("/") and address[1:2] not in {"/", "\\"} and address.isprintable()
    return address if ours else otherwise


def visitors() -> set[Visitor]:
    """Return what whoever asks is: several things at once, perhaps."""
    found = {
        Visitor.MACHINE: True,
        Visitor.ANYBODY: True,
        Visitor.LOOKER: current_app.config["DEMO"],
        Visitor.VOLUNTEER: g.volunteer is not None,
        Visitor.HALFWAY: g.halfway is not None,
    }
    roles = {Visitor(g.member.role.value)} if g.member else set()
    return roles | {visitor for visitor, is_so in found.items() if is_so}


def _know(endpoint: str | None, _values: object) -> None:
    g.city = g.volunteer = g.visit = g.member = g.halfway = None
    g.whom = rights.whom(endpoint, request.method)
    if g.whom == rights.MACHINES:
        return
    g.city = _city_at(urlsplit(f"//{request.host}").hostname or "")
    g.volunteer, g.visit = sessions.volunteer(g.city), sessions.staff_visit(g.city)
    if g.visit is not None:
        found = sessions.member_of(g.visit)
        g.member, g.halfway = (found, None) if g.visit.stage is Stage.IN else (None, found)


def _let_in() -> ResponseReturnValue | None:
    """Let those in for whom a page is; send on who may only have to sign in."""
    if request.endpoint is None or g.whom & visitors():
        return None  # without an endpoint Flask says itself what is wrong with an address
    if g.whom == rights.HALFWAY and g.member is not None:
        return redirect(url_for("board.show"), 303)
    if g.whom == rights.VOLUNTEERS:
        return _to_sign_in("sign_in.phone")
    if g.whom and g.whom <= rights.STAFF | rights.HALFWAY and g.member is None:
        return _to_sign_in("staff.sign_in")
    return abort(404)


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
