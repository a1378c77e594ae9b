"""The work: a project at a place, its roles, its sessions, and the openings between them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.challenges.model import Initiative, Measure
from volunteer.core.db import Base, Words
from volunteer.people.ages import ADULT
from volunteer.people.levels import Level
from volunteer.people.model import Skill
from volunteer.places.model import Place
from volunteer.projects.requirements import Requirements
from volunteer.staff.model import Member, Organisation


class ProjectState(StrEnum):
    """Whether a project is on."""

    OPEN = "open"
    CANCELLED = "cancelled"


class Project(Base):
    """Work at a place under one initiative, posted by an organisation.

    ``private``: the place is somebody's home; people who are not placed see the area.
    ``measure`` is what its reports add to, if anything.
    """

    __tablename__ = "project"
    __table_args__ = (
        sa.Index(None, "city_id", "organisation_id", "id"),
        sa.Index(None, "city_id", "initiative_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    initiative_id: Mapped[int] = mapped_column(sa.ForeignKey("initiative.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"))
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("place.id"))
    measure_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measure.id"))
    posted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    title: Mapped[str] = mapped_column(sa.String(60))
    summary: Mapped[str] = mapped_column(sa.Text)
    contact_name: Mapped[str] = mapped_column(sa.String(60))
    private: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ProjectState] = mapped_column(Words(ProjectState), default=ProjectState.OPEN)
    posted_at: Mapped[datetime]
    initiative: Mapped[Initiative] = relationship()
    organisation: Mapped[Organisation] = relationship()
    place: Mapped[Place] = relationship()
    measure: Mapped[Measure | None] = relationship()
    posted_by: Mapped[Member] = relationship()
    roles: Mapped[list["ProjectRole"]] = relationship(
        back_populates="project",
        primaryjoin="and_(Project.id == ProjectRole.project_id, ProjectRole.kept_at.is_(None))",
        order_by="ProjectRole.id",
    )
    sessions: Mapped[list["ProjectSession"]] = relationship(
        back_populates="project", order_by="ProjectSession.starts_at, ProjectSession.id"
    )


class RoleSkill(Base):
    """A skill a role asks for: required, or merely a help."""

    __tablename__ = "role_skill"

    role_id: Mapped[int] = mapped_column(sa.ForeignKey("project_role.id"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(sa.ForeignKey("skill.id"), primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    required: Mapped[bool]
    skill: Mapped[Skill] = relationship()


class ProjectRole(Base):
    """What someone does in a project. ``radius_km`` keeps its calls nearby.

    ``check_reason`` says why the law lets this role ask for a check of ``check_level``.
    ``edition`` counts how often it was changed. One with ``kept_at`` is what a role was before it
    was changed at that moment: the sessions that were over then have it still.
    """

    __tablename__ = "project_role"
    __table_args__ = (
        sa.CheckConstraint(
            "check_level IS NULL OR check_reason IS NOT NULL", name="check_has_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("project.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(60))
    remote: Mapped[bool] = mapped_column(default=False)
    radius_km: Mapped[float | None]
    least_age: Mapped[int] = mapped_column(default=ADULT)
    needs_vehicle: Mapped[bool] = mapped_column(default=False)
    check_level: Mapped[Level | None] = mapped_column(Words(Level))
    check_reason: Mapped[str | None] = mapped_column(sa.String(200))
    edition: Mapped[int] = mapped_column(default=1)
    kept_at: Mapped[datetime | None]
    project: Mapped[Project] = relationship(back_populates="roles")
    skills: Mapped[list[RoleSkill]] = relationship(order_by=RoleSkill.skill_id)

    @property
    def requirements(self) -> Requirements:
        """What everybody in this role must be or bring, beside skills."""
        return Requirements(
            self.least_age, self.needs_vehicle, self.check_level, self.check_reason or ""
        )


class ProjectSession(Base):
    """A date and time of a project. Without ``ends_at`` it is flexible: any hour will do."""

    __tablename__ = "project_session"
    __table_args__ = (
        sa.Index(None, "city_id", "starts_at", "id"),
        sa.Index(None, "city_id", "ends_at"),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("project.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    reminded_at: Mapped[datetime | None]
    project: Mapped[Project] = relationship(back_populates="sessions")
    openings: Mapped[list["Opening"]] = relationship(
        back_populates="session", order_by="Opening.id"
    )


class Opening(Base):
    """The places of one role in one session; here capacity is counted.

    ``taken`` is changed by one conditional update only, so it never passes ``places``.
    ``code`` ("A7") is what a text may call it by, while it is on.
    """

    __tablename__ = "opening"
    __table_args__ = (
        sa.UniqueConstraint("role_id", "session_id"),
        sa.UniqueConstraint("city_id", "code"),
        sa.Index(None, "city_id", "session_id"),
        sa.CheckConstraint("taken BETWEEN 0 AND places", name="never_overbooked"),
        sa.CheckConstraint("places BETWEEN 1 AND 500", name="sensible_places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    role_id: Mapped[int] = mapped_column(sa.ForeignKey("project_role.id"))
    session_id: Mapped[int] = mapped_column(sa.ForeignKey("project_session.id"))
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    code: Mapped[str | None] = mapped_column(sa.String(3))
    role: Mapped[ProjectRole] = relationship()
    session: Mapped[ProjectSession] = relationship(back_populates="openings")

    @property
    def left(self) -> int:
        """How many places are still open."""
        return self.places - self.taken
