"""The inbox: a text is kept as it came, once, before anything is made of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.core.db import transaction
from volunteer.core.upsert import insert_new
from volunteer.messages import contacts, reach
from volunteer.messages.model import Text

PROBE = "volunteer-sms-check"  # an id that no carrier gives: our own look at the way in
LONGEST = 16  # characters of a sender: E.164 has 15 digits, a word as sender 11 letters


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
    with transaction() as session:
        return _keep(session, city_id, sid, phone, body, now=now, media=media, opt_out=opt_out)


def receive_at(
    number: str,
    *,
    sid: str,
    phone: str,
    body: str,
    now: datetime,
    media: int = 0,
    opt_out: str | None = None,
) -> int | None:
    """Do the same with a text to a number, in the city that has it; NotFound if none has."""
    with transaction() as session:
        city_id = cities.with_number(session, number)
        if sid == PROBE:
            return None
        return _keep(session, city_id, sid, phone, body, now=now, media=media, opt_out=opt_out)


def _keep(
    session: Session, city_id: int, sid: str, phone: str, body: str, *, now: datetime, media: int,
    opt_out: str | None,
) -> int | None:  # fmt: skip
    return insert_new(
        session,
        Text,
        city_id=city_id,
        contact_id=_whose(session, city_id, phone[:LONGEST], now),
        sid=sid,
        body=storable(body),
        media=media,
        opt_out=opt_out,
        received_at=now,
        failures=0,
    )


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
