"""Whose phones there are in the demo, and what they last heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from volunteer.core.db import db
from volunteer.core.errors import NotFound
from volunteer.messages import contacts
from volunteer.messages.model import Contact
from volunteer.people.model import Volunteer
from volunteer.web.access import city

SHOWN = 48


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone in the list: whose it is, and the last text on it."""

    contact: Contact
    names: list[str]
    last: str | None


def are_here() -> bool:
    """Return whether there are phones: in demo mode, where the sandbox carries the texts."""
    return bool(current_app.config["DEMO"]) and current_app.config["SMS_GATEWAY"] == "sandbox"


def shown(last: Mapping[str, str], wanted: str) -> list[Phone]:
    """Return the phones to list: those of ``last`` (texts by number, newest first), then others.

    With something ``wanted``, only phones of people who have it in their name.
    """
    order = {number: place for place, number in enumerate(last)}
    found = db.session.scalars(
        sa.select(Contact)
        .where(Contact.city_id == city().id, *_named(wanted))
        .order_by(Contact.phone.in_(last).desc(), Contact.id)
        .limit(SHOWN)
    ).all()
    owners = names([contact.id for contact in found])
    ordered = sorted(found, key=lambda contact: order.get(contact.phone, len(order)))
    return [Phone(c, owners.get(c.id, []), last.get(c.phone)) for c in ordered]


def names(contact_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of the people at each phone."""
    found: dict[int, list[str]] = {}
    for contact_id, name in db.session.execute(
        sa.select(Volunteer.contact_id, Volunteer.name)
        .where(Volunteer.city_id == city().id, Volunteer.contact_id.in_(contact_ids))
        .order_by(Volunteer.id)
    ):
        found.setdefault(contact_id, []).append(name)
    return found


def contact(contact_id: int) -> Contact:
    """Return one of this city's phones."""
    found = db.session.scalar(
        sa.select(Contact).where(Contact.city_id == city().id, Contact.id == contact_id)
    )
    if found is None:
        raise NotFound("no such phone")
    return found


def with_number(phone: str) -> Contact:
    """Return this city's phone with a number."""
    found = contacts.find(db.session(), city_id=city().id, phone=phone)
    if found is None:
        raise NotFound("no such phone")
    return found


def _named(wanted: str) -> list[sa.ColumnElement[bool]]:
    if not wanted:
        return []
    named = sa.select(Volunteer.contact_id).where(
        Volunteer.city_id == city().id, Volunteer.name.icontains(wanted, autoescape=True)
    )
    return [Contact.id.in_(named)]
