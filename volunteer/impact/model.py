"""What came of it: reports of what was done, readings of what changed."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.challenges.model import Measure
from volunteer.core.db import Base, Words
from volunteer.projects.model import ProjectSession
from volunteer.staff.model import Member


class Report(Base):
    """What a session achieved: a verb, a noun and a quantity ("planted 40 trees").

    With a ``measure`` its quantity counts towards it. A correction is a new row that
    supersedes the old one.
    """

    __tablename__ = "report"
    __table_args__ = (
        sa.Index(None, "city_id", "session_id"),
        sa.Index(None, "city_id", "measure_id"),
        sa.CheckConstraint("quantity >= 0", name="not_less_than_nothing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("project_session.id"))
    measure_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measure.id"))
    verb: Mapped[str] = mapped_column(sa.String(40))
    noun: Mapped[str] = mapped_column(sa.String(60))
    quantity: Mapped[float]
    reported_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    reported_at: Mapped[datetime]
    superseded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("report.id"))
    session: Mapped[ProjectSession] = relationship()
    measure: Mapped[Measure | None] = relationship()
    reported_by: Mapped[Member] = relationship()


class Grade(StrEnum):
    """How sure a reading is, from an administrative record (A) to an estimate (D)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Reading(Base):
    """One value of a measure on a day: reported, then verified by somebody else.

    A correction is a new row with its reason; the old one keeps standing, superseded.
    """

    __tablename__ = "reading"
    __table_args__ = (sa.Index(None, "city_id", "measure_id", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    measure_id: Mapped[int] = mapped_column(sa.ForeignKey("measure.id"))
    on: Mapped[date]
    value: Mapped[float]
    grade: Mapped[Grade] = mapped_column(Words(Grade))
    evidence: Mapped[str] = mapped_column(sa.String(200))
    reported_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    reported_at: Mapped[datetime]
    verified_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    verified_at: Mapped[datetime | None]
    superseded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("reading.id"))
    measure: Mapped[Measure] = relationship()
