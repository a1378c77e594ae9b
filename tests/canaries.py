"""The canary: somebody whose every trace is unmistakable, and a walk that looks for her.

She has a place, waits for one, came once, gave hours and wrote a text, so that every page
that may show something of somebody could show something of her.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import product

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.asking import a_call, place
from tests.builders import a_check, a_city, a_member, a_place, a_volunteer, an_opening
from tests.pages import Browser
from tests.two_worlds import a_reading
from volunteer.calls.model import Standing
from volunteer.cities.model import City
from volunteer.core import audit, clock, heartbeat
from volunteer.core.audit import By, Deed
from volunteer.core.db import db, transaction
from volunteer.core.geo import Point
from volunteer.hours.model import ClaimedBy, Entry
from volunteer.messages.model import Outcome, Text
from volunteer.people.levels import Level
from volunteer.people.model import SignInCode, Volunteer
from volunteer.projects.model import Opening
from volunteer.staff import service as staff
from volunteer.staff.model import Member, Role

BETWEEN = r"(?:[\s\u00a0.()/+-]|&nbsp;|&#160;|%20|%2B)*"
DAY = timedelta(days=1)


def _spelled(letters: str) -> re.Pattern[str]:
    """Return what finds these letters however they are grouped."""
    return re.compile(BETWEEN.join(letters), re.IGNORECASE)


CANARIES = {
    "number": _spelled("7700900987"),  # with 0, +44, 44 or 0044 before it, in any groups
    "name": re.compile("Zephyrine", re.IGNORECASE),
    "postcode": _spelled("PL99ZQ"),
    "home": re.compile(r"50\.3917|4\.0923"),
    "words": re.compile("ostrich", re.IGNORECASE),
    "e-mail": re.compile("cora.canary", re.IGNORECASE),
    "address": re.compile("Canary Cottage", re.IGNORECASE),  # of a resident who is helped
    "check": re.compile(r"\b2077\b"),  # its last day
}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A canary on a page: what of her, where, and who saw it."""

    canary: str
    endpoint: str
    visitor: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who may come by, and an id or several for whatever an address asks for."""

    visitors: Mapping[str, Browser]
    ids: Mapping[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Walk:
    """What was seen on a walk, and which endpoints showed a page to anybody."""

    sightings: set[Sighting]
    opened: set[str]


def cast(app: Flask, session: Session, city: City) -> Cast:
    """Make the canary, all she has to do with, and everybody who may look."""
    cora = a_member(session, city, "Cora")
    cora.email = "cora.canary@example.org"
    barnsley = a_city(session, "Barnsley")
    ada = _canary(session, city)
    openings = _openings(session, city, cora)
    _take_part(session, ada, openings)
    text_id = _text(session, ada, cora)
    check = a_check(session, ada, Level.STANDARD, by=cora, ends_at=datetime(2077, 5, 4, tzinfo=UTC))
    _show_numbers(cora, ada, text_id)
    heartbeat.beat("a worker", now=clock.now())
    token = staff.new_link(session, cora, asks_password=True, now=clock.now())
    session.commit()
    return Cast(
        {name: _browser(app, at, who) for name, (at, who) in _who(session, city, barnsley).items()}
        | {
            "coordinator": _browser(app, city, cora),
            "herself": _browser(app, city, ada),
            "her phone": _with_phone(app, city, ada),
        },
        _ids(openings, ada, cora, text_id, token) | {"check_id": [check.id]},
    )


def walk(app: Flask, cast: Cast) -> Walk:
    """Open every address there is as everybody; say who saw what of the canary where."""
    sightings, opened = set[Sighting](), set[str]()
    for rule, address in list(_addresses(app, cast.ids)):
        for visitor, browser in cast.visitors.items():
            with browser.get(address) as answer:
                found = traces(f"{answer.headers}\n{answer.get_data(as_text=True)}")
                sightings |= {Sighting(canary, rule.endpoint, visitor) for canary in found}
                opened |= {rule.endpoint} if answer.status_code == 200 else set()
    return Walk(sightings, opened)


def traces(told: str) -> Iterator[str]:
    """Yield what of the canary stands in an answer."""
    return (canary for canary, pattern in CANARIES.items() if pattern.search(told))


def _addresses(app: Flask, ids: Mapping[str, Sequence[object]]) -> Iterator[tuple[Rule, str]]:
    address = app.url_map.bind("").build
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        names = sorted(rule.arguments)
        unknown = [name for name in names if name not in ids]
        assert not unknown, f"the walk has no {unknown} for {rule.rule}: give it some in _ids"
        for values in product(*(ids[name] for name in names)):
            yield rule, address(rule.endpoint, dict(zip(names, values, strict=True)))


def _canary(session: Session, city: City) -> Volunteer:
    home = Point(50.3917, -4.0923)
    ada = a_volunteer(session, city, "Zephyrine", phone="+447700900987", point=home)
    assert ada.home is not None
    ada.home.address = "PL9 9ZQ"
    session.commit()
    return ada


def _openings(session: Session, city: City, cora: Member) -> dict[str, Opening]:
    """Return openings she has to do with, each in a way of its own, and one she fits."""
    starts = {
        "now": 0 * DAY,
        "coming": 7 * DAY,
        "tomorrow": timedelta(hours=20),
        "waiting": 8 * DAY,
        "over": -9 * DAY,
        "cancelled": 9 * DAY,
        "free": 30 * DAY,
    }
    made = {
        name: an_opening(
            session, city, name, starts=clock.now() + later, posted_by=cora, measure=True
        )
        for name, later in starts.items()
    }
    for opening in made.values():
        project = opening.role.project
        project.private, project.place = True, a_place(session, city)
        project.place.address = "Canary Cottage, 1 Unmistakable Lane"
    session.commit()
    return made


def _take_part(session: Session, ada: Volunteer, openings: Mapping[str, Opening]) -> None:
    now = clock.now()
    for name, standing in (
        ("now", Standing.CONFIRMED),
        ("coming", Standing.CONFIRMED),
        ("tomorrow", Standing.CONFIRMED),
        ("waiting", Standing.WAITING),
        ("over", Standing.CONFIRMED),
        ("cancelled", Standing.NOT_NEEDED),
    ):
        place(session, openings[name], ada, now=now, standing=standing)
    openings["cancelled"].session.cancelled_at = now
    entry = Entry(
        city_id=ada.city_id,
        session_id=openings["over"].session_id,
        volunteer_id=ada.id,
        claimed_minutes=120,
        claimed_by=ClaimedBy.TEXT,
        claimed_at=now,
    )
    session.add(entry)
    session.commit()


def _text(session: Session, ada: Volunteer, cora: Member) -> int:
    now = clock.now()
    text = Text(
        city_id=ada.city_id,
        contact_id=ada.contact_id,
        sid="SMcanary",
        body="may I bring my purple ostrich?",
        received_at=now,
        outcome=Outcome.DESK,
        outcome_at=now,
        desk_at=now,
        organisation_id=cora.organisation_id,
    )
    session.add(text)
    session.commit()
    return text.id


def _show_numbers(cora: Member, ada: Volunteer, text_id: int) -> None:
    """Let the log have something about her."""
    city_id, by, now = ada.city_id, By.member(cora.id), clock.now()
    about = [("volunteer", ada.id), ("text", text_id)]
    with transaction() as session:
        for one in about:
            audit.record(session, city_id, Deed.NUMBER_SHOWN, by=by, about=one, now=now)


def _who(
    session: Session, city: City, barnsley: City
) -> dict[str, tuple[City, Volunteer | Member | None]]:
    def member(role: Role, organisation: str, at: City = city) -> Member:
        return a_member(session, at, "Sam", role=role, organisation=organisation)

    own, other = "Growing Together", "Somebody else"
    return {
        "nobody": (city, None),
        "another volunteer": (city, a_volunteer(session, city, "Bob")),
        "coordinator elsewhere": (city, member(Role.COORDINATOR, other)),
        "manager": (city, member(Role.MANAGER, own)),
        "manager elsewhere": (city, member(Role.MANAGER, other)),
        "council lead": (city, member(Role.COUNCIL_LEAD, "The council")),
        "administrator": (city, member(Role.ADMINISTRATOR, "The council")),
        "another city's administrator": (
            barnsley,
            member(Role.ADMINISTRATOR, "The council", barnsley),
        ),
        "another city's volunteer": (barnsley, a_volunteer(session, barnsley, "Bob")),
    }


def _browser(app: Flask, city: City, who: Volunteer | Member | None) -> Browser:
    browser = Browser(app, city)
    if who is not None:
        browser.sign_in(who)
    return browser


def _with_phone(app: Flask, city: City, ada: Volunteer) -> Browser:
    """Return a browser that gave the code which was texted to her phone, and no name yet."""
    browser = Browser(app, city)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["asker"] = "whoever has it"
    now = clock.now()
    given = SignInCode(
        city_id=city.id,
        contact_id=ada.contact_id,
        asker_hash=sha256(b"whoever has it").hexdigest(),
        address_hash="x",
        code_hash="x",
        made_at=now,
        expires_at=now,
        used_at=now,
    )
    db.session.add(given)
    db.session.commit()
    return browser


def _ids(
    openings: Mapping[str, Opening], ada: Volunteer, cora: Member, text_id: int, token: str
) -> dict[str, Sequence[object]]:
    session, now = db.session(), clock.now()
    every = list(openings.values())
    initiative = every[0].role.project.initiative
    ids: dict[str, Callable[[Opening], int]] = {
        "opening_id": lambda one: one.id,
        "role_id": lambda one: one.role_id,
        "session_id": lambda one: one.session_id,
        "project_id": lambda one: one.session.project_id,
    }
    return {name: [of(one) for one in every] for name, of in ids.items()} | {
        "challenge_id": [initiative.challenge_id],
        "initiative_id": [initiative.id],
        "measure_id": [initiative.challenge.measures[0].id],
        "contact_id": [ada.contact_id],
        "volunteer_id": [ada.id],
        "text_id": [text_id],
        "member_id": [cora.id],
        "mail_id": [1],
        "call_id": [a_call(session, openings["free"], now=now).id],
        "reading_id": [a_reading(session, every[0], cora, now).id],
        "token": [token],
        "filename": ["main.css"],
    }
