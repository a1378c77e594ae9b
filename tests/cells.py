"""What the cells hold, and whether that is so."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.people.cells import mending


def rows(session: Session, table: sa.Table, *names: str) -> list[tuple[Any, ...]]:
    """Return what a table of cells holds, in these columns."""
    session.rollback()
    columns = [table.c[name] for name in names or table.c.keys()]
    return [tuple(row) for row in session.execute(sa.select(*columns).order_by(*columns))]


def are_true(session: Session, city: City) -> bool:
    """Tell whether the cells are what they would be, made afresh."""
    session.rollback()
    return list(mending.untrue(session, city.id)) == []
