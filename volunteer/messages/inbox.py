"""The inbox: a text is kept as it came, once, before anything is made of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.lists import dialect_of
from volunteer.core.readymade import Readymade
from volunteer.core.upsert import insert_new
from volunteer.messages import contacts, reach
from volunteer.messages.model import Contact, Text

PROBE = "volunteer-sms-check"  # an id that no carrier gives: our own look at the way in
LONGEST = 16  # characters of a sender: E.164 has 15 digits, a word as sender 11 letters
VALUES = ("sid", "body", "media", "opt_out", "received_at", "failures")


def receive(
    city_id: int,
    *,
    sid: str,
    phone: str,
    body: str,
    now: datetime,
    media: int = 0,
    opt_out: str | None = None,
) -> int | None:
    """Commit a text; return its id, or None when the carrier's id is known already.

    The probe of ``volunteer sms check`` has come all the way in, and leaves no trace.
    Nothing is refused: what a database cannot hold (NUL, halves of characters) is kept
    as the replacement character. A phone that texts can be texted.
    """
    if sid == PROBE:
        return None
    values = _values(sid, body, now=now, media=media, opt_out=opt_out)
    with transaction() as session:
        return _keep(session, city_id, phone, values)


@dataclass(frozen=True, slots=True)
class Posted:
    """A text as the carrier posts it: to one of our numbers, of whichever city."""

    to: str
    sid: str
    phone: str
    body: str
    at: datetime
    media: int = 0
    opt_out: str | None = None


def receive_posted(session: Session, posted: Posted) -> int | None:
    """Keep a text in the caller's transaction; NotFound if no city has the number it is to.

    Return its id, or None, as ``receive`` does.
    """
    if posted.sid == PROBE:
        cities.with_number(session, posted.to)
        return None
    values = _values(
        posted.sid, posted.body, now=posted.at, media=posted.media, opt_out=posted.opt_out
    )
    to = {"number": posted.to, "phone": posted.phone[:LONGEST]}
    kept = _of_who_is_known(dialect_of(session)).scalar(session, to | values)
    if kept is not None:
        return kept
    return _keep(session, cities.with_number(session, posted.to), posted.phone, values)


@cache
def _of_who_is_known(dialect: str) -> Readymade[int]:
    """Return the one statement that keeps a text of a phone in reach, as nearly all are."""
    columns = Text.__table__.c
    value = {name: sa.bindparam(name, type_=columns[name].type) for name in VALUES}
    found = sa.select(City.id, Contact.id, *value.values()).where(
        City.number == sa.bindparam("number"),
        Contact.city_id == City.id,
        Contact.phone == sa.bindparam("phone"),
        Contact.unreachable_at.is_(None),
    )
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    into = insert(Text).from_select(["city_id", "contact_id", *VALUES], found)
    return Readymade(into.on_conflict_do_nothing().returning(Text.id))


def _values(
    sid: str, body: str, *, now: datetime, media: int, opt_out: str | None
) -> dict[str, Any]:
    """Return a text as it came, by the names of its columns."""
    return dict(zip(VALUES, (sid, storable(body), media, opt_out, now, 0), strict=True))


def _keep(session: Session, city_id: int, phone: str, values: dict[str, Any]) -> int | None:
    contact_id = _whose(session, city_id, phone[:LONGEST], values["received_at"])
    return insert_new(session, Text, city_id=city_id, contact_id=contact_id, **values)


def _whose(session: Session, city_id: int, phone: str, now: datetime) -> int:
    """Return the id of the phone that a text is from: it is in reach now, if it was not."""
    known_id = contacts.in_reach(session, city_id=city_id, phone=phone)
    if known_id is not None:
        return known_id
    contact = contacts.of(session, city_id=city_id, phone=phone, now=now)
    reach.regain(contact)
    return contact.id


def storable(body: str) -> str:
    """Return a text as any database holds it, its halves of characters put together."""
    whole = body.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "\ufffd")
