"""Writing rows whether or not they are there already, the same on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from volunteer.core.db import Base

Insert = postgresql.Insert | sqlite.Insert


def insert(session: Session, model: type[Base]) -> Insert:
    """Return an INSERT that can say ON CONFLICT, of the database in use."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model)
    return sqlite.insert(model)


def put(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows, all with the same columns; one that is there already takes the new values."""
    if not rows:
        return
    statement = insert(session, model)
    keys = cast("sa.Table", model.__table__).primary_key.columns.keys()
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=keys, set_=changed), rows
    )
