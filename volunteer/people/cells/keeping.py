"""The cells are kept true: whatever changes somebody changes their rows in the same commit.

Whoever joins, moves, leaves, learns a skill, says how far they go or when they are free is
seen as the session writes it, and so is a phone that stops and a home that is found on the
map. Their rows are made anew last thing before the commit. Of two at once who change the same
person in different tables neither sees what the other writes; so on PostgreSQL the second
waits for the first here, where it wants nothing more but to end. SQLite lets one write.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, SessionTransaction

from volunteer.core import audit
from volunteer.core.db import Base
from volunteer.messages.model import Contact
from volunteer.people.cells import afresh
from volunteer.people.cells.model import home_cell, skill_cell
from volunteer.people.model import Volunteer
from volunteer.places.model import Place

MATTERS: dict[type[Base], frozenset[str]] = {
    Volunteer: frozenset(
        {"state", "contact", "contact_id", "home", "home_id", "travel", "reach_km", "free",
         "most_calls_a_month", "skills"}
    ),
    Contact: frozenset({"consented_at", "stopped_at", "unreachable_at"}),
    Place: frozenset({"latitude", "longitude", "approximate"}),
}  # fmt: skip
CHANGED = "cells_changed"
TURNS = 64  # locks at most that one transaction takes
THE_LOCK = 0x63656C6C  # any number, but always this one
BATCH = 500

Row = tuple[type[Base], int]


def refill(connection: Connection, city_id: int, ids: Collection[int]) -> None:
    """Make the rows of some of a city's people anew."""
    for table in (skill_cell, home_cell):
        theirs = (table.c.city_id == city_id, table.c.volunteer_id.in_(ids))
        connection.execute(sa.delete(table).where(*theirs))
    homes = afresh.homes(connection, city_id, ids)
    postings = list(afresh.postings(connection, city_id, homes))
    for table, rows in ((home_cell, homes), (skill_cell, postings)):
        if rows:
            connection.execute(sa.insert(table), rows)


def refill_in_turn(connection: Connection, city_id: int, ids: Collection[int]) -> None:
    """Do the same when nobody else changes these people, until the caller is done."""
    which = Volunteer.id.in_(ids)
    _wait_for_turn(connection, _ids(connection, city_id, which, Volunteer.contact_id))
    refill(connection, city_id, ids)


@event.listens_for(Session, "after_flush")
def _note(session: Session, _flush: object) -> None:
    """Remember who changed; what a savepoint takes back is made anew for nothing.

    Nobody lives yet at a place that is new, unless they are new or moved themselves.
    """
    changed: set[tuple[int, Row]] = session.info.setdefault(CHANGED, set())
    for one in _touched(session):
        changed.add((one.city_id, (type(one), one.id)))


def _touched(session: Session) -> Iterator[Any]:
    yield from (one for one in session.new if not isinstance(one, Place) and _matters(one))
    yield from (one for one in session.dirty if _matters(one))


def _matters(one: Any) -> bool:
    names = MATTERS.get(type(one), frozenset())
    return any(sa.inspect(one).attrs[name].history.has_changes() for name in names)


@event.listens_for(Session, "before_commit")
def _keep(session: Session) -> None:
    if not session.in_nested_transaction():
        session.flush()
        settle(session)


def settle(session: Session) -> None:
    """Make anew the rows of whoever changed so far; before a deed is written down, too."""
    changed: set[tuple[int, Row]] = session.info.pop(CHANGED, set())
    by_city = defaultdict(list)
    for city_id, row in changed:
        by_city[city_id].append(row)
    for city_id in sorted(by_city):
        _keep_city(session.connection(), city_id, by_city[city_id])


audit.BEFORE_LAST.append(settle)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    """Forget who changed when all is taken back; a savepoint leaves what was before it."""
    if ended.parent is None:
        session.info.pop(CHANGED, None)


def _keep_city(connection: Connection, city_id: int, rows: Iterable[Row]) -> None:
    phones = sorted(_phones(connection, city_id, rows))
    _wait_for_turn(connection, phones)
    for first in range(0, len(phones), BATCH):
        batch = phones[first : first + BATCH]
        refill(connection, city_id, _ids(connection, city_id, Volunteer.contact_id.in_(batch)))


def _wait_for_turn(connection: Connection, phones: Iterable[int]) -> None:
    if connection.dialect.name == "postgresql":
        for turn in sorted({phone % TURNS for phone in phones}):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(THE_LOCK, turn)))


def _phones(connection: Connection, city_id: int, rows: Iterable[Row]) -> set[int]:
    """Return the phones of everybody whom these rows are about."""
    ids: dict[type[Base], list[int]] = {kind: [] for kind in MATTERS}
    for kind, row_id in rows:
        ids[kind].append(row_id)
    phones = set(ids[Contact])
    for column, kind in ((Volunteer.id, Volunteer), (Volunteer.home_id, Place)):
        for first in range(0, len(ids[kind]), BATCH):
            some = column.in_(ids[kind][first : first + BATCH])
            phones |= set(_ids(connection, city_id, some, Volunteer.contact_id))
    return phones


def _ids(
    connection: Connection,
    city_id: int,
    which: sa.ColumnElement[bool],
    column: sa.orm.InstrumentedAttribute[int] = Volunteer.id,
) -> list[int]:
    found = sa.select(column).where(Volunteer.city_id == city_id, which).order_by(column)
    return list(connection.scalars(found))
