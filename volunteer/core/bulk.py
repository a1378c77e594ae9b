"""Many rows in one statement, however many: they go to the database as lists."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from volunteer.core import lists
from volunteer.core.db import Base, connection
from volunteer.core.readymade import Readymade

AT_ONCE = 1000  # rows; SQLite takes 32,766 values

DOCUMENT = sa.bindparam("document", type_=sa.Text())


def listed_ids(session: Session) -> sa.Select[int]:
    """Select ids, one a row: ``document_of_ids``. For IN, which finds rows by an index."""
    if lists.dialect_of(session) == "sqlite":
        each = sa.func.json_each(DOCUMENT)
        return sa.select(sa.cast(each.table_valued("value").c.value, sa.Integer()))
    array = sa.func.translate(DOCUMENT, "[]", "{}")  # as PostgreSQL writes it
    return sa.select(sa.func.unnest(sa.cast(array, postgresql.ARRAY(sa.Integer()))))


def document_of_ids(ids: Iterable[int]) -> dict[str, str]:
    """Return the parameter that holds these ids."""
    return {"document": json.dumps(list(ids))}


def insert_all(
    session: Session,
    table: type[Base],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    giving: Sequence[str] = (),
    unless_there: bool = True,
    **same: Any,
) -> list[tuple[Any, ...]]:
    """Insert rows in the order given, unless a unique constraint says that they are there.

    ``same`` are the values that all of them have; a document is given as its text. Return
    ``giving`` of those inserted. Where none can be there, not ``unless_there`` is faster.
    """
    if not rows:
        return []
    to, kind = connection(session), lists.dialect_of(session)
    insert = _insert(kind, table, tuple(columns), tuple(same), tuple(giving), unless_there)
    if kind == "sqlite":
        return _insert_in_parts(to, insert, rows, same)
    return insert.rows(to, lists.given_rows(kind, "new", columns, rows) | same)


def _insert_in_parts(
    to: Connection,
    insert: Readymade[*tuple[Any, ...]],
    rows: Sequence[Sequence[Any]],
    same: dict[str, Any],
) -> list[tuple[Any, ...]]:
    """Hand SQLite the values as they are: to write and to read a document takes as long again."""
    row = f"({', '.join('?' * len(rows[0]))})"
    given: list[tuple[Any, ...]] = []
    for at in range(0, len(rows), AT_ONCE):
        part = rows[at : at + AT_ONCE]
        new = f"WITH new AS (VALUES {', '.join([row] * len(part))}) "
        given += insert.rows(to, same, after=(new, chain.from_iterable(part)))
    return given


@cache
def _insert(
    kind: str,
    table: type[Base],
    columns: tuple[str, ...],
    same: tuple[str, ...],
    giving: tuple[str, ...],
    unless_there: bool,  # noqa: FBT001 - one of the names it is kept by
) -> Readymade[*tuple[Any, ...]]:
    into = sa.inspect(table).local_table
    assert isinstance(into, sa.Table)
    new = _new(kind, {name: into.c[name].type for name in columns})
    alike = [sa.bindparam(name, type_=into.c[name].type) for name in same]
    insert = sqlite.insert if kind == "sqlite" else postgresql.insert
    statement = insert(into).from_select(
        [*columns, *same], sa.select(*new.c, *alike).where(sa.true())
    )
    if unless_there:
        statement = statement.on_conflict_do_nothing()
    return Readymade(statement.returning(*(into.c[name] for name in giving)))


def _new(kind: str, columns: dict[str, TypeEngine[Any]]) -> sa.FromClause:
    """Return the table of the rows; SQLite numbers the columns of one that is given by values."""
    if kind == "sqlite":
        return sa.table("new", *(sa.column(f"column{n}") for n in range(1, len(columns) + 1)))
    return lists.rows(kind, "new", **columns)
