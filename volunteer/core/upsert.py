"""Insert a row unless a unique constraint says that it is already there."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core.db import Base


def insert_new(session: Session, table: type[Base], **values: Any) -> Any | None:
    """Insert one row; return its primary key, or None when a unique constraint objects.

    One statement, so of many who try at once exactly one gets a key.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    key = sa.inspect(table).primary_key[0]
    return session.scalar(insert(table).values(**values).on_conflict_do_nothing().returning(key))
