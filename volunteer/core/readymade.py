"""Statements whose text is made once, for those asked again and again with other values.

SQLAlchemy looks a statement's text up by all of its parts each time, and goes through much else.
This hands the text and the values over (``driver``), nothing more. A list is no value here
(``in_``): see ``lists.among``, or name each with ``or_``. An INSERT, UPDATE or DELETE says what
it is ``returning``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows

from volunteer.core.db import connection
from volunteer.core.driver import ask

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Process = Callable[[Any], Any]


@dataclass(slots=True)
class _Made:
    """A text for one kind of database; ``order`` is that of its values, if they have no names.

    ``readers`` are known once it was answered, as some go by what the driver says of a column.
    """

    text: str
    constants: dict[str, Any]
    writers: dict[str, Process]
    order: Sequence[str] | None
    readers: list[tuple[int, Process]] | None = None

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
        """Return all values as the driver takes them; one that is missing is an error."""
        values = {**self.constants, **given}
        for name, write in self.writers.items():
            values[name] = write(values[name])
        return values if self.order is None else tuple([values[name] for name in self.order])

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """Return a row of the driver's as our types have it: words and moments again."""
        values = list(row)
        for at, read in self.readers or ():
            values[at] = read(values[at])
        return tuple(values)


class Readymade(Generic[*Ts]):
    """A statement, with its text for each kind of database that it was asked of."""

    def __init__(self, statement: TypedReturnsRows[*Ts]) -> None:
        self.statement = statement
        self._made: dict[tuple[str, ...], _Made] = {}

    def rows(
        self,
        to: Connection,
        given: Mapping[str, Any],
        *,
        after: tuple[str, Iterable[Any]] = ("", ()),
    ) -> list[tuple[Any, ...]]:
        """Ask it with these values and return all rows as the database's driver gives them.

        SQLite's truths come as 0 and 1, its moments as words. It can stand ``after`` words of
        SQLite's with values of their own.
        """
        made, (words, first) = self._for(to.dialect, given), after
        values = made.values(given)
        assert not words or made.order is not None, "its values have names"
        return ask(to, words + made.text, (*first, *values) if words else values)[0]

    def all(self, session: Session, given: Mapping[str, Any]) -> list[tuple[*Ts]]:
        """Ask it, with all that is pending written, and return all rows."""
        to = connection(session)
        made = self._for(to.dialect, given)
        rows, cursor = ask(to, made.text, made.values(given))
        found: Any = rows
        if made.readers is None:
            kinds = [column[1] for column in cursor.description or ()]
            made.readers = _readers(self.statement, to.dialect, kinds)
        return [made.read(row) for row in found] if made.readers else found

    def first(self, session: Session, given: Mapping[str, Any]) -> tuple[*Ts] | None:
        """Return the first row, None if there is none."""
        found = self.all(session, given)
        return found[0] if found else None

    def scalar(self: "Readymade[T]", session: Session, given: Mapping[str, Any]) -> T | None:
        """Return what the first row has in its one column, None if there is none."""
        found = self.all(session, given)
        return found[0][0] if found else None

    def scalar_one(self: "Readymade[T]", session: Session, given: Mapping[str, Any]) -> T:
        """Return what the one row that there must be has in its one column."""
        [(value,)] = self.all(session, given)
        return value

    def _for(self, dialect: Dialect, given: Mapping[str, Any]) -> _Made:
        """Return the text; the names of what is given say which columns a row is written with."""
        which = (dialect.name, *given)
        if which not in self._made:
            self._made[which] = _made(self.statement, dialect, list(given))
        return self._made[which]


def _made(statement: Any, dialect: Dialect, names: list[str]) -> _Made:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    constants, writers = {}, {}
    for name, bind in compiled.binds.items():
        write = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if not bind.required:
            value = _default(compiled, name) if bind.value is None else bind.value
            constants[name] = write(value) if write else value
        elif write:
            writers[name] = write
    return _Made(compiled.string, constants, writers, compiled.positiontup)


def _default(compiled: Any, name: str) -> Any:
    """Return what a column that is not given is written with."""
    defaults = {column.key: column.default for column in compiled.insert_prefetch}
    if name not in defaults:
        return None
    assert defaults[name].is_scalar, f"say what {name} is"
    return defaults[name].arg


def _readers(statement: Any, dialect: Dialect, kinds: list[Any]) -> list[tuple[int, Process]]:
    readers = []
    for at, (column, kind) in enumerate(zip(statement.exported_columns, kinds, strict=True)):
        read = column.type.dialect_impl(dialect).result_processor(dialect, kind)
        if read is not None:
            readers.append((at, read))
    return readers
