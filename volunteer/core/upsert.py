"""Insert a row unless a unique constraint says that it is already there."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core.db import Base, connection
from volunteer.core.readymade import Readymade


def insert_new(session: Session, table: type[Base], **values: Any) -> Any | None:
    """Insert one row; return its primary key, or None when a unique constraint objects.

    One statement, so of many who try at once exactly one gets a key.
    """
    return _insert(connection(session).dialect.name, table).scalar(session, values)


@cache
def _insert(dialect: str, table: type[Base]) -> Readymade[Any]:
    """Return the statement, made once: its values are given to it each time."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    key = sa.inspect(table).primary_key[0]
    return Readymade(insert(table).on_conflict_do_nothing().returning(key))
