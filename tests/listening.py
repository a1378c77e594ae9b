"""Listening to what the database is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from volunteer.core.db import db


@contextmanager
def listening(event: str, note: Callable[..., object]) -> Iterator[None]:
    """Note each such event of SQLAlchemy's meanwhile."""

    def hear(*told: Any) -> None:
        note(*told)

    sa.event.listen(db.engine, event, hear)
    try:
        yield
    finally:
        sa.event.remove(db.engine, event, hear)


@contextmanager
def commits() -> Iterator[list[object]]:
    """Give a list that has each transaction which is committed meanwhile."""
    found: list[object] = []
    with listening("commit", found.append):
        yield found


@contextmanager
def statements() -> Iterator[list[str]]:
    """Give a list that has each statement which the database is asked meanwhile."""
    found: list[str] = []
    with listening("before_cursor_execute", lambda *told: found.append(told[2])):
        yield found
