"""What a text changed, so that a person can see it on the desk and take it back."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.core.db import Base, Words
from volunteer.core.readymade import Readymade
from volunteer.messages.model import Text


class Changed(StrEnum):
    """What sort of thing was changed; it says of what ``subject_id`` is the id."""

    PLACE = "place"  # a placement: taken, waited for, given back or declined
    HOURS = "hours"  # an entry of hours
    STOP = "stop"  # a contact's stop
    MEMBERSHIP = "membership"  # a volunteer who joined or left
    ARRIVAL = "arrival"  # a placement whose holder said that they are there


class Effect(Base):
    """One thing that a text changed, by the machine or by a member's tap on the desk.

    ``before`` is how it stood, as far as taking it back needs to know; ``by_id`` is the
    member, None for the machine.
    """

    __tablename__ = "effect"
    __table_args__ = (
        sa.Index(None, "city_id", "text_id"),
        sa.Index(None, "city_id", "changed", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    text_id: Mapped[int] = mapped_column(sa.ForeignKey("text.id"))
    changed: Mapped[Changed] = mapped_column(Words(Changed))
    subject_id: Mapped[int]
    before: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    by_id: Mapped[int | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None]


RECORD = Readymade(sa.insert(Effect).returning(Effect.id))


def record(
    session: Session,
    text: Text,
    changed: Changed,
    subject_id: int,
    *,
    now: datetime,
    by_id: int | None = None,
    **before: Any,
) -> int:
    """Write down that a text changed something, and how that stood before; return its id."""
    effect = {
        "city_id": text.city_id,
        "text_id": text.id,
        "changed": changed,
        "subject_id": subject_id,
        "before": before,
        "at": now,
        "by_id": by_id,
    }
    return RECORD.scalar_one(session, effect)


def of_texts(session: Session, city_id: int, text_ids: Collection[int]) -> list[Effect]:
    """Return what these texts of a city changed, undone or not, the oldest first."""
    return list(
        session.scalars(
            sa.select(Effect)
            .where(Effect.city_id == city_id, Effect.text_id.in_(text_ids))
            .order_by(Effect.id)
            .limit(1000)
        )
    )
