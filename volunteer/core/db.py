"""The database: one session a request, one transaction a use-case."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from enum import Enum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import psycopg
import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from volunteer.core.driver import ask
from volunteer.core.turns import Turns


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, on SQLite too, which keeps no zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse moments that do not say their zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Say the zone again: SQLite forgets it, PostgreSQL answers in the server's."""
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


class Words(TypeDecorator[Enum]):
    """An enumeration kept as its word; a new word then needs no change of type."""

    impl = sa.String(24)
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Enum | None, _dialect: Dialect) -> Any:
        """Keep the word."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, _dialect: Dialect) -> Enum | None:
        """Give the member of the enumeration back."""
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: sa.JSON, list[str]: sa.JSON}  # noqa: RUF012 - read by SQLAlchemy


# Flask-SQLAlchemy refuses a base with a ``type_annotation_map`` (its issue 1361), so it is
# given the tables alone, and models subclass ``Base``.
db = SQLAlchemy(metadata=Base.metadata)


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit everything done inside, or none of it.

    A use-case opens one; what takes a ``session`` joins its caller's. Opening one
    inside another is a mistake, as the inner would commit half of the outer.
    """
    session: Session = db.session()
    if session.info.get("in_use_case"):
        raise RuntimeError("a use-case called another: pass the session on instead")
    session.rollback()  # end any reading done so far
    with _turn(session):
        session.info["in_use_case"] = session.connection(execution_options={"begin": "immediate"})
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.info["in_use_case"]


def _turn(session: Session) -> AbstractContextManager[None]:
    """Let threads and processes write to a SQLite file in turn; PostgreSQL has many writers."""
    return writing() if session.get_bind().dialect.name == "sqlite" else nullcontext()


writing = Turns().taken


def connection(session: Session) -> Connection:
    """Return the connection of a session, with all that is pending written.

    For statements about plain values, which every text asks: without the session, which makes
    objects of rows, they take half as long. What they change is told with ``read_anew``. A use-case
    has one connection from its beginning to its end.
    """
    session.flush()
    return session.info.get("in_use_case") or session.connection()


def read_anew(session: Session, kind: type[Base], row_id: int | None, *columns: str) -> None:
    """Let columns of a row, if it is loaded, be read again: a statement changed them beside it."""
    if row_id is None:
        return
    loaded = session.identity_map.get(session.identity_key(kind, row_id))
    if loaded is not None:
        session.expire(loaded, columns)


@contextmanager
def reading() -> Iterator[Session]:
    """Read what takes long, before a transaction: nobody waits, and it may be old by then."""
    session: Session = db.session()
    if session.info.get("in_use_case"):
        raise RuntimeError("a transaction is open: whoever waits for it would wait for this too")
    session.rollback()
    try:
        yield session
    finally:
        session.rollback()


P = ParamSpec("P")
R = TypeVar("R")
TRIES = 3
DEADLOCK = "40P01"  # PostgreSQL's SQLSTATE


def again_after_deadlock(use_case: Callable[P, R]) -> Callable[P, R]:
    """Let a use-case begin anew when PostgreSQL chose it to end a deadlock."""

    @wraps(use_case)
    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        for left in reversed(range(TRIES)):
            try:
                return use_case(*args, **kwargs)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) != DEADLOCK or not left:
                    raise
        raise AssertionError("unreachable")

    return tried


# What SQLite says when it is the file's trouble and not the statement's.
FILE_TROUBLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}


def is_down(error: BaseException) -> bool:
    """Tell whether the database cannot be had now, as against: said no to a statement."""
    if isinstance(error, NoConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in FILE_TROUBLE  # the rest of an extended code says it more finely
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


@event.listens_for(Engine, "connect")
def _settle_sqlite(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # we say BEGIN ourselves, below
        connection.execute("pragma busy_timeout = 10000")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")


@event.listens_for(Engine, "connect")
def _settle_postgresql(connection: object, _record: object) -> None:
    """Have PostgreSQL compile no statement: it takes longer than any of ours takes."""
    if isinstance(connection, psycopg.Connection):
        connection.execute("SET jit = off")
        connection.commit()


BEGIN = {"deferred": "begin deferred", "immediate": "begin immediate"}


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Let a use-case take SQLite's write lock first, so it never has to upgrade."""
    if connection.dialect.name == "sqlite":
        kind = connection.get_execution_options().get("begin", "deferred")
        ask(connection, BEGIN[kind], ())
