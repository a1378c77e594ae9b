"""How often one internet address may try to sign in as staff, whoever it says it is.

A member's own tries are counted with the member (``tries``). Here one guess each at many
members is: every try is a row, for known and unknown addresses alike.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.core import addresses
from volunteer.core.db import Base, transaction
from volunteer.core.errors import N_, Refused

WHILE = timedelta(minutes=15)
KEPT = timedelta(days=1)
MOST = 60  # in that time: a whole office may share an address
TOO_MANY = N_("Too many people tried to sign in from here. Please try again in 15 minutes.")


class Knock(Base):
    """Somebody tried to sign in as staff, from a hashed internet address."""

    __tablename__ = "knock"
    __table_args__ = (sa.Index("ix_knock_from", "city_id", "address_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    address_hash: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]


def knock(city_id: int, address: str, *, now: datetime) -> None:
    """Count a try; refuse it when there were too many from its address.

    It is counted before it is looked at, so tries at the same moment count each.
    """
    where = addresses.hashed(address)
    with transaction() as session:
        _forget_old(session, city_id, where, now)
        session.add(Knock(city_id=city_id, address_hash=where, at=now))
    with transaction() as session:
        if _tried(session, city_id, where, now) > MOST:
            raise Refused(TOO_MANY)


def _forget_old(session: Session, city_id: int, where: str, now: datetime) -> None:
    session.execute(
        sa.delete(Knock).where(
            Knock.city_id == city_id, Knock.address_hash == where, Knock.at <= now - KEPT
        )
    )


def _tried(session: Session, city_id: int, where: str, now: datetime) -> int:
    return session.scalars(
        sa.select(sa.func.count()).where(
            Knock.city_id == city_id, Knock.address_hash == where, Knock.at > now - WHILE
        )
    ).one()
