"""Many rows in one statement, however many: they go to the database as lists."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core import lists
from volunteer.core.db import Base, connection

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
    giving: Sequence[str] = ("id",),
    unless_there: bool = True,
    **same: Any,
) -> Sequence[sa.Row[Any]]:
    """Insert rows in the order given, unless a unique constraint says that they are there.

    ``same`` are the values that all of them have; a document is given as its text. Return
    ``giving`` of those inserted. Where none can be there, not ``unless_there`` is faster.
    """
    if not rows:
        return []
    into = sa.inspect(table).local_table
    assert isinstance(into, sa.Table)
    kind = lists.dialect_of(session)
    new = lists.rows(kind, "new", **{name: into.c[name].type for name in columns})
    alike = [sa.literal(value, into.c[name].type) for name, value in same.items()]
    insert = sqlite.insert if kind == "sqlite" else postgresql.insert
    statement = insert(into).from_select(
        [*columns, *same], sa.select(*new.c, *alike).where(sa.true())
    )
    if unless_there:
        statement = statement.on_conflict_do_nothing()
    returning = statement.returning(*(into.c[name] for name in giving))
    given = lists.given_rows(kind, "new", columns, rows)
    return connection(session).execute(returning, given).all()
