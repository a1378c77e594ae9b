"""Setting cities up, and finding the one that is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.languages import ensure_known
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core import audit
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.core.geo import Point
from volunteer.core.readymade import Readymade

LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*")
MOST_HOST = 253  # of a name in DNS
# Made once, as every request asks one: to make a statement takes longer than to run it.
AT_HOST = sa.select(City).where(City.host == sa.bindparam("known_by"))
WITH_NUMBER = Readymade(sa.select(City.id).where(City.number == sa.bindparam("number")))
NAMED = sa.select(City).where(City.slug == sa.bindparam("known_by"))


@dataclass(frozen=True, slots=True)
class NewCity:
    """What must be known of a city before it can open."""

    slug: str
    name: str
    council: str
    host: str
    number: str
    authority_code: str
    centre: Point
    languages: tuple[str, ...] = ("en",)
    brand: str = "#1d4f91"


def add(new: NewCity, *, now: datetime) -> City:
    """Open a city; refuse a slug, host, number or authority that another city has."""
    with transaction() as session:
        return add_in(session, new, now=now)


def add_in(session: Session, new: NewCity, *, now: datetime) -> City:
    """Open a city in the caller's transaction."""
    _ensure_sound(new)
    _ensure_free(session, new)
    city = City(
        slug=new.slug,
        name=new.name,
        council=new.council,
        host=new.host.lower(),
        number=new.number,
        authority_code=new.authority_code,
        languages=ensure_known(new.languages),
        latitude=new.centre.latitude,
        longitude=new.centre.longitude,
        brand=new.brand,
        created_at=now,
    )
    session.add(city)
    session.flush()
    return city


def set_rule(slug: str, name: str, value: object, *, now: datetime) -> None:
    """Let a city have a rule of its own, as an operator; refuse what is no rule or no value."""
    with transaction() as session:
        city = named(session, slug)
        own = city.own_rules | {name: value}
        Rules.with_own(own)
        city.own_rules = own
        by = audit.By.OPERATOR
        audit.record(session, city.id, audit.Deed.RULE_SET, by=by, now=now, rule=name)


def set_languages(session: Session, city: City, languages: Iterable[str], *, now: datetime) -> None:
    """Let a city text in these languages, as an operator; the first is for who chose none."""
    city.languages = ensure_known(languages)
    by = audit.By.OPERATOR
    audit.record(session, city.id, audit.Deed.RULE_SET, by=by, now=now, rule="languages")


def at_host(session: Session, host: str) -> City:
    """Return the city whose pages are at a host (without its port)."""
    return _the_one(session, AT_HOST, host.lower())


def with_number(session: Session, number: str) -> int:
    """Return the id of the city whose texts go to a number."""
    city_id = WITH_NUMBER.scalar(session, {"number": number})
    if city_id is None:
        raise NotFound("no such city")
    return city_id


def named(session: Session, slug: str) -> City:
    """Return a city by its slug."""
    return _the_one(session, NAMED, slug)


def everyone(session: Session) -> list[City]:
    """Return all cities of this deployment, the oldest first."""
    return list(session.scalars(sa.select(City).order_by(City.id).limit(1000)))


def take_turns(session: Session, city_id: int) -> None:
    """Let one at a time go on in a city, so that what it counts stays true while it is used."""
    session.execute(sa.select(City.id).where(City.id == city_id).with_for_update(key_share=True))


def _the_one(session: Session, which: sa.Select[City], known_by: str) -> City:
    city = session.scalar(which, {"known_by": known_by})
    if city is None:
        raise NotFound("no such city")
    return city


def _ensure_sound(new: NewCity) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,38}", new.slug):
        raise Refused(N_("A city’s short name has small letters, digits and dashes only."))
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}", new.number):
        raise Refused(N_("Write the city’s number with its country code, like +441632960001."))
    if len(new.host) > MOST_HOST or not HOST.fullmatch(new.host.lower()):
        raise Refused(N_("Write the host as a bare name, without https:// and without a port."))


def _ensure_free(session: Session, new: NewCity) -> None:
    taken = sa.select(City.name).where(
        sa.or_(
            City.slug == new.slug,
            City.host == new.host.lower(),
            City.number == new.number,
            City.authority_code == new.authority_code,
        )
    )
    name = session.scalar(taken)
    if name is not None:
        raise Refused(N_("%(name)s already has that name, host, number or code."), name=name)
