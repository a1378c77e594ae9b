"""Short ways to the audit log, and to what somebody does who owns the database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import AuditHead, AuditRow, By, Deed
from volunteer.core.audit.chain import hash_of
from volunteer.core.db import transaction

WHEN = datetime(2030, 5, 4, 11, tzinfo=UTC)
CORA = By.member(7)


def write(city: City, deed: Deed = Deed.CALL_STARTED, *, by: By = CORA, **ids: Any) -> None:
    """Write one row down."""
    with transaction() as session:
        audit.record(session, city.id, deed, by=by, about=("call", 3), now=WHEN, **ids)


def write_many(city: City, how_many: int) -> None:
    """Write some rows down, a second after the other."""
    city_id = city.id
    with transaction() as session:
        for number in range(how_many):
            audit.record(
                session,
                city_id,
                Deed.CALL_STARTED,
                by=CORA,
                about=("call", number),
                now=WHEN + timedelta(seconds=number),
            )


def rows(session: Session, city: City) -> list[AuditRow]:
    """Return a city's log, the oldest row first."""
    of_city = sa.select(AuditRow).where(AuditRow.city_id == city.id)
    return list(session.scalars(of_city.order_by(AuditRow.number)))


def told(session: Session, city: City) -> list[tuple[str, str]]:
    """Return who did what in a city: "member 7", "call started"."""
    session.rollback()
    return [(_who(row), row.deed) for row in rows(session, city)]


def head(session: Session, city: City) -> str:
    """Return where a city's chain ends, as the command prints it."""
    found = session.get_one(AuditHead, city.id, populate_existing=True)
    return f"{found.number}:{found.hash}"


def tamper(session: Session, *statements: str) -> None:
    """Do what no trigger stops any more, as somebody can who owns the database."""
    drop_triggers(session)
    for statement in statements:
        session.connection().exec_driver_sql(statement)
    session.commit()


def drop_triggers(session: Session) -> None:
    """Take away what refuses to change rows, and to number two the same."""
    if session.get_bind().dialect.name == "sqlite":
        for name in ("update", "delete", "replace"):
            session.execute(sa.text(f"DROP TRIGGER IF EXISTS audit_no_{name}"))
    else:
        session.execute(sa.text("ALTER TABLE audit DISABLE TRIGGER USER"))
    session.commit()


def write_anew(session: Session, city: City) -> None:
    """Give every row the hash that it should have had, and the head the last one's."""
    previous = "0" * 64
    for row in rows(session, city):
        row.previous = previous
        row.hash = previous = hash_of(row)
    session.get_one(AuditHead, city.id).hash = previous
    session.commit()


def _who(row: AuditRow) -> str:
    return row.by_kind if row.by_id is None else f"{row.by_kind} {row.by_id}"
