"""Change columns of one row that is loaded, at once: a sixth of what a flush takes."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from volunteer.core.db import Base, connection


def change(session: Session, row: Base, **values: Any) -> None:
    """Write columns of a city's row, and let the row know; whoever calls holds it.

    A row that is gone meanwhile is an error, as it is when the session writes it.
    """
    city_row: Any = row  # each table of a city has these two
    where = {"its_city": city_row.city_id, "its_id": city_row.id}
    if connection(session).execute(_of_city(type(row)), {**where, **values}).rowcount != 1:
        raise StaleDataError(f"no such {type(row).__name__} any more")
    for name, value in values.items():
        set_committed_value(row, name, value)


@cache
def _of_city(kind: type[Base]) -> sa.Update:
    """Return the statement, made once a table: which columns it sets, its values say."""
    columns: Any = kind
    return sa.update(kind).where(
        columns.city_id == sa.bindparam("its_city"), columns.id == sa.bindparam("its_id")
    )
