"""How often the join form may be sent: each time may text somebody who never asked for it.

Every form counts that has no mistake in it, whether or not its number is known, so that
the limit tells nothing about a number.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core import addresses, phone
from volunteer.core.errors import N_, Refused
from volunteer.people.model import SignUpTry

HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
FROM_HERE = N_(
    "Too many people joined from here in the last hour. Try again in an hour, or join by "
    "texting JOIN to %(number)s."
)
AT_ONCE = N_(
    "So many people are joining that we cannot take more here just now. Try again in an "
    "hour, or join by texting JOIN to %(number)s."
)


def count(session: Session, city: City, address: str, *, now: datetime) -> None:
    """Count a form; refuse it when there were too many from its address, or from all."""
    cities.take_turns(session, city.id)
    _forget_old(session, city.id, now)
    where, rules = addresses.hashed(address), city.rules
    number = phone.national(city.number)
    if _sent(session, city.id, now, SignUpTry.address_hash == where) >= (
        rules.joins_an_hour_from_address
    ):
        raise Refused(FROM_HERE, number=number)
    if _sent(session, city.id, now) >= rules.joins_an_hour:
        raise Refused(AT_ONCE, number=number)
    session.add(SignUpTry(city_id=city.id, address_hash=where, at=now))


def _forget_old(session: Session, city_id: int, now: datetime) -> None:
    session.execute(
        sa.delete(SignUpTry).where(SignUpTry.city_id == city_id, SignUpTry.at <= now - KEPT)
    )


def _sent(session: Session, city_id: int, now: datetime, *by: sa.ColumnElement[bool]) -> int:
    counted = sa.select(sa.func.count()).where(
        SignUpTry.city_id == city_id, SignUpTry.at > now - HOUR, *by
    )
    return session.scalars(counted).one()
