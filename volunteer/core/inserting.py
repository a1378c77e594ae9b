"""Many new rows, however many, in a few statements."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from volunteer.core import lists
from volunteer.core.ahead import one_ahead
from volunteer.core.db import Base, connection
from volunteer.core.readymade import Readymade

AT_ONCE = 2000  # rows of a statement
VALUES = 32_000  # of a statement; SQLite takes 32,766
Handed = tuple[tuple[str, Sequence[Any]], dict[str, Any]]  # what comes before, and values by name
R = TypeVar("R")


def insert_all(
    session: Session,
    table: type[Base],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    giving: Sequence[str] = (),
    unless_there: bool = True,
    **same: Any,
) -> list[tuple[Any, ...]]:
    """Insert rows in the order given, unless a unique constraint says that they are there.

    Where they are many, the next are made in another thread while the last are inserted, so what
    makes them asks no database. They have numbers and words, which drivers take as they are, and
    a document as its text; moments and enumerations are among the ``same`` that all rows have.
    Return ``giving`` of those inserted. Where none can be there, not ``unless_there`` is faster.
    """
    to, kind = connection(session), lists.dialect_of(session)
    insert = _insert(kind, table, tuple(columns), tuple(same), tuple(giving), unless_there)
    given: list[tuple[Any, ...]] = []
    at_once = min(AT_ONCE, VALUES // len(columns))
    for new, values in _in_parts(rows, at_once, partial(_handed, kind, columns)):
        given += insert.rows(to, values | same, after=new)
    return given


def _in_parts(
    rows: Iterable[R], at_once: int, made: Callable[[list[R]], Handed]
) -> Iterator[Handed]:
    """Yield what is made of so many rows at a time; few take no thread."""
    left = iter(rows)
    first = list(islice(left, at_once))
    if first:
        yield made(first)
    if len(first) == at_once:
        yield from one_ahead(map(made, iter(lambda: list(islice(left, at_once)), [])))


def _handed(kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Handed:
    """Return rows as a database takes them: PostgreSQL lists, and SQLite the values as they are.

    To write a document and to read it again takes SQLite as long as to insert them.
    """
    if kind == "postgresql":
        by_column = zip(columns, zip(*rows, strict=True), strict=True)
        return ("", ()), lists.given(kind, "new", **dict(by_column))
    row = f"({', '.join('?' * len(columns))})"
    names = ", ".join(f'"{name}"' for name in columns)
    values = f"WITH new({names}) AS (VALUES {', '.join([row] * len(rows))}) "
    return (values, [*chain.from_iterable(rows)]), {}


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
    """Return the table of the rows; SQLite's stands before the statement."""
    if kind == "sqlite":
        return sa.table("new", *map(sa.column, columns))
    return lists.rows(kind, "new", **columns)
