"""Insert a row unless a unique constraint says that it is already there."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core.db import Base, connection


def insert_new(session: Session, table: type[Base], **values: Any) -> Any | None:
    """Insert one row; return its primary key, or None when a unique constraint objects.

    One statement, so of many who try at once exactly one gets a key.
    """
    to = connection(session)
    return to.scalar(_insert(to.dialect.name, table), values)


@cache
def _insert(dialect: str, table: type[Base]) -> sa.Insert:
    """Return the statement, made once: its values are given to it each time."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    key = sa.inspect(table).primary_key[0]
    return insert(table).on_conflict_do_nothing().returning(key)
