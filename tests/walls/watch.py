"""Looks at each statement that the house emits, while the tests run.

Exempt as a class, as they follow from objects that were fetched with their city:

* what a flush writes to rows of such objects, by their primary key. An INSERT is looked at
  all the same: it must set the city;
* what SQLAlchemy loads for such an object by itself: a relationship, or columns anew.
"""

import re
import sys
from functools import cache
from pathlib import Path
from threading import Lock, local
from types import CodeType, FrameType
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import ORMExecuteState, Session

from tests.walls import reading, schema
from tests.walls.exceptions import EXCEPTIONS
from volunteer.core.db import Base

ROOT = Path(__file__).parent.parent.parent
HOUSE = f"{ROOT / 'volunteer'}/"
OTHERS = tuple(f"{ROOT / part}/" for part in ("tests", "migrations", "volunteer/demo"))
CORE = ("bulk", "db", "driver", "loading", "readymade", "upsert")  # on behalf of whoever calls them
ON_BEHALF = tuple(f"{HOUSE}core/{name}.py" for name in CORE)
LISTS = re.compile(r"\((?:\?|%\(\w+\)s(?:::\w+)?)(?:, (?:\?|%\(\w+\)s(?:::\w+)?))+\)")
INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\) VALUES ", re.IGNORECASE)
LOADED = "loaded_for_an_object"

used: set[str] = set()
_found: list[str] = []
_lock = Lock()
_here = local()


def begin() -> None:
    """Look from now on, at every engine there will be."""
    event.listen(Engine, "before_cursor_execute", _look)
    event.listen(Session, "do_orm_execute", _mark)
    event.listen(Session, "before_flush", _flush_begins)
    event.listen(Session, "after_flush", _flush_is_over)
    event.listen(Session, "after_soft_rollback", _flush_is_over)


def take() -> list[str]:
    """Return what was found since this was asked last."""
    with _lock:
        found = list(dict.fromkeys(_found))
        _found.clear()
    return found


def untied(statement: str, dialect: str) -> list[str]:
    """Return the tables in a statement that are not tied to a city."""
    return _untied(LISTS.sub("(?)", statement) if dialect == "sqlite" else statement, dialect)


def _look(
    connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    context: Any,
    _many: object,
) -> None:
    if not statement.upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
        return
    whose = _whose(sys._getframe(1))  # noqa: SLF001 - the stack has no other door
    if whose is None or _is_exempt(statement, context):
        return
    tables = untied(statement, connection.dialect.name)
    if tables:
        _report(whose, tables, statement)


def _report(whose: str, tables: list[str], statement: str) -> None:
    with _lock:
        if whose in EXCEPTIONS:
            used.add(whose)
        else:
            sql = " ".join(statement.split())
            _found.append(f"{whose} does not say which city of {', '.join(tables)}:\n  {sql}")


def _is_exempt(statement: str, context: Any) -> bool:
    if getattr(_here, "flushing", False):
        return not statement.startswith("INSERT")
    return bool(context is not None and context.execution_options.get(LOADED))


def _whose(frame: FrameType | None) -> str | None:
    """Return the function of the house that asked, or None when it was a test or the demo."""
    while frame is not None:
        code: CodeType = frame.f_code
        if code.co_filename.startswith(OTHERS):
            return None
        if code.co_filename.startswith(HOUSE) and code.co_filename not in ON_BEHALF:
            module = code.co_filename.removeprefix(HOUSE).removesuffix(".py").replace("/", ".")
            return f"{module}.{code.co_qualname}"
        frame = frame.f_back
    return None


@cache
def _untied(statement: str, dialect: str) -> list[str]:
    written = INSERT.match(statement)
    if written:  # no need to parse a thousand rows
        walled = written[1] in _schema().walled and "city_id" not in written[2].split(", ")
        return [written[1]] if walled else []
    return reading.untied(statement, dialect, _schema())


@cache
def _schema() -> schema.Schema:
    return schema.of(Base.metadata)


def _mark(asked: ORMExecuteState) -> None:
    if asked.is_relationship_load or asked.is_column_load:
        asked.update_execution_options(**{LOADED: True})


def _flush_begins(*_: object) -> None:
    _here.flushing = True


def _flush_is_over(*_: object) -> None:
    _here.flushing = False
