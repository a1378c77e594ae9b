"""Organisations and the people who work in them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words


class Role(StrEnum):
    """What a member may do; each is spelled out in ``web/access``."""

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


class Member(Base):
    """Someone who works here, under an e-mail address of their own in the city.

    What signs them in on a browser holds their ``generation``; a new one ends it everywhere.
    """

    __tablename__ = "member"
    __table_args__ = (sa.UniqueConstraint("city_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    email: Mapped[str] = mapped_column(sa.String(254))
    role: Mapped[Role] = mapped_column(Words(Role))
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    failed_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    generation: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    organisation: Mapped[Organisation] = relationship()

    @property
    def sees_whole_city(self) -> bool:
        """Whether the projects of every organisation are theirs to see, and the city's plan."""
        return self.role in {Role.COUNCIL_LEAD, Role.ADMINISTRATOR}


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
