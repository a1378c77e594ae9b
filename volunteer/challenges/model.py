"""What the city wants to change, by which strategies, and how it will know."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.staff.model import Member


class Challenge(Base):
    """A need of the city; its baseline and target stand on its headline measure."""

    __tablename__ = "challenge"
    __table_args__ = (sa.UniqueConstraint("city_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    title: Mapped[str] = mapped_column(sa.String(80))
    need: Mapped[str] = mapped_column(sa.Text)
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    created_at: Mapped[datetime]
    initiatives: Mapped[list["Initiative"]] = relationship(
        back_populates="challenge", order_by="Initiative.id"
    )
    measures: Mapped[list["Measure"]] = relationship(
        back_populates="challenge", order_by="Measure.id"
    )


class Course(StrEnum):
    """What became of an initiative."""

    RUNNING = "running"
    ADAPTED = "adapted"
    STOPPED = "stopped"
    FINISHED = "finished"


class Initiative(Base):
    """A strategy against one challenge, and why it should work."""

    __tablename__ = "initiative"
    __table_args__ = (sa.UniqueConstraint("city_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    challenge_id: Mapped[int] = mapped_column(sa.ForeignKey("challenge.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(80))
    hypothesis: Mapped[str] = mapped_column(sa.Text)
    lead_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    course: Mapped[Course] = mapped_column(Words(Course), default=Course.RUNNING)
    course_reason: Mapped[str | None] = mapped_column(sa.Text)
    course_at: Mapped[datetime]
    course_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    created_at: Mapped[datetime]
    challenge: Mapped[Challenge] = relationship(back_populates="initiatives")
    lead: Mapped[Member | None] = relationship(foreign_keys=lead_id)
    measures: Mapped[list["Measure"]] = relationship(order_by="Measure.id")


class Kind(StrEnum):
    """What a measure counts: what was done, or what changed because of it."""

    OUTPUT = "output"
    OUTCOME = "outcome"


class Measure(Base):
    """What a challenge or one of its initiatives is judged by.

    The way from ``baseline`` to ``target`` says which direction is better. An output
    adds up what is reported; an outcome is what its last reading says.
    """

    __tablename__ = "measure"
    __table_args__ = (
        sa.Index(None, "city_id", "challenge_id"),
        sa.CheckConstraint("baseline <> target", name="has_a_way_to_go"),
        sa.CheckConstraint("baseline_on < target_on", name="has_time_to_go"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    challenge_id: Mapped[int] = mapped_column(sa.ForeignKey("challenge.id"))
    initiative_id: Mapped[int | None] = mapped_column(sa.ForeignKey("initiative.id"), index=True)
    headline: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[Kind] = mapped_column(Words(Kind))
    name: Mapped[str] = mapped_column(sa.String(80))
    unit: Mapped[str] = mapped_column(sa.String(40))
    baseline: Mapped[float]
    baseline_on: Mapped[date]
    target: Mapped[float]
    target_on: Mapped[date]
    source: Mapped[str] = mapped_column(sa.String(200))
    method: Mapped[str] = mapped_column(sa.String(200))
    every: Mapped[str] = mapped_column(sa.String(24))
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    challenge: Mapped[Challenge] = relationship(back_populates="measures")
