"""Rows as objects of a session, by statements made once: a fifth of what the session takes.

They are as if the session itself had loaded them: what is loaded already is the same object,
what was changed is written, what belongs to them is loaded when it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from volunteer.core.db import Base
from volunteer.core.readymade import Readymade

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Loading(Generic[*Ts]):
    """A SELECT of objects (and plain values beside them).

    ``anew``: what is loaded already is read again, as whoever locks rows must.
    """

    def __init__(self, select: sa.Select[*Ts], *, anew: bool = False) -> None:
        self.statement, self._anew = select, anew
        self._rows: Readymade[*tuple[Any, ...]] = Readymade(select)

    def all(self, session: Session, given: Mapping[str, Any]) -> list[tuple[*Ts]]:
        """Ask it with these values and return all rows."""
        found: Any = self._rows.all(session, given)
        return [tuple([part(session, row) for part in self._parts]) for row in found]

    def first(self, session: Session, given: Mapping[str, Any]) -> tuple[*Ts] | None:
        """Return the first row, None if there is none."""
        found = self.all(session, given)
        return found[0] if found else None

    def scalar(self: "Loading[T]", session: Session, given: Mapping[str, Any]) -> T | None:
        """Return the one object that a row is, None if there is none."""
        found = self.all(session, given)
        return found[0][0] if found else None

    @cached_property
    def _parts(self) -> list[Callable[[Session, Sequence[Any]], Any]]:
        """Return what makes each thing selected of a row."""
        columns: list[Any] = list(self.statement.exported_columns)
        parts: list[Callable[[Session, Sequence[Any]], Any]] = []
        at = 0
        for selected in self.statement.column_descriptions:
            kind: Any = selected["expr"]
            width = len(sa.inspect(kind).column_attrs) if isinstance(kind, type) else 0
            names = [one.key for one in columns[at : at + width]]
            parts.append(_Object(kind, names, at, self._anew) if width else _value(at))
            at += width or 1
        return parts


def tie(row: Base, **others: Base | None) -> None:
    """Let an object know what belongs to it and was loaded beside it."""
    for name, other in others.items():
        set_committed_value(row, name, other)


def _value(at: int) -> Callable[[Session, Sequence[Any]], Any]:
    return lambda _session, row: row[at]


class _Object:
    """Makes the session's object of the part of a row that begins at ``at``."""

    def __init__(self, kind: type[Base], names: list[str], at: int, anew: bool) -> None:  # noqa: FBT001 - our own
        self._mapper = sa.inspect(kind)
        self._names, self._part, self._anew = names, slice(at, at + len(names)), anew
        self._key = [at + names.index(str(one.key)) for one in self._mapper.primary_key]

    def __call__(self, session: Session, row: Sequence[Any]) -> Any:
        """Return the object; None when an outer join found none."""
        key = tuple([row[at] for at in self._key])
        if None in key:
            return None
        values = dict(zip(self._names, row[self._part], strict=True))
        identity = self._mapper.identity_key_from_primary_key(key)
        loaded = session.identity_map.get(identity)
        if loaded is None:
            return self._new(session, identity, values)
        old = values if self._anew else sa.inspect(loaded).expired_attributes.intersection(values)
        for name in old:
            set_committed_value(loaded, name, values[name])
        related = self._mapper.relationships.keys() & vars(loaded).keys() if self._anew else ()
        if related:
            session.expire(loaded, related)
        return loaded

    def _new(self, session: Session, identity: Any, values: dict[str, Any]) -> Any:
        made = self._mapper.class_manager.new_instance()
        vars(made).update(values)
        state = sa.inspect(made)
        state.key, state.session_id = identity, session.hash_key
        session.identity_map.add(state)
        return made
