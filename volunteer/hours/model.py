"""Hours: what people say they gave, and what a coordinator confirmed."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.people.model import Volunteer
from volunteer.projects.model import ProjectSession


class ClaimedBy(StrEnum):
    """Where a claim of hours came from."""

    TEXT = "text"
    WEB = "web"
    STAFF = "staff"


class Entry(Base):
    """The minutes one volunteer gave to one session: claimed and confirmed, apart.

    Each has who and when beside it. A later claim replaces an earlier one that is not
    confirmed yet; all of them stay in ``Claim``.
    """

    __tablename__ = "entry"
    __table_args__ = (
        sa.UniqueConstraint("session_id", "volunteer_id"),
        sa.Index(None, "city_id", "session_id"),
        sa.Index(None, "city_id", "volunteer_id"),
        sa.CheckConstraint("claimed_minutes > 0", name="claims_something"),
        sa.CheckConstraint("confirmed_minutes >= 0", name="confirms_no_less_than_nothing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("project_session.id"))
    volunteer_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteer.id"))
    claimed_minutes: Mapped[int | None]
    claimed_by: Mapped[ClaimedBy | None] = mapped_column(Words(ClaimedBy))
    claimed_at: Mapped[datetime | None]
    confirmed_minutes: Mapped[int | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    confirmed_at: Mapped[datetime | None]
    session: Mapped[ProjectSession] = relationship()
    volunteer: Mapped[Volunteer] = relationship()


class Claim(Base):
    """One claim of hours, as it was made: rows are only ever added."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("entry.id"), index=True)
    minutes: Mapped[int]
    by: Mapped[ClaimedBy] = mapped_column(Words(ClaimedBy))
    at: Mapped[datetime]
