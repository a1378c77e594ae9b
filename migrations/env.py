"""How migrations run: on SQLite and PostgreSQL alike, and one at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeDecorator

from volunteer.core.db import Base

THE_LOCK = 0x766F6C756E74  # any number, but always this one
LOCK_TIMEOUT = "10s"  # rather fail than make a busy city wait


def _render(kind: str, thing: object, _context: object) -> str | bool:
    """Write our own column types as what they are in the database."""
    ours = type(thing).__module__.startswith("volunteer.core.")
    if kind == "type" and ours and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def _run(connection: Connection) -> None:
    _take_turn(connection)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=_render,
        compare_server_default=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.rollback()  # what failed; what worked is committed
        _give_turn_back(connection)


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": THE_LOCK})
        wait = text("SELECT set_config('lock_timeout', :wait, false)")
        connection.execute(wait, {"wait": LOCK_TIMEOUT})
        connection.commit()
    else:  # tables are copied over, which foreign keys would mind; no transaction is open yet
        _tell_sqlite(connection, "pragma foreign_keys = off")


def _give_turn_back(connection: Connection) -> None:
    """Leave the connection as it was: it goes back to the pool, and may serve pages next."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("RESET lock_timeout"))
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": THE_LOCK})
        connection.commit()
    else:
        _tell_sqlite(connection, "pragma foreign_keys = on")


def _tell_sqlite(connection: Connection, words: str) -> None:
    connection.connection.driver_connection.execute(words)  # type: ignore[union-attr] # one is open


with current_app.extensions["migrate"].db.engine.connect() as connection:
    _run(connection)
