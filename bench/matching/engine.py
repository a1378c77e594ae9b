"""The product's two ways to look: its engine, and the whole shortlist."""

from datetime import datetime
from functools import cache
from math import sqrt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.matching.world import Query
from volunteer.calls import shortlist
from volunteer.cities.model import City
from volunteer.core.db import connection
from volunteer.core.readymade import Readymade
from volunteer.people.cells import finding
from volunteer.people.cells.finding import Search, Shape
from volunteer.people.cells.model import home_cell
from volunteer.projects.model import Opening

BEST, EVERYBODY = 50, 2**31 - 1
CLOSE_KM, MILLION = 1.5, 1_000_000  # the nearest fifty of a million are looked for there first


class Engine:
    """The statement that the product asks whom to ask with, nearest first."""

    def __init__(self, session: Session, city: City, skills: list[int]) -> None:
        self._session, self._city, self._rules, self._skills = session, city.id, city.rules, skills
        self._kind = session.get_bind().dialect.name
        people = session.scalars(sa.select(sa.func.count()).select_from(home_cell)).one()
        self._close_km = CLOSE_KM * sqrt(MILLION / people)

    def best(self, query: Query) -> list[int]:
        """Return the nearest fifty who fit; where that many live close, nobody else is read.

        How close goes by how many there are, as the first look holds about as many people then.
        """
        km = min(self._close_km, query.most_km)
        close = self._ids(query, km, BEST)
        enough = len(close) == BEST or km == query.most_km
        return close if enough else self._ids(query, query.most_km, BEST)

    def everybody(self, query: Query) -> list[int]:
        """Return all who fit, as the product looks for them."""
        return self._ids(query, query.most_km, EVERYBODY)

    def _ids(self, query: Query, km: float, limit: int) -> list[int]:
        required = tuple(self._skills[skill] for skill in query.skills)
        search = Search(self._city, self._rules, query.place, required, most_km=km)
        statement = _nearest(search.shape(self._kind))
        given = search.arguments(self._kind) | {"limit": limit}
        return [row[0] for row in statement.rows(connection(self._session), given)]


@cache
def _nearest(shape: Shape) -> Readymade[*tuple[Any, ...]]:
    found = finding.statement(shape)
    limit = sa.bindparam("limit", type_=sa.Integer)
    nearest = found.select.with_only_columns(found.volunteer_id).order_by(found.squared)
    return Readymade(nearest.limit(limit))


def whole(session: Session, city: City, opening: Opening, *, now: datetime) -> int:
    """Return how many fit an opening, by making the page's whole shortlist."""
    return shortlist.of(session, city, opening, now=now).fits
