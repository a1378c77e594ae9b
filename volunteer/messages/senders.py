"""The cities' numbers: whether they may send, and how fast."""

from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.db import transaction
from volunteer.core.upsert import insert_new
from volunteer.messages.model import Lane, Message, Sender
from volunteer.messages.status import Status

log = structlog.get_logger()


def ensure(session: Session, city_id: int, *, now: datetime) -> None:
    """See to it that a city's number can be claimed by a worker."""
    if session.get(Sender, city_id) is None:
        insert_new(session, Sender, city_id=city_id, free_at=now)


def pause(city_id: int, *, now: datetime, by: audit.By = audit.By.OPERATOR) -> None:
    """Send nothing more for a city, from the next claim on; twice is once."""
    with transaction() as session:
        ensure(session, city_id, now=now)
        sender = session.get_one(Sender, city_id, with_for_update=True)
        if sender.paused_at is None:
            sender.paused_at = now
            audit.record(session, city_id, audit.Deed.CITY_PAUSED, by=by, now=now)


def unpause(city_id: int, *, now: datetime, by: audit.By) -> None:
    """End a pause. What halted the number is for whoever runs the service to mend."""
    with transaction() as session:
        sender = session.get(Sender, city_id, with_for_update=True)
        if sender is not None and sender.paused_at is not None:
            sender.paused_at = None
            audit.record(session, city_id, audit.Deed.CITY_RESUMED, by=by, now=now)


def resume(city_id: int, *, now: datetime) -> None:
    """Send again, after a pause or after what halted the number was mended."""
    with transaction() as session:
        ensure(session, city_id, now=now)
        sender = session.get_one(Sender, city_id, with_for_update=True)
        sender.paused_at = sender.halted_at = sender.halted_because = None
        by = audit.By.OPERATOR
        audit.record(session, city_id, audit.Deed.CITY_RESUMED, by=by, now=now)


def halt(session: Session, city_id: int, code: int, *, now: datetime) -> None:
    """Send nothing more for a city, of whatever kind, until an operator has mended the cause.

    ``code`` is the carrier's.
    """
    sender = session.get(Sender, city_id, with_for_update=True)
    if sender is None:
        return
    is_news = sender.halted_at is None
    sender.halted_at, sender.halted_because = now, f"carrier error {code}"
    city = session.get_one(City, city_id)
    log.error("sender.halted", city=city.slug, code=code)
    if is_news:
        halted, by = audit.Deed.NUMBER_HALTED, audit.By.SYSTEM
        audit.record(session, city_id, halted, by=by, now=now, code=code)


def of(session: Session, city_id: int) -> Sender | None:
    """Return a city's number; None when it has sent nothing yet."""
    return session.get(Sender, city_id)


def waiting(session: Session, city_id: int, *, now: datetime) -> dict[Lane, int]:
    """Return how many texts of each kind wait to be sent and are of use still."""
    rows = session.execute(
        sa.select(Message.lane, sa.func.count())
        .where(
            Message.city_id == city_id,
            Message.status == Status.QUEUED,
            Message.expires_at > now,
        )
        .group_by(Message.lane)
    )
    return {lane: count for lane, count in rows}  # noqa: C416 - typed rows


def differing(session: Session) -> list[str]:
    """Return the short names of the cities (of all) whose lists differ from the carrier's."""
    which = (
        sa.select(City.slug)
        .join(Sender, Sender.city_id == City.id)
        .where(sa.or_(Sender.carriers_only > 0, Sender.ours_only > 0))
        .order_by(City.slug)
        .limit(1000)
    )
    return list(session.scalars(which))


def halted(session: Session) -> list[str]:
    """Return the short names of the cities (of all of them) that the carrier halted."""
    which = (
        sa.select(City.slug)
        .join(Sender, Sender.city_id == City.id)
        .where(Sender.halted_at.is_not(None))
        .order_by(City.slug)
        .limit(1000)
    )
    return list(session.scalars(which))
