"""Who of those that were ranked can be asked still, their phones held until that is done.

None is waited for: a phone that somebody else is busy with, as it texts or another wave asks
it, is left for a later wave. So a wave and an answer never wait for each other.
"""

from collections.abc import Collection
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import caps, engaged
from volunteer.cities.model import City
from volunteer.core import bulk
from volunteer.core.db import connection
from volunteer.messages import on_desk
from volunteer.messages.model import Contact
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening


class Held(NamedTuple):
    """Somebody whose phone is held, and what their text needs."""

    volunteer_id: int
    contact_id: int
    name: str
    phone: str
    language: str


def hold(
    session: Session,
    city: City,
    opening: Opening,
    volunteer_ids: Collection[int],
    *,
    now: datetime,
) -> list[Held]:
    """Return who may be asked about an opening, in the order of their phones; each phone once.

    Who said stop, left, took a place at the same time or texted what nobody has read since they
    were ranked, or was asked as often by now as was promised, is not there. Of those who share a
    phone it is who registered first.
    """
    these = bulk.document_of_ids(volunteer_ids)
    held = list(starmap(Held, connection(session).execute(_held(session, city), these).all()))
    out = caps.reached(session, city, [one.volunteer_id for one in held], now=now)
    out |= engaged.among_all(session, city, opening)
    waiting = on_desk.held(session, city.id, among=[one.contact_id for one in held])
    first: dict[int, Held] = {}
    for one in held:
        if one.volunteer_id not in out and one.contact_id not in waiting:
            first.setdefault(one.contact_id, one)
    return list(first.values())


def _held(session: Session, city: City) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Volunteer.id, Volunteer.contact_id, Volunteer.name, Contact.phone, Contact.language
        )
        .join(Contact, Contact.id == Volunteer.contact_id)
        .where(
            Volunteer.city_id == city.id,
            Volunteer.id.in_(bulk.listed_ids(session)),
            Volunteer.state == State.ACTIVE,
            Contact.city_id == city.id,
            Contact.consented_at.is_not(None),
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
        )
        .order_by(Contact.id, Volunteer.id)
        .with_for_update(of=Contact, key_share=True, skip_locked=True)
    )
