"""Volunteers: who agreed to be asked, where from, and what they can do."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.core.sealed import Sealed
from volunteer.messages.model import Contact
from volunteer.places.model import Place


class State(StrEnum):
    """How far someone is in joining, or out of it."""

    JOINING = "joining"  # by text: name known, home not yet
    UNCONFIRMED = "unconfirmed"  # on the web: their YES has not come yet
    ACTIVE = "active"
    LEFT = "left"


class Travel(StrEnum):
    """How someone gets about; their reach follows from it unless they say their own."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    BUS = "bus"
    CAR = "car"


class Skill(Base):
    """Something people can do, as this city lists it. ``number`` is what a text says."""

    __tablename__ = "skill"
    __table_args__ = (
        sa.UniqueConstraint("city_id", "slug"),
        sa.UniqueConstraint("city_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    number: Mapped[int]
    slug: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(60))


volunteer_skill = sa.Table(
    "volunteer_skill",
    Base.metadata,
    sa.Column("city_id", sa.Integer, sa.ForeignKey("city.id"), nullable=False),
    sa.Column("volunteer_id", sa.Integer, sa.ForeignKey("volunteer.id"), primary_key=True),
    sa.Column("skill_id", sa.Integer, sa.ForeignKey("skill.id"), primary_key=True),
    sa.Index(None, "city_id", "skill_id", "volunteer_id"),
)


class Volunteer(Base):
    """A resident who agreed to be asked.

    ``free`` is a mask of 21 day-parts (bit 3 × weekday + part, Monday morning first;
    parts are morning, afternoon, evening); None when they did not say.
    ``reach_km`` is their own number; None takes the city's for their way to travel.
    ``adult_said_at`` is when they said that they are 18 or over, ``age_said`` which higher age
    they said they have reached, if any, and ``vehicle_said_at`` when they said that they have a
    car or van to use.
    """

    __tablename__ = "volunteer"
    __table_args__ = (
        sa.Index(None, "city_id", "contact_id"),
        sa.Index(None, "city_id", "state", "id"),
        sa.Index(None, "city_id", "home_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    state: Mapped[State] = mapped_column(Words(State))
    home_id: Mapped[int | None] = mapped_column(sa.ForeignKey("place.id"))
    travel: Mapped[Travel] = mapped_column(Words(Travel), default=Travel.BUS)
    reach_km: Mapped[float | None]
    free: Mapped[int | None]
    most_calls_a_month: Mapped[int | None]
    adult_said_at: Mapped[datetime | None]
    age_said: Mapped[int | None]
    vehicle_said_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    contact: Mapped[Contact] = relationship()
    home: Mapped[Place | None] = relationship()
    skills: Mapped[list[Skill]] = relationship(
        secondary=volunteer_skill,
        primaryjoin=lambda: sa.and_(  # the city too, so that it is written with the rest
            Volunteer.id == foreign(volunteer_skill.c.volunteer_id),
            Volunteer.city_id == foreign(volunteer_skill.c.city_id),
        ),
        secondaryjoin=lambda: Skill.id == foreign(volunteer_skill.c.skill_id),
        order_by=Skill.number,
    )


class SignUpTry(Base):
    """A join form that was sent: counted by the hash of where it came from."""

    __tablename__ = "sign_up_try"
    __table_args__ = (
        sa.Index(None, "city_id", "address_hash", "at"),
        sa.Index(None, "city_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    address_hash: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]


class SignInCode(Base):
    """A code for a phone: kept hashed, good once, for the browser that asked.

    ``to_text`` is the code, sealed, until a worker has written the text that tells it. A
    row that belongs to no volunteer has one too, so that both take as long to write.
    """

    __tablename__ = "sign_in_code"
    __table_args__ = (
        sa.Index(None, "city_id", "contact_id", "made_at"),
        sa.Index(None, "city_id", "address_hash", "made_at"),
        sa.Index(None, "city_id", "asker_hash", "id"),
        sa.Index(
            "ix_sign_in_code_to_text",
            "id",
            postgresql_where=sa.text("to_text IS NOT NULL"),
            sqlite_where=sa.text("to_text IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    contact_id: Mapped[int | None] = mapped_column(sa.ForeignKey("contact.id"))
    asker_hash: Mapped[str] = mapped_column(sa.String(64))
    address_hash: Mapped[str] = mapped_column(sa.String(64))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    to_text: Mapped[str | None] = mapped_column(Sealed)
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
