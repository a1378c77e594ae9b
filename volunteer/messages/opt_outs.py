"""Stops that outlive what we know of a phone: kept as a keyed hash, when all else is erased."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.core.db import Base
from volunteer.core.phone import normal
from volunteer.core.sealed import keyed_for_ever
from volunteer.core.upsert import insert_new


class OptOut(Base):
    """A number that said stop in a city, as a hash by which nobody finds the number."""

    __tablename__ = "opt_out"
    __table_args__ = (sa.UniqueConstraint("city_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    digest: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]


def digest(phone: str) -> str:
    """Return the hash of a number, the same for every way to write it."""
    return keyed_for_ever(normal(phone))


def keep(session: Session, city_id: int, phone: str, *, now: datetime) -> None:
    """Remember that a number said stop, whatever is erased later."""
    insert_new(session, OptOut, city_id=city_id, digest=digest(phone), at=now)


def lift(session: Session, city_id: int, phone: str) -> None:
    """Forget the stop of a number whose owner said start, or agreed anew on the web."""
    session.execute(
        sa.delete(OptOut).where(OptOut.city_id == city_id, OptOut.digest == digest(phone))
    )


def since(session: Session, city_id: int, phone: str) -> datetime | None:
    """Return when a number said stop, None if it did not."""
    return session.scalar(
        sa.select(OptOut.at).where(OptOut.city_id == city_id, OptOut.digest == digest(phone))
    )
