"""What time it is: the real time, or in demo mode the demo city's."""

from datetime import UTC, datetime, timedelta
from math import ceil

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from volunteer.core.db import Base, db, transaction


class DemoClock(Base):
    """How far the demo city is ahead of the real time. One row, with id 1."""

    __tablename__ = "demo_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    ahead_seconds: Mapped[int]


def now() -> datetime:
    """Return the moment it is, aware, in UTC; in demo mode moved by the demo clock."""
    real = datetime.now(UTC)
    if not current_app.config["DEMO"]:
        return real
    ahead = db.session.scalar(sa.select(DemoClock.ahead_seconds)) or 0
    return real + timedelta(seconds=ahead)


def move_to(moment: datetime) -> None:
    """Set the demo clock; it only goes forward, as the past cannot be unsent."""
    ahead = ceil((moment - datetime.now(UTC)).total_seconds())  # at that moment, not just before
    with transaction() as session:
        row = session.get(DemoClock, 1, with_for_update=True)
        if row is None:
            session.add(DemoClock(id=1, ahead_seconds=max(0, ahead)))
        else:
            row.ahead_seconds = max(row.ahead_seconds, ahead)
