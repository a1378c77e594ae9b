"""Stops that outlive what we know of a phone: kept as a keyed hash, when all else is erased."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.core.db import Base
from volunteer.core.phone import normal
from volunteer.core.sealed import keyed_for_ever
from volunteer.core.upsert import insert_new
from volunteer.messages.model import Contact

MOST = 500  # stops are enough to see by, and are few enough for one statement


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


def unknown(session: Session, city_id: int) -> tuple[int, int]:
    """Return how many of a city's stops the key of today does not know again, and of how many.

    Every phone that is stopped now has its hash. If hashes are missing, they were made with
    another OPT_OUT_KEY, and the stops of all who were erased are forgotten.
    """
    stopped = session.scalars(
        sa.select(Contact.phone)
        .where(Contact.city_id == city_id, Contact.stopped_at.is_not(None))
        .order_by(Contact.stopped_at)
        .limit(MOST)
    ).all()
    digests = {digest(phone) for phone in stopped}
    known = session.scalar(
        sa.select(sa.func.count()).where(OptOut.city_id == city_id, OptOut.digest.in_(digests))
    )
    return len(digests) - (known or 0), len(digests)


def since(session: Session, city_id: int, phone: str) -> datetime | None:
    """Return when a number said stop, None if it did not."""
    return session.scalar(
        sa.select(OptOut.at).where(OptOut.city_id == city_id, OptOut.digest == digest(phone))
    )
