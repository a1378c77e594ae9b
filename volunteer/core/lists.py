"""Lists as one argument of a statement, however long: SQLite reads JSON, PostgreSQL arrays.

So a statement is the same for three values and for a hundred thousand, and is compiled once:
there is a most of parameters, and to put so many in takes longer than to carry it out. Both go
as text, which is written faster than a list is handed over value by value.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine


def among(dialect: str, column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[bool]:
    """Say that a column is one of a list of whole numbers, given as the argument ``name``.

    As a table also on PostgreSQL: of an array that comes as text it reads all for every row.
    """
    if dialect == "postgresql":
        ids = sa.func.unnest(_array(name, column.type)).column_valued()
        return column.in_(sa.select(ids))
    each = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")
    return column.in_(sa.select(each.c.value))


def rows(dialect: str, name: str, **columns: TypeEngine[Any]) -> sa.FromClause:
    """Return a table made of one list for each column; see ``given`` for its arguments.

    A document is given as its text: read as a part of another, it would be made anew.
    """
    if dialect == "postgresql":
        lists = [_array(f"{name}_{column}", kind) for column, kind in columns.items()]
        return sa.func.unnest(*lists).table_valued(*columns, name=name).render_derived()
    each = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")
    values = [
        _part(each.c.value, number, kind).label(column)
        for number, (column, kind) in enumerate(columns.items())
    ]
    return sa.select(*values).cte(name).prefix_with("MATERIALIZED")


def given(kind: str, name: str, **columns: Sequence[Any]) -> dict[str, Any]:
    """Return the arguments that ``rows`` of the same name takes."""
    if kind == "postgresql":
        return {f"{name}_{column}": _array_of(values) for column, values in columns.items()}
    return {name: json.dumps(list(zip(*columns.values(), strict=True)))}


def pairs(dialect: str, name: str) -> sa.FromClause:
    """Return a table of pairs of whole numbers, ``key`` and ``value``: see ``given_pairs``.

    In SQLite an object is read five times as fast as a list of lists.
    """
    number = sa.BigInteger()
    if dialect == "postgresql":
        return rows(dialect, name, key=number, value=number)
    each = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("key", "value")
    key, value = sa.cast(each.c.key, number), sa.type_coerce(each.c.value, number)
    return sa.select(key.label("key"), value.label("value")).subquery()


def given_pairs(kind: str, name: str, some: Mapping[int, int]) -> dict[str, str]:
    """Return the arguments that ``pairs`` of the same name takes."""
    if kind == "postgresql":
        keys, values = numbers(kind, some.keys()), numbers(kind, some.values())
        return {f"{name}_key": keys, f"{name}_value": values}
    return {name: json.dumps(some)}


def numbers(kind: str, values: Collection[float]) -> str:
    """Return the argument that ``among`` takes."""
    return f"{{{','.join(map(repr, values))}}}" if kind == "postgresql" else json.dumps(values)


def dialect_of(session: Session) -> str:
    """Return on which kind of database a session works."""
    return session.get_bind().dialect.name


def _array(name: str, kind: TypeEngine[Any]) -> sa.Cast[Any]:
    return sa.cast(sa.bindparam(name, type_=sa.Text), postgresql.ARRAY(kind))


def _array_of(values: Sequence[Any]) -> str:
    write = repr if {*map(type, values)} <= {int, float, bool} else _written
    return f"{{{','.join(map(write, values))}}}"


def _written(value: Any) -> str:
    """Return a value as it stands in an array of PostgreSQL's."""
    if isinstance(value, str):
        return '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'
    return "NULL" if value is None else repr(value)


def _part(
    value: sa.ColumnElement[Any], number: int, kind: TypeEngine[Any]
) -> sa.ColumnElement[Any]:
    return sa.type_coerce(value.op("->>")(sa.literal_column(str(number))), kind)
