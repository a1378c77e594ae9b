"""Short ways for the promises' tests: what was sent, a call for an opening, a web sign-up."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_member, an_opening
from tests.fakes import FakeSms
from volunteer.calls import service
from volunteer.cities.model import City
from volunteer.messages import calling, sending
from volunteer.messages.model import Contact
from volunteer.people.service import SignUp, sign_up
from volunteer.places.model import Postcode
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEB_WORDING = "I agree that the council texts me."
HOME = "PL4 7AA"


def send(sms: FakeSms, session: Session, *, now: datetime, for_: timedelta = MINUTE) -> None:
    """Send all that may go out from now on, a step each second, in the cities' own hours."""
    moment = now
    while moment < now + for_:
        session.rollback()
        if not send_one(sms, session, now=moment):
            moment += SECOND


def send_one(sms: FakeSms, session: Session, *, now: datetime) -> bool:
    """Let a worker take one step at this moment."""
    open_now = calling.cities_open(session, now)
    session.rollback()
    return sending.deliver_next(sms, clock=lambda: now, calling=open_now)


def told(sms: FakeSms, who: Contact) -> list[str]:
    """Return what was handed to the carrier for a phone, in order."""
    return [letter.body for letter in sms.sent if letter.to == who.phone]


def a_call_for(
    session: Session, city: City, *, now: datetime, cora: Member | None = None, places: int = 2
) -> Opening:
    """Start a call for a new opening on a day two days ahead."""
    cora = cora or a_member(session, city, "Cora")
    starts = now + 2 * DAY
    opening = an_opening(session, city, places=places, starts=starts, posted_by=cora)
    service.start(city, cora, opening.id, now=now)
    return opening


def join_on_the_web(
    session: Session, city: City, phone: str, *, now: datetime, name: str = "Ann"
) -> int | None:
    """Fill the form in."""
    if session.get(Postcode, "PL47AA") is None:
        session.add(Postcode(code="PL47AA", latitude=50.38430, longitude=-4.13393))
        session.commit()
    new = SignUp(name, phone, HOME, adult=True, agreed=True, wording=WEB_WORDING)
    return sign_up(city, new, address="192.0.2.1", now=now, addresses=False)


def address_of(app: Flask, last: str, **values: object) -> str:
    """Return the address of the one form whose path ends so, for these ids."""
    [rule] = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.rule.endswith(f"/{last}") and rule.arguments == set(values)
    ]
    return app.url_map.bind("").build(rule.endpoint, values)


def forget(session: Session, contact: Contact, tables: Iterable[type]) -> None:
    """Erase all rows about a phone, and then the phone."""
    for table in tables:
        session.execute(sa.delete(table).where(_about(table, contact)))
    session.execute(
        sa.delete(Contact).where(Contact.city_id == contact.city_id, Contact.id == contact.id)
    )
    session.commit()


def _about(table: type, contact: Contact) -> sa.ColumnElement[bool]:
    columns: Any = sa.inspect(table).columns
    return sa.and_(columns["city_id"] == contact.city_id, columns["contact_id"] == contact.id)
