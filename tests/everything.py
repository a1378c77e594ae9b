"""One row in every table, whatever tables there are."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invite, place
from tests.builders import a_measure, a_volunteer, an_opening
from volunteer.cities.model import City
from volunteer.core.db import Base, UtcDateTime, Words
from volunteer.hours import service as hours
from volunteer.hours.model import ClaimedBy
from volunteer.messages import effects, inbox, outbox
from volunteer.messages.effects import Changed
from volunteer.messages.model import Lane, Text
from volunteer.visits import service as visits

PLAIN: dict[type, Any] = {
    bool: False,
    int: 1,
    float: 1.0,
    str: "x",
    datetime: datetime(2030, 5, 4, tzinfo=UTC),
    date: date(2030, 5, 4),
    dict: {},
    object: {},  # any JSON
}


def fill(session: Session, city: City, now: datetime) -> None:
    """Put something into every table: what the builders make, and a plain row in the rest."""
    opening = an_opening(session, city, starts=now, required=("driving",), measure=True)
    ada = a_volunteer(session, city, "Ada", skills=("driving",))
    a_measure(session, opening.role.project.initiative)
    placed = place(session, opening, ada, now=now)
    invite(session, opening, ada, now=now)
    outbox.put(
        session, city=city, contact=ada.contact, kind="call", body="?", lane=Lane.CALL, now=now
    )
    hours.claim(
        session,
        city_id=city.id,
        session_id=opening.session_id,
        volunteer_id=ada.id,
        minutes=90,
        by=ClaimedBy.TEXT,
        rules=city.rules,
        now=now,
    )
    session.commit()
    visits.begin(city.id, volunteer_id=ada.id, now=now)
    inbox.receive(city.id, sid="SM1", phone=ada.contact.phone, body="yes", now=now)
    text, before = session.scalars(sa.select(Text)).one(), {"standing": None, "party": None}
    effects.record(session, text, Changed.PLACE, placed.id, now=now, answer=None, **before)
    session.commit()
    for table in Base.metadata.sorted_tables:
        if not count(session, table):
            session.execute(sa.insert(table).values(_plain_row(session, table)))
    session.commit()


def count(session: Session, table: sa.Table) -> int:
    """Return how many rows a table has."""
    return session.scalars(sa.select(sa.func.count()).select_from(table)).one()


def _plain_row(session: Session, table: sa.Table) -> dict[str, Any]:
    """Return a row of a table that asks for nothing but its kinds of values."""
    needed = [
        column
        for column in table.columns
        if not column.nullable and column.default is None and not _numbers_itself(column)
    ]
    return {column.name: _plain_value(session, column) for column in needed}


def _numbers_itself(column: sa.Column[Any]) -> bool:
    return column is column.table.autoincrement_column


def _plain_value(session: Session, column: sa.Column[Any]) -> Any:
    for key in column.foreign_keys:
        return session.scalar(sa.select(key.column).limit(1))
    if isinstance(column.type, Words):
        return next(iter(column.type.kind))
    kind = column.type.impl_instance if isinstance(column.type, UtcDateTime) else column.type
    return PLAIN[kind.python_type]
