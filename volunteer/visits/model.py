"""Who is signed in on which browser."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from volunteer.core.db import Base, Words


class Stage(StrEnum):
    """How far somebody is in. Volunteers need one step; staff need two."""

    CODE = "code"  # the password was right; the phone's code is still to come
    SETTING_UP = "setting up"  # came by a link, and has no phone for codes yet
    IN = "in"


class Ended(StrEnum):
    """Why a visit ended before its time."""

    SIGNED_OUT = "signed out"
    LEFT = "left"
    FROM_ELSEWHERE = "ended elsewhere"
    WENT_ON = "went on to the next step"
    DISABLED = "disabled"
    ROLE = "role changed"
    PASSWORD = "password changed"  # a reason  # noqa: S105  # nosec B105  # pragma: allowlist secret
    SECOND_FACTOR = "second step changed"


class Visit(Base):
    """One person signed in on one browser: a member of staff or a volunteer.

    The browser holds a token, this row its hash: a row that is ended or gone makes the
    token worth nothing, wherever copies of it are.
    """

    __tablename__ = "visit"
    __table_args__ = (
        sa.Index(None, "city_id", "member_id"),
        sa.Index(None, "city_id", "seen_at"),
        sa.CheckConstraint("(member_id IS NULL) <> (volunteer_id IS NULL)", name="one_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    volunteer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("volunteer.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    stage: Mapped[Stage] = mapped_column(Words(Stage))
    browser: Mapped[str] = mapped_column(sa.String(60))
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[Ended | None] = mapped_column(Words(Ended))
