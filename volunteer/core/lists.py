"""Lists as one argument of a statement, however long: SQLite reads JSON, PostgreSQL arrays.

So a statement is the same for three values and for a hundred thousand, and is compiled once.
Both go as text, which is written faster than a list is handed over value by value.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine


def among(dialect: str, column: sa.ColumnElement[int], name: str) -> sa.ColumnElement[bool]:
    """Say that a column is one of a list of whole numbers, given as the argument ``name``."""
    if dialect == "postgresql":
        return column == sa.any_(_array(name, sa.BigInteger()))
    each = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("value")
    return column.in_(sa.select(each.c.value))


def pairs(dialect: str, name: str) -> sa.FromClause:
    """Return a table of pairs of whole numbers, ``key`` and ``value``: see ``given``.

    In SQLite an object is read five times as fast as a list of lists.
    """
    number = sa.BigInteger()
    if dialect == "postgresql":
        lists = [_array(f"{name}_{column}", number) for column in ("key", "value")]
        columns = (sa.column("key", number), sa.column("value", number))
        return sa.func.unnest(*lists).table_valued(*columns, name=name).render_derived()
    each = sa.func.json_each(sa.bindparam(name, type_=sa.Text)).table_valued("key", "value")
    key, value = sa.cast(each.c.key, number), sa.type_coerce(each.c.value, number)
    return sa.select(key.label("key"), value.label("value")).subquery()


def given(kind: str, name: str, some: Mapping[int, int]) -> dict[str, str]:
    """Return the arguments that ``pairs`` of the same name takes."""
    if kind == "postgresql":
        keys, values = numbers(kind, some.keys()), numbers(kind, some.values())
        return {f"{name}_key": keys, f"{name}_value": values}
    return {name: json.dumps(some)}


def numbers(kind: str, values: Collection[int]) -> str:
    """Return the argument that ``among`` takes."""
    return f"{{{','.join(map(repr, values))}}}" if kind == "postgresql" else json.dumps(values)


def dialect_of(session: Session) -> str:
    """Return on which kind of database a session works."""
    return session.get_bind().dialect.name


def _array(name: str, kind: TypeEngine[Any]) -> sa.Cast[Any]:
    return sa.cast(sa.bindparam(name, type_=sa.Text), postgresql.ARRAY(kind))
