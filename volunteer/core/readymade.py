"""Statements whose text is made once, for those asked again and again with other values.

SQLAlchemy looks a statement's text up by all of its parts each time, and goes through the types
of its values and columns. This hands over the text and the values, nothing more. Rows come as
the database's driver gives them: SQLite's truths as 0 and 1, its moments as words. A list is no
value here (``in_``): see ``lists.among``, or name each with ``or_``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect


class _Made(NamedTuple):
    """A text for one kind of database; ``order`` is that of its values, if they have no names."""

    text: str
    constants: dict[str, Any]
    writers: dict[str, Callable[[Any], Any]]
    order: Sequence[str] | None

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
        """Return all values as the driver takes them; one that is missing is an error."""
        values = {**self.constants, **given}
        for name, write in self.writers.items():
            values[name] = write(values[name])
        return values if self.order is None else tuple([values[name] for name in self.order])


class Readymade:
    """A statement, with its text for each kind of database that it was asked of."""

    def __init__(self, select: sa.Select[*tuple[Any, ...]]) -> None:
        self._select = select
        self._made: dict[str, _Made] = {}

    def rows(self, connection: Connection, given: Mapping[str, Any]) -> Sequence[sa.Row[Any]]:
        """Ask it with these values and return all rows."""
        kind = connection.dialect.name
        if kind not in self._made:
            self._made[kind] = _made(self._select, connection.dialect)
        made = self._made[kind]
        return connection.exec_driver_sql(made.text, made.values(given)).all()


def _made(select: sa.Select[*tuple[Any, ...]], dialect: Dialect) -> _Made:
    compiled: Any = select.compile(dialect=dialect)
    constants, writers = {}, {}
    for name, bind in compiled.binds.items():
        write = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if not bind.required:
            constants[name] = write(bind.value) if write else bind.value
        elif write:
            writers[name] = write
    return _Made(compiled.string, constants, writers, compiled.positiontup)
