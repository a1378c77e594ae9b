"""One row of a city, by its id: never by the id alone."""

from functools import cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from volunteer.core.db import Base
from volunteer.core.loading import Loading

T = TypeVar("T", bound=Base)


def find(
    session: Session, kind: type[T], city_id: int, row_id: int, *, lock: bool = False
) -> T | None:
    """Return a city's row, locked and read anew if told so; None when the city has no such row."""
    which: Loading[T] = _of_city(kind, lock=lock)
    return which.scalar(session, {"city_id": city_id, "row_id": row_id})


def at_hand(session: Session, kind: type[T], city_id: int, row_id: int) -> T:
    """Return a city's row that is known to be there, without asking if it is loaded already."""
    loaded: Any = session.identity_map.get(session.identity_key(kind, row_id))
    if loaded is not None and loaded.city_id == city_id:
        return cast("T", loaded)
    return fetch(session, kind, city_id, row_id)


def fetch(session: Session, kind: type[T], city_id: int, row_id: int, *, lock: bool = False) -> T:
    """Return a city's row that is known to be there."""
    found = find(session, kind, city_id, row_id, lock=lock)
    if found is None:
        raise NoResultFound(f"no such {kind.__name__}")
    return found


@cache
def _of_city(kind: type[T], *, lock: bool) -> Loading[T]:
    """Return the statement, made once a table: to make one takes longer than to run it."""
    columns: Any = kind  # each table of a city has these two
    which = sa.select(kind).where(
        columns.city_id == sa.bindparam("city_id"), columns.id == sa.bindparam("row_id")
    )
    return Loading(which.with_for_update(), anew=True) if lock else Loading(which)
