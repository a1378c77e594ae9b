"""Phones, what was sent to them, what came from them, and what they were last asked."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.messages.status import Status


class Lane(StrEnum):
    """Which queue a message waits in: answers overtake what nobody is waiting for."""

    REPLY = "reply"
    NOTICE = "notice"
    CALL = "call"


class Contact(Base):
    """A phone in a city. Several volunteers may share one.

    ``consented_at`` and ``stopped_at`` say what the consent ledger adds up to: a phone
    may be called while the first is set and the second is not. ``unreachable_at`` is when
    the carrier said that nothing will ever arrive there, and ``unreachable_because`` its code.
    """

    __tablename__ = "contact"
    __table_args__ = (sa.UniqueConstraint("city_id", "phone"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    phone: Mapped[str] = mapped_column(sa.String(16))
    language: Mapped[str] = mapped_column(sa.String(5), default="en")
    consented_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    carrier_blocked_at: Mapped[datetime | None]
    unreachable_at: Mapped[datetime | None]
    unreachable_because: Mapped[str | None] = mapped_column(sa.String(40))
    created_at: Mapped[datetime]

    @property
    def may_be_called(self) -> bool:
        """Whether this phone agreed to calls, and has not stopped since."""
        return self.consented_at is not None and self.stopped_at is None


class Source(StrEnum):
    """Where a consent or a stop came from."""

    WEB = "web"
    TEXT = "text"
    CARRIER = "carrier"
    STAFF = "staff"


class Consent(Base):
    """One entry of the consent ledger: rows are only ever added.

    ``wording`` is exactly what the person agreed to or wrote.
    """

    __tablename__ = "consent"
    __table_args__ = (sa.Index(None, "city_id", "contact_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"))
    given: Mapped[bool]
    purpose: Mapped[str] = mapped_column(sa.String(24), default="calls")
    source: Mapped[Source] = mapped_column(Words(Source))
    wording: Mapped[str] = mapped_column(sa.Text)
    text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("text.id"))
    at: Mapped[datetime]


class Asked(StrEnum):
    """What a question is about, so that a reply is read in its light."""

    CONFIRM = "confirm"
    NAME = "name"
    POSTCODE = "postcode"
    SKILLS = "skills"
    CALL = "call"
    OFFER = "offer"
    HOURS = "hours"
    CHOICE = "choice"


class QuestionState(StrEnum):
    """How far a question is. At most one is open per phone, and one beside it.

    ``beside`` was asked while another is open: a bare YES is to that one, and only its code
    answers this.
    """

    OPEN = "open"
    BESIDE = "beside"
    ANSWERED = "answered"
    EXPIRED = "expired"
    CLOSED = "closed"


UNSETTLED = (QuestionState.OPEN, QuestionState.BESIDE)  # it may still be answered


class Question(Base):
    """What a phone was asked, with the row it is about and until when it may answer.

    ``subject_id`` is the id of an invitation, a placement, a volunteer or the contact, as
    ``kind`` says; ``options`` are what the numbers of a choice would do. The window of
    ``window_minutes`` starts when the carrier accepted the message; nothing is
    taken after ``ends_by``.
    """

    __tablename__ = "question"
    __table_args__ = (
        sa.Index(
            "uq_question_open_contact",
            "contact_id",
            unique=True,
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        ),
        sa.Index(None, "city_id", "kind", "subject_id"),
        sa.Index(None, "city_id", "contact_id", "id"),
        sa.Index(None, "state", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"))
    kind: Mapped[Asked] = mapped_column(Words(Asked))
    subject_id: Mapped[int]
    options: Mapped[list[dict[str, Any]] | None] = mapped_column(sa.JSON)
    state: Mapped[QuestionState] = mapped_column(Words(QuestionState), default=QuestionState.OPEN)
    window_minutes: Mapped[int]
    ends_by: Mapped[datetime]
    expires_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_text_id: Mapped[int | None] = mapped_column(sa.ForeignKey("text.id"))
    contact: Mapped[Contact] = relationship()


# As the index of open questions says it: told by a parameter, SQLite would make its plan anew
# each time, and PostgreSQL no plan that uses the index.
IS_OPEN: sa.ColumnElement[bool] = Question.state == sa.literal_column(f"'{QuestionState.OPEN}'")


def _when(column: str) -> sa.Index:
    """Make an index of a moment that comes with time: of PostgreSQL's kind that costs no writing.

    It says which pages of a table have rows of a day. A text is written anew when it is claimed
    and when it is accepted, each time in all its other indexes.
    """
    return sa.Index(
        None,
        "city_id",
        column,
        sqlite_where=sa.column(column).is_not(None),
        postgresql_using="brin",
        postgresql_with={"autosummarize": "on"},
    )


def _where_known(name: str, column: str) -> sa.Index:
    """Say that a column that few rows or late ones have is unique."""
    known = sa.column(column).is_not(None)
    return sa.Index(name, column, unique=True, sqlite_where=known, postgresql_where=known)


class Message(Base):
    """A text to a phone, and how far it is.

    ``token`` is ours: it stands in the address of the carrier's callbacks, so a message
    is recognised even when the carrier's own id never reached us. ``again_of_id`` is the
    message whose phone was off, of which this is the second try.
    """

    __tablename__ = "message"
    __table_args__ = (
        sa.Index(
            "ix_message_queued",
            "city_id",
            "lane",
            "due_at",
            "id",
            postgresql_where=sa.text("status = 'queued'"),
            sqlite_where=sa.text("status = 'queued'"),
        ),
        sa.Index(
            "ix_message_held",
            "city_id",
            postgresql_where=sa.text("status = 'held'"),
            sqlite_where=sa.text("status = 'held'"),
        ),
        sa.Index(
            "ix_message_unsettled",
            "look_up_at",
            postgresql_where=sa.text("status IN ('sending', 'unknown')"),
            sqlite_where=sa.text("status IN ('sending', 'unknown')"),
        ),
        sa.Index(None, "city_id", "contact_id", "id"),
        sa.Index(None, "question_id"),
        _when("claimed_at"),
        _when("accepted_at"),
        _where_known("uq_message_sid", "sid"),
        _where_known("uq_message_again_of", "again_of_id"),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 1600", name="body_fits"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"))
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("question.id"))
    in_reply_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("text.id"))
    kind: Mapped[str] = mapped_column(sa.String(40))
    lane: Mapped[Lane] = mapped_column(Words(Lane))
    to: Mapped[str] = mapped_column(sa.String(16))
    body: Mapped[str] = mapped_column(sa.Text)
    segments: Mapped[int]
    status: Mapped[Status] = mapped_column(Words(Status), default=Status.QUEUED)
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    token: Mapped[str] = mapped_column(sa.String(32), unique=True)
    sid: Mapped[str | None] = mapped_column(sa.String(64))
    attempts: Mapped[int] = mapped_column(default=0)
    looked_up: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    look_up_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.String(40))
    again_of_id: Mapped[int | None]
    created_at: Mapped[datetime]
    contact: Mapped[Contact] = relationship()


class Sender(Base):
    """A city's number as the carrier sees it: how fast it may send, and whether at all.

    ``caught_up_at`` is until when the carrier's list of the texts to it was read;
    ``reconciled_at`` until when its list of the texts from it was compared with ours, and how
    many were then on one of the two lists only. ``counted_parts`` are at least as many as were
    claimed since ``counted_from``, a midnight: see ``spend``.
    """

    __tablename__ = "sender"

    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), primary_key=True)
    free_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    halted_at: Mapped[datetime | None]
    halted_because: Mapped[str | None] = mapped_column(sa.String(200))
    caught_up_at: Mapped[datetime | None]
    reconciled_at: Mapped[datetime | None]
    carriers_only: Mapped[int | None]
    ours_only: Mapped[int | None]
    counted_from: Mapped[datetime | None]
    counted_parts: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))


class Outcome(StrEnum):
    """What followed from a text. Every text has exactly one, once it was read.

    ``shown`` was understood and answered, and a person has something to do about it besides.
    """

    DONE = "done"
    STOPPED = "stopped"
    STARTED = "started"
    HELPED = "helped"
    ASKED_BACK = "asked back"
    NOTHING = "nothing"
    DESK = "desk"
    SHOWN = "shown"
    DANGER = "danger"


_HOLDS_PHONE = "desk_at IS NOT NULL AND seen_at IS NULL AND outcome <> 'shown'"


class Text(Base):
    """A text from a phone, kept as it came before anything is made of it.

    ``outcome`` is None until the conversation has read it. ``did`` says in a few words,
    for the desk, what was done and why; ``desk_at`` is set while a person must look, and
    ``assigned_to_id`` is the member who said that they will.
    """

    __tablename__ = "text"
    __table_args__ = (
        sa.Index(
            "ix_text_unread",
            "id",
            postgresql_where=sa.text("outcome IS NULL"),
            sqlite_where=sa.text("outcome IS NULL"),
        ),
        sa.Index(
            "ix_text_on_desk",
            "city_id",
            "desk_at",
            postgresql_where=sa.text("desk_at IS NOT NULL AND seen_at IS NULL"),
            sqlite_where=sa.text("desk_at IS NOT NULL AND seen_at IS NULL"),
        ),
        sa.Index(
            "ix_text_holds_phone",
            "city_id",
            "contact_id",
            postgresql_where=sa.text(_HOLDS_PHONE),
            sqlite_where=sa.text(_HOLDS_PHONE),
        ),
        sa.Index(None, "city_id", "contact_id", "id"),
        sa.Index(None, "city_id", "received_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contact.id"))
    sid: Mapped[str] = mapped_column(sa.String(64), unique=True)
    body: Mapped[str] = mapped_column(sa.Text)
    media: Mapped[int] = mapped_column(default=0)
    opt_out: Mapped[str | None] = mapped_column(sa.String(8))
    received_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Outcome | None] = mapped_column(Words(Outcome))
    outcome_at: Mapped[datetime | None]
    did: Mapped[str | None] = mapped_column(sa.String(200))
    desk_at: Mapped[datetime | None]
    organisation_id: Mapped[int | None]
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[int | None]
    assigned_to_id: Mapped[int | None]
    assigned_at: Mapped[datetime | None]
    contact: Mapped[Contact] = relationship()


# As its index says it, for the same reason as ``IS_OPEN``: a text that may be a stop that
# nobody heard, as nobody has looked at it yet.
HOLDS_PHONE: sa.ColumnElement[bool] = sa.and_(
    Text.desk_at.is_not(None),
    Text.seen_at.is_(None),
    Text.outcome != sa.literal_column(f"'{Outcome.SHOWN}'"),
)
