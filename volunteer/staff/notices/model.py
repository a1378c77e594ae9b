"""Notices, and how often each member wants which."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.staff.model import Member
from volunteer.staff.notices.kinds import Kind, Often

UNSENT = "status IN ('queued', 'sending')"


class NoticeStatus(StrEnum):
    """How far a notice is. ``dropped``: not wanted, or its reason was gone before it went."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Notice(Base):
    """One thing to tell one member. ``about`` and ``about_id`` say of what, by ids only.

    Notices with one ``message_id`` went in one mail, or will: a mail that may have arrived
    is tried again under the same id, so that no mailbox shows it twice.
    """

    __tablename__ = "notice"
    __table_args__ = (
        sa.Index(
            "uq_notice_unsent",
            "member_id",
            "kind",
            "about",
            "about_id",
            unique=True,
            postgresql_where=sa.text(UNSENT),
            sqlite_where=sa.text(UNSENT),
        ),
        sa.Index(
            "ix_notice_unsent_due",
            "due_at",
            "id",
            postgresql_where=sa.text(UNSENT),
            sqlite_where=sa.text(UNSENT),
        ),
        sa.Index("ix_notice_told", "city_id", "kind", "about", "about_id", "made_at"),
        sa.Index("ix_notice_settled", "city_id", "member_id", "settled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    kind: Mapped[Kind] = mapped_column(Words(Kind))
    about: Mapped[str] = mapped_column(sa.String(40))
    about_id: Mapped[int]
    status: Mapped[NoticeStatus] = mapped_column(Words(NoticeStatus), default=NoticeStatus.QUEUED)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[str | None] = mapped_column(sa.String(120), index=True)
    error: Mapped[str | None] = mapped_column(sa.String(40))
    member: Mapped[Member] = relationship()


class NoticeChoice(Base):
    """How often a member wants to be told a kind of thing; without a row, as usual."""

    __tablename__ = "notice_choice"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(Words(Kind), primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    often: Mapped[Often] = mapped_column(Words(Often))
