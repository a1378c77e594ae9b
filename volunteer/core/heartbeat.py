"""When a worker was last seen, so that /health can say whether one is at work."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.core.db import Base, transaction


class Heartbeat(Base):
    """One row a worker, by the name it gave itself; times are real, not the demo's."""

    __tablename__ = "heartbeat"

    worker: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    at: Mapped[datetime]


def beat(worker: str, *, now: datetime) -> None:
    """Say that a worker is alive."""
    with transaction() as session:
        row = session.get(Heartbeat, worker)
        if row is None:
            session.add(Heartbeat(worker=worker, at=now))
        else:
            row.at = now


def last(session: Session) -> datetime | None:
    """Return when any worker was last seen."""
    return session.scalar(sa.select(sa.func.max(Heartbeat.at)))
