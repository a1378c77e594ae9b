"""Calls to action, the people they ask, and the places people have."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member


class CallState(StrEnum):
    """Whether a call still asks, and if not, why."""

    PROPOSED = "proposed"
    RUNNING = "running"
    PAUSED = "paused"
    FULL = "full"
    OVER = "over"
    STOPPED = "stopped"
    REFUSED = "refused"


LIVE = (CallState.PROPOSED, CallState.RUNNING, CallState.PAUSED)  # at most one an opening


class Call(Base):
    """One drive to fill an opening: waves of invitations until full, too late or stopped.

    One that was proposed was decided on (``decided_by``, ``decided_at``) by somebody else
    than who started it. Approved, it may ask more people than one person may decide on.
    While it is paused it asks nobody: ``paused_because`` is the carrier's code, if that was why,
    ``paused_by_id`` the member, if somebody chose to. An ``urgent`` one waits less for answers.
    One that is full keeps ``next_wave_at`` if it asked: when a place comes free, it goes on.
    Calls with one ``together_id`` (the id of the first) ask about several openings of a project
    at once.
    """

    __tablename__ = "call"
    __table_args__ = (
        sa.Index(
            "uq_call_running_opening",
            "opening_id",
            unique=True,
            postgresql_where=sa.text("state IN ('proposed', 'running', 'paused')"),
            sqlite_where=sa.text("state IN ('proposed', 'running', 'paused')"),
        ),
        sa.Index(None, "city_id", "opening_id"),
        sa.CheckConstraint("decided_by_id <> started_by_id", name="second_person"),
        sa.Index(None, "state", "next_wave_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    opening_id: Mapped[int] = mapped_column(sa.ForeignKey("opening.id"))
    state: Mapped[CallState] = mapped_column(Words(CallState), default=CallState.RUNNING)
    started_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    started_at: Mapped[datetime]
    deadline: Mapped[datetime]
    waves: Mapped[int] = mapped_column(default=0)
    next_wave_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    decided_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_because: Mapped[str | None] = mapped_column(sa.String(40))
    paused_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    urgent: Mapped[bool] = mapped_column(default=False)
    together_id: Mapped[int | None] = mapped_column(sa.ForeignKey("call.id"), index=True)
    opening: Mapped[Opening] = relationship()
    started_by: Mapped[Member] = relationship(foreign_keys=started_by_id)
    paused_by: Mapped[Member | None] = relationship(foreign_keys=paused_by_id)

    @property
    def is_approved(self) -> bool:
        """Whether a second person said that it may ask more people than one may decide on."""
        return self.decided_at is not None and self.state is not CallState.REFUSED


class Answer(StrEnum):
    """How an invitation stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TOO_LATE = "too late"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Invitation(Base):
    """One volunteer asked about one opening, and why they were asked.

    ``reasons`` is what ``matching.Match`` knew; ``chance`` is the yes that was expected,
    ``band`` and ``skilled`` the cell of the table of chances it came from; ``at_random``
    says that the draw chose them, not their rank, and ``propensity`` how likely it was then that
    they were asked in this turn (1 for a rank), so that other policies can be weighed by the log.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        sa.UniqueConstraint("opening_id", "volunteer_id"),
        sa.Index(
            "ix_invitation_asked",
            "id",
            postgresql_where=sa.text("answer = 'asked'"),
            sqlite_where=sa.text("answer = 'asked'"),
        ),
        sa.Index(None, "city_id", "volunteer_id", "asked_at", "answer"),
        sa.Index(None, "call_id", "answer"),
        sa.Index(None, "city_id", "band", "skilled", "answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    call_id: Mapped[int] = mapped_column(sa.ForeignKey("call.id"))
    opening_id: Mapped[int] = mapped_column(sa.ForeignKey("opening.id"))
    volunteer_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteer.id"))
    wave: Mapped[int]
    reasons: Mapped[dict[str, Any]]
    chance: Mapped[float]
    band: Mapped[int]
    skilled: Mapped[int]
    at_random: Mapped[bool] = mapped_column(default=False)
    propensity: Mapped[float] = mapped_column(default=1.0)
    answer: Mapped[Answer] = mapped_column(Words(Answer), default=Answer.ASKED)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    call: Mapped[Call] = relationship()
    opening: Mapped[Opening] = relationship()
    volunteer: Mapped[Volunteer] = relationship()


class Learnt(Base):
    """The table of chances of a city that has asked many, as a worker added it up.

    ``counts`` has for each cell ("band.skilled") how many were asked and said yes.
    """

    __tablename__ = "learnt"

    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), primary_key=True)
    counts: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class Standing(StrEnum):
    """How a placement stands."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    ATTENDED = "attended"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not needed"


HOLDS_PLACES = (Standing.CONFIRMED, Standing.ATTENDED, Standing.ABSENT)


class Placement(Base):
    """A place someone has, or waits for. ``party`` is how many people come with one yes.

    ``arrived_at`` is when they said that they are there; ``lack_told_at`` when those who run it
    were told that they lack what the role asks for, as long as they do.
    """

    __tablename__ = "placement"
    __table_args__ = (
        sa.UniqueConstraint("opening_id", "volunteer_id"),
        sa.Index(None, "city_id", "volunteer_id", "standing"),
        sa.Index(None, "city_id", "opening_id", "standing"),
        sa.Index(
            "ix_placement_lack_told",
            "city_id",
            postgresql_where=sa.text("lack_told_at IS NOT NULL"),
            sqlite_where=sa.text("lack_told_at IS NOT NULL"),
        ),
        sa.CheckConstraint("party BETWEEN 1 AND 20", name="sensible_party"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    opening_id: Mapped[int] = mapped_column(sa.ForeignKey("opening.id"))
    volunteer_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteer.id"))
    party: Mapped[int] = mapped_column(default=1)
    standing: Mapped[Standing] = mapped_column(Words(Standing))
    since: Mapped[datetime]
    marked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    arrived_at: Mapped[datetime | None]
    lack_told_at: Mapped[datetime | None]
    opening: Mapped[Opening] = relationship()
    volunteer: Mapped[Volunteer] = relationship()
