"""A forgotten password: whoever says whose they are gets the same answer; a worker writes.

Nothing tells whether an address is a member's, not even how long the answer takes: the
same row is written for all. The link goes to the address that the member has here, and
does not replace the code from their phone.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.cities import service as cities
from volunteer.core import addresses, audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import Base, transaction
from volunteer.core.errors import N_, Refused
from volunteer.core.sealed import Sealed, keyed
from volunteer.staff import notices
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind

HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)
FROM_AN_ADDRESS = 10  # an hour
FROM_ALL = 200  # an hour, in a city
TO_A_MEMBER = 3  # mails an hour: each has a link that works
TOO_MANY = N_("Too many links were asked for from here. Please try again in an hour.")
TOO_BUSY = N_("So many links are asked for that we send no more just now. Try again in an hour.")


class PasswordRequest(Base):
    """Somebody asked for a link. ``email`` is forgotten as soon as a worker has looked."""

    __tablename__ = "password_request"
    __table_args__ = (
        sa.Index("ix_password_request_from", "city_id", "address_hash", "made_at"),
        sa.Index("ix_password_request_for", "city_id", "email_hash", "made_at"),
        sa.Index(
            "ix_password_request_waiting",
            "id",
            postgresql_where=sa.text("email IS NOT NULL"),
            sqlite_where=sa.text("email IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    email: Mapped[str | None] = mapped_column(Sealed)
    email_hash: Mapped[str] = mapped_column(sa.String(64))
    address_hash: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]


def ask(city_id: int, email: str, *, address: str, now: datetime) -> None:
    """Ask for a link to a new password; refuse only too many from one internet address."""
    email = email.strip().lower()[:254]
    with transaction() as session:
        cities.take_turns(session, city_id)
        _forget_old(session, city_id, now)
        from_here = PasswordRequest.address_hash == addresses.hashed(address)
        if _asked(session, city_id, from_here, now) >= FROM_AN_ADDRESS:
            raise Refused(TOO_MANY)
        if _asked(session, city_id, sa.true(), now) >= FROM_ALL:
            raise Refused(TOO_BUSY)
        session.add(
            PasswordRequest(
                city_id=city_id,
                email=email,
                email_hash=keyed(email),
                address_hash=addresses.hashed(address),
                made_at=now,
            )
        )


def answer_next(*, now: datetime) -> bool:
    """Have a link mailed to the next who asked (in any city); return whether anybody had.

    Only who works there gets one.
    """
    with transaction() as session:
        asked = session.scalar(
            sa.select(PasswordRequest)
            .where(PasswordRequest.email.is_not(None))
            .order_by(PasswordRequest.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if asked is None:
            return False
        email = asked.email
        _forget(session, asked)
        member = _entitled(session, asked, email, now)
        if member is not None:
            _note_mailed(session, asked, now)
            notices.tell_account(session, member, Kind.NEW_PASSWORD, now=now)
            about, nobody = ("member", member.id), By.NOBODY
            deed = Deed.PASSWORD_FORGOTTEN
            audit.record(session, member.city_id, deed, by=nobody, about=about, now=now)
    return True


def _entitled(
    session: Session, asked: PasswordRequest, email: str | None, now: datetime
) -> Member | None:
    """Return the member with this address, unless they were mailed enough in this hour."""
    same = PasswordRequest.email_hash == asked.email_hash
    mailed = sa.and_(same, PasswordRequest.mailed_at.is_not(None))
    if _asked(session, asked.city_id, mailed, now) >= TO_A_MEMBER:
        return None
    return session.scalar(
        sa.select(Member).where(
            Member.city_id == asked.city_id,
            Member.email == email,
            Member.disabled_at.is_(None),
        )
    )


def _forget(session: Session, asked: PasswordRequest) -> None:
    """Forget whose address it was; a statement, as what no key opens reads as None already."""
    session.execute(
        sa.update(PasswordRequest)
        .where(PasswordRequest.city_id == asked.city_id, PasswordRequest.id == asked.id)
        .values(email=None)
        .execution_options(synchronize_session=False)
    )


def _note_mailed(session: Session, asked: PasswordRequest, now: datetime) -> None:
    session.execute(
        sa.update(PasswordRequest)
        .where(PasswordRequest.city_id == asked.city_id, PasswordRequest.id == asked.id)
        .values(mailed_at=now)
        .execution_options(synchronize_session=False)
    )


def _asked(session: Session, city_id: int, by: sa.ColumnElement[bool], now: datetime) -> int:
    return session.scalars(
        sa.select(sa.func.count()).where(
            PasswordRequest.city_id == city_id, by, PasswordRequest.made_at > now - HOUR
        )
    ).one()


def _forget_old(session: Session, city_id: int, now: datetime) -> None:
    session.execute(
        sa.delete(PasswordRequest).where(
            PasswordRequest.city_id == city_id, PasswordRequest.made_at <= now - KEPT
        )
    )
