"""Organisations and the people who work in them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.core.sealed import Sealed


class Role(StrEnum):
    """What a member may do; each is spelled out in ``web/rights``."""

    COORDINATOR = "coordinator"
    MANAGER = "manager"
    COUNCIL_LEAD = "council lead"
    ADMINISTRATOR = "administrator"


class Organisation(Base):
    """Who runs projects: a team of the council or a partner."""

    __tablename__ = "organisation"
    __table_args__ = (sa.UniqueConstraint("city_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    created_at: Mapped[datetime]


class Tried:
    """Something that is guessed at: tries are counted, and too many lock it for a while."""

    failed_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class Member(Tried, Base):
    """Someone who works here, under an e-mail address of their own in the city."""

    __tablename__ = "member"
    __table_args__ = (sa.UniqueConstraint("city_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    email: Mapped[str] = mapped_column(sa.String(254))
    role: Mapped[Role] = mapped_column(Words(Role))
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    password_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    invited_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    created_at: Mapped[datetime]
    organisation: Mapped[Organisation] = relationship()
    second_factor: Mapped["SecondFactor | None"] = relationship()

    @property
    def sees_whole_city(self) -> bool:
        """Whether the projects of every organisation are theirs to see, and the city's plan."""
        return self.role in {Role.COUNCIL_LEAD, Role.ADMINISTRATOR}

    @property
    def has_second_factor(self) -> bool:
        """Whether a password or a link is not enough for them.

        So it stays when no key of ours opens their phone's secret any more.
        """
        return self.second_factor is not None and self.second_factor.set_up_at is not None


class SecondFactor(Tried, Base):
    """The phone that shows a member's codes (TOTP, RFC 6238).

    ``next_secret`` is one that was shown and not yet proved; ``last_step`` the latest
    thirty seconds of which a code was taken, so that none is taken twice.
    """

    __tablename__ = "second_factor"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    secret: Mapped[str | None] = mapped_column(Sealed)
    next_secret: Mapped[str | None] = mapped_column(Sealed)
    set_up_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Base):
    """A code on paper, for a phone that is lost; good once."""

    __tablename__ = "recovery_code"
    __table_args__ = (sa.UniqueConstraint("member_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInLink(Base):
    """A link good once: to choose a password, or in demo mode to sign in."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    asks_password: Mapped[bool]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    member: Mapped[Member] = relationship()
