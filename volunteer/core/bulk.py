"""Many rows in one statement, however many: they go to the database as lists."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core import lists
from volunteer.core.db import Base

DOCUMENT = sa.bindparam("document", type_=sa.Text())


def listed_ids(session: Session) -> sa.Select[int]:
    """Select ids, one a row: ``document_of_ids``. For IN, which finds rows by an index."""
    if lists.dialect_of(session) == "sqlite":
        each = sa.func.json_each(DOCUMENT)
    else:
        each = sa.func.json_array_elements_text(sa.cast(DOCUMENT, sa.JSON()))
    return sa.select(sa.cast(each.table_valued("value").c.value, sa.Integer()))


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
    **same: Any,
) -> Sequence[sa.Row[Any]]:
    """Insert rows unless a unique constraint says that they are there, in the order given.

    ``same`` are the values that all of them have. Return ``giving`` of those inserted.
    """
    if not rows:
        return []
    into = sa.inspect(table).local_table
    assert isinstance(into, sa.Table)
    kind = lists.dialect_of(session)
    new = lists.rows(kind, "new", **{name: into.c[name].type for name in columns})
    alike = [sa.literal(value, into.c[name].type) for name, value in same.items()]
    insert = sqlite.insert if kind == "sqlite" else postgresql.insert
    statement = (
        insert(into)
        .from_select([*columns, *same], sa.select(*new.c, *alike).where(sa.true()))
        .on_conflict_do_nothing()
        .returning(*(into.c[name] for name in giving))
    )
    given = lists.given(kind, "new", **dict(zip(columns, zip(*rows, strict=True), strict=True)))
    return session.execute(statement, given).all()
