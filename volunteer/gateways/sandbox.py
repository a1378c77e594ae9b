"""A carrier of our own: texts go to phones that exist in the database only.

The whole product can be tried with it, with no account anywhere. It keeps its own
account of what it carried, as a carrier does, and reports back as one.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.cities.model import City
from volunteer.core.db import Base, transaction
from volunteer.core.ports import Letter
from volunteer.core.upsert import insert_new
from volunteer.messages import inbox, receipts


class Carried(Base):
    """A text this carrier carried, to a phone or (``incoming`` for the city) from one."""

    __tablename__ = "sandbox_carried"
    __table_args__ = (
        sa.Index(None, "city_number", "phone", "id"),
        sa.Index(
            "ix_sandbox_carried_unreported",
            "id",
            postgresql_where=sa.text("reported_at IS NULL"),
            sqlite_where=sa.text("reported_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(sa.String(34), unique=True)
    token: Mapped[str | None] = mapped_column(sa.String(32), unique=True)
    city_number: Mapped[str] = mapped_column(sa.String(16))
    phone: Mapped[str] = mapped_column(sa.String(16))
    incoming: Mapped[bool]
    body: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime]
    reported_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone with its last text."""

    number: str
    last: str
    at: datetime


class Sandbox:
    """The carrier."""

    def send(self, letter: Letter) -> str:
        """Put a text on its phone; the same token is the same text."""
        sid = f"SB{secrets.token_hex(16)}"
        with transaction() as session:
            insert_new(
                session,
                Carried,
                sid=sid,
                token=letter.token,
                city_number=letter.sender,
                phone=letter.to,
                incoming=False,
                body=letter.body,
                at=letter.claimed_at,
            )
            kept = sa.select(Carried.sid).where(Carried.token == letter.token)
            return session.scalars(kept).one()

    def find(self, letter: Letter, *, besides: Collection[str] = ()) -> str | None:
        """Return the id of a text that was carried."""
        with transaction() as session:
            return session.scalar(
                sa.select(Carried.sid).where(
                    Carried.token == letter.token, Carried.sid.not_in(besides)
                )
            )


def report_next(*, now: datetime) -> bool:
    """Report one text as delivered, as a carrier's callback would."""
    with transaction() as session:
        carried = session.scalar(
            sa.select(Carried)
            .where(Carried.reported_at.is_(None))
            .order_by(Carried.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if carried is None:
            return False
        carried.reported_at = now
        token, sid = carried.token, carried.sid
    if token is not None:
        receipts.record_callback(token, sid=sid, word="delivered", code="", now=now)
    return True


def text(city: City, phone: str, body: str, *, now: datetime) -> int | None:
    """Let a phone text the city; return the text's id in the inbox."""
    sid, city_id = f"SB{secrets.token_hex(16)}", city.id
    with transaction() as session:
        insert_new(
            session,
            Carried,
            sid=sid,
            token=None,
            city_number=city.number,
            phone=phone,
            incoming=True,
            body=inbox.storable(body),
            at=now,
            reported_at=now,
        )
    return inbox.receive(city_id, sid=sid, phone=phone, body=body, now=now)


def phones(session: Session, city: City) -> list[Phone]:
    """Return the phones that have texts of a city, the latest first."""
    latest = (
        sa.select(sa.func.max(Carried.id))
        .where(Carried.city_number == city.number)
        .group_by(Carried.phone)
    )
    rows = session.scalars(
        sa.select(Carried).where(Carried.id.in_(latest)).order_by(Carried.id.desc()).limit(100)
    )
    return [Phone(row.phone, row.body, row.at) for row in rows]


def thread(session: Session, city: City, phone: str) -> list[Carried]:
    """Return the last 100 texts between a phone and a city, the oldest first."""
    newest = session.scalars(
        sa.select(Carried)
        .where(Carried.city_number == city.number, Carried.phone == phone)
        .order_by(Carried.id.desc())
        .limit(100)
    )
    return list(newest)[::-1]
