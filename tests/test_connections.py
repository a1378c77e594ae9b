"""A connection that PostgreSQL has ended is replaced before anything is asked of it."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import Pool

from volunteer.core import db as our
from volunteer.core.db import db, transaction

ME, END = sa.text("SELECT pg_backend_pid()"), sa.text("SELECT pg_terminate_backend(:pid, 5000)")


def test_it_is_replaced_before_the_next_use_case(app: Flask) -> None:
    ended = _end_one_that_waits(db.engine)

    with transaction() as session:
        mine = session.scalar(ME)

    assert mine != ended


def test_without_that_look_the_next_use_case_would_fail(app: Flask) -> None:
    sa.event.remove(Pool, "checkout", our._see_that_it_is_there)  # noqa: SLF001 - the guard is off
    try:
        _end_one_that_waits(db.engine)
        with pytest.raises(OperationalError), transaction() as session:
            session.scalar(ME)
    finally:
        sa.event.listen(Pool, "checkout", our._see_that_it_is_there)  # noqa: SLF001


def _end_one_that_waits(engine: Engine) -> int:
    """Let PostgreSQL end the one connection that waits in the pool, and return whose it was."""
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite's connections end with the file's process")
    db.session.remove()
    engine.dispose()
    with engine.connect() as connection:
        pid: int = connection.execute(ME).scalar_one()
    other = sa.create_engine(engine.url)
    with other.connect() as elsewhere:
        assert elsewhere.execute(END, {"pid": pid}).scalar_one()
    other.dispose()
    return pid
