"""Cities to look at, each in a state of its own, and everybody who may look, signed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext
from sqlalchemy.orm import Session

from tests.browser import finding
from tests.browser.crowded import a_crowded_city
from tests.browser.long_words import a_long_city
from tests.builders import a_city, a_member, a_volunteer
from tests.two_worlds import things
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.people.model import SignInCode, Volunteer
from volunteer.staff import second_factor
from volunteer.staff.model import Member, Role
from volunteer.visits import service as visits
from volunteer.visits.model import Stage
from volunteer.web import sessions
from volunteer.web.rights import Visitor

_serial = count(1)
ROLES = {
    Visitor.COORDINATOR: Role.COORDINATOR,
    Visitor.MANAGER: Role.MANAGER,
    Visitor.COUNCIL_LEAD: Role.COUNCIL_LEAD,
    Visitor.ADMINISTRATOR: Role.ADMINISTRATOR,
}
Cookie = Mapping[str, Any]


@dataclass
class World:
    """A city at an address, and what its addresses can name."""

    app: Flask
    base: str
    slug: str
    names: finding.Names = field(default_factory=dict)
    cookies: dict[Visitor, Cookie] = field(default_factory=dict)
    hours: dict[str, object] | None = None

    def come_in(self, context: BrowserContext, who: Visitor) -> None:
        """Let a browser be somebody's, as if they had signed in."""
        context.clear_cookies()
        self.give(context, self.cookie(who))

    def give(self, context: BrowserContext, kept: Cookie) -> None:
        """Let a browser have this in its cookie."""
        context.add_cookies([{"name": "session", "value": self.sealed(kept), "url": self.base}])

    def sealed(self, kept: Cookie) -> str:
        """Return the value of a cookie that keeps this, signed as the app signs its own."""
        serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert serializer is not None, "the app has no secret to sign with"
        return str(serializer.dumps(kept))

    def cookie(self, who: Visitor) -> Cookie:
        """Return what the browser of such a visitor keeps."""
        if who not in self.cookies:
            with self.app.app_context():
                self.cookies[who] = _cookie(db.session(), self.slug, who)
                db.session.remove()
        return self.cookies[who]


def empty(app: Flask, base: str) -> World:
    """Make a city in which nothing was put yet, but people who work there."""
    return _world(app, base, _an_empty_city)


def few(app: Flask, base: str) -> World:
    """Make a city with one of everything."""
    return _world(app, base, _a_small_city)


def crowded(app: Flask, base: str) -> World:
    """Make a city with hundreds of everything."""
    return _world(app, base, a_crowded_city)


def wordy(app: Flask, base: str) -> World:
    """Make a city in which every word is as long as it may be."""
    return _world(app, base, a_long_city)


def there(app: Flask, base: str, slug: str) -> World:
    """Return a city that is made already."""
    with app.app_context():
        session, city, now = db.session(), cities.named(db.session(), slug), clock.now()
        host = f"{city.host}:{base.rpartition(':')[2]}"
        said = finding.to_be_said(session, city.id, now=now)
        world = World(app, f"http://{host}", slug, finding.named(session, city, now=now))
        if said is not None:
            world.hours = {"session_id": said[1]}
        db.session.remove()
    return world


def _world(app: Flask, base: str, make: Any) -> World:
    slug = f"city{next(_serial)}"
    with app.app_context():
        make(db.session(), slug, now=clock.now())
        db.session.remove()
    return there(app, base, slug)


def _an_empty_city(session: Session, slug: str, *, now: datetime) -> City:
    city = a_city(session, slug)
    city.host = f"{slug}.localhost"
    session.commit()
    for role in Role:
        a_member(session, city, "Cora", role=role)
    a_volunteer(session, city)
    return city


def _a_small_city(session: Session, slug: str, *, now: datetime) -> City:
    city = _an_empty_city(session, slug, now=now)
    things(session, city, "Growing Together", now=now)
    return city


def _cookie(session: Session, slug: str, who: Visitor) -> Cookie:
    city = cities.named(session, slug)
    if who in {Visitor.ANYBODY, Visitor.LOOKER}:
        return {}
    if who is Visitor.VOLUNTEER:
        return _volunteers(session, city)
    if who is Visitor.HALFWAY:
        return halfway(session, city, Stage.CODE)
    member = _member(session, city, ROLES[who])
    return _staffs(city.id, member.id, Stage.IN)


def halfway(session: Session, city: City, stage: Stage) -> Cookie:
    """Return the cookie of a member who has taken one step, or sets up a phone."""
    member = a_member(session, city, "Hal")
    city_id, member_id = city.id, member.id
    session.rollback()
    if stage is Stage.SETTING_UP:
        second_factor.offer(city_id, member_id)
    return _staffs(city_id, member_id, stage)


def asking(session: Session, city: City, *, given: bool) -> Cookie:
    """Return the cookie of a browser to which a code was texted; perhaps it was given already."""
    asker, now = f"asker{next(_serial)}", clock.now()
    ada = session.get_one(Volunteer, finding.busiest(session, city.id))
    session.add(
        SignInCode(
            city_id=city.id,
            contact_id=ada.contact_id,
            asker_hash=sha256(asker.encode()).hexdigest(),
            address_hash="x",
            code_hash="x",
            made_at=now,
            expires_at=now,
            used_at=now if given else None,
        )
    )
    session.commit()
    return {"asker": asker}


def _volunteers(session: Session, city: City) -> Cookie:
    said = finding.to_be_said(session, city.id, now=clock.now())
    who = said[0] if said else finding.busiest(session, city.id)
    city_id = city.id
    session.rollback()
    token = visits.begin(city_id, volunteer_id=who, now=sessions.real_now())
    return {"city_id": city_id, sessions.VOLUNTEER: token}


def _staffs(city_id: int, member_id: int, stage: Stage) -> Cookie:
    token = visits.begin(
        city_id, member_id=member_id, stage=stage, browser="F" * 60, now=sessions.real_now()
    )
    return {"city_id": city_id, sessions.STAFF: token}


def _member(session: Session, city: City, role: Role) -> Member:
    found = session.scalars(
        sa.select(Member)
        .where(Member.city_id == city.id, Member.role == role, Member.disabled_at.is_(None))
        .order_by(Member.id)
        .limit(1)
    ).first()
    member = found or a_member(session, city, "Max", role=role)
    session.refresh(member)
    session.expunge(member)
    session.rollback()
    return member
