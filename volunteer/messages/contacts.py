"""Phones that this city knows."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.errors import NotFound
from volunteer.core.loading import Loading
from volunteer.core.readymade import Readymade
from volunteer.core.upsert import insert_new
from volunteer.messages import opt_outs
from volunteer.messages.model import Contact

# Made once, as every text asks them: to make a statement takes longer than to run it.
_WITH_PHONE = (Contact.city_id == sa.bindparam("city_id"), Contact.phone == sa.bindparam("phone"))
BY_PHONE = Loading(sa.select(Contact).where(*_WITH_PHONE))
IN_REACH = Readymade(sa.select(Contact.id).where(*_WITH_PHONE, Contact.unreachable_at.is_(None)))
LOCKED = Loading(
    sa.select(Contact)
    .where(Contact.city_id == sa.bindparam("city_id"), Contact.id == sa.bindparam("contact_id"))
    .with_for_update(),
    anew=True,
)


def of(
    session: Session, *, city_id: int, phone: str, now: datetime, language: str | None = None
) -> Contact:
    """Return the city's contact for a phone, made if it is new.

    To whom no other language is known the city's first one is spoken. A number that said stop
    before everything about it was erased begins as stopped.
    """
    known = find(session, city_id=city_id, phone=phone)
    if known is not None:
        return known
    insert_new(
        session,
        Contact,
        city_id=city_id,
        phone=phone,
        language=language or session.get_one(City, city_id).languages[0],
        stopped_at=opt_outs.since(session, city_id, phone),
        created_at=now,
    )
    contact = find(session, city_id=city_id, phone=phone)
    if contact is None:
        raise NotFound("a contact that was just made")
    return contact


def find(session: Session, *, city_id: int, phone: str) -> Contact | None:
    """Return the city's contact for a phone (E.164), if it has one."""
    return BY_PHONE.scalar(session, {"city_id": city_id, "phone": phone})


def in_reach(session: Session, *, city_id: int, phone: str) -> int | None:
    """Return the id of the city's contact for a phone, if it has one and texts arrive there."""
    return IN_REACH.scalar(session, {"city_id": city_id, "phone": phone})


def keep_to_languages(session: Session, city: City) -> int:
    """Text those in the city's first language whose own it has no more; return how many."""
    changed = session.scalars(
        sa.update(Contact)
        .where(Contact.city_id == city.id, Contact.language.not_in(city.languages))
        .values(language=city.languages[0])
        .returning(Contact.id)
    )
    return len(changed.all())


def locked(session: Session, *, city_id: int, contact_id: int) -> Contact:
    """Return a contact that nobody else changes until this transaction ends."""
    contact = LOCKED.scalar(session, {"city_id": city_id, "contact_id": contact_id})
    if contact is None:
        raise NotFound("no such contact")
    return contact
