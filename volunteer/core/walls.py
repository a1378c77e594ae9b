"""One row of a city, by its id: never by the id alone."""

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.db import Base

T = TypeVar("T", bound=Base)


def find(
    session: Session, kind: type[T], city_id: int, row_id: int, *, lock: bool = False
) -> T | None:
    """Return a city's row, locked and read anew if told so; None when the city has no such row."""
    return session.scalar(_of_city(kind, city_id, row_id, lock=lock))


def fetch(session: Session, kind: type[T], city_id: int, row_id: int, *, lock: bool = False) -> T:
    """Return a city's row that is known to be there."""
    return session.scalars(_of_city(kind, city_id, row_id, lock=lock)).one()


def _of_city(kind: type[T], city_id: int, row_id: int, *, lock: bool) -> sa.Select[T]:
    columns: Any = kind  # each table of a city has these two
    which = sa.select(kind).where(columns.city_id == city_id, columns.id == row_id)
    return which.with_for_update().execution_options(populate_existing=True) if lock else which
