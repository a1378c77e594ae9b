"""Many rows in one statement: they go to the database as one document, which it unpacks.

A statement with a parameter for every value of every row takes longer to put together than
to carry out, and there is a most of parameters. This one is always the same.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core.db import Base

DOCUMENT = sa.bindparam("document", type_=sa.Text())
Columns = dict[str, sa.types.TypeEngine[Any]]


def listed(session: Session, columns: Columns) -> sa.Subquery:
    """Return a table of what the parameter ``document`` holds: ``document(rows)``."""
    lite = _is_lite(session)
    each = sa.func.json_each(DOCUMENT) if lite else _elements(DOCUMENT)
    value = each.table_valued("value").c.value
    parts = (_part(value, n, kind, lite=lite) for n, kind in enumerate(columns.values()))
    return sa.select(
        *(part.label(name) for name, part in zip(columns, parts, strict=True))
    ).subquery("listed")


def listed_ids(session: Session) -> sa.Select[int]:
    """Select ids, one a row: ``document_of_ids``. For IN, which finds rows by an index."""
    return sa.select(listed(session, {"id": sa.Integer()}).c.id)


def document(rows: Iterable[Sequence[Any]]) -> dict[str, str]:
    """Return the parameter that holds these rows; values are such as JSON knows."""
    return {"document": json.dumps(list(rows))}


def document_of_ids(ids: Iterable[int]) -> dict[str, str]:
    """Return the parameter that holds these ids."""
    return document((one,) for one in ids)


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
    given = listed(session, {name: into.c[name].type for name in columns})
    alike = [sa.literal(value, into.c[name].type) for name, value in same.items()]
    insert = sqlite.insert if _is_lite(session) else postgresql.insert
    statement = (
        insert(into)
        .from_select([*columns, *same], sa.select(*given.c, *alike).where(sa.true()))
        .on_conflict_do_nothing()
        .returning(*(into.c[name] for name in giving))
    )
    return session.execute(statement, document(rows)).all()


def _is_lite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _elements(given: sa.ColumnElement[str]) -> sa.Function[Any]:
    return sa.func.json_array_elements(sa.cast(given, sa.JSON()))


def _part(
    value: sa.ColumnElement[Any], number: int, kind: sa.types.TypeEngine[Any], *, lite: bool
) -> sa.ColumnElement[Any]:
    """Return one value of a row; JSON stays as it is, all else becomes what its column holds."""
    where: sa.ColumnElement[int] = sa.literal_column(str(number))
    if isinstance(kind, sa.JSON):
        return sa.type_coerce(value.op("->")(where), kind)
    plain = value.op("->>")(where)
    return sa.type_coerce(plain, kind) if lite else sa.cast(plain, kind)
