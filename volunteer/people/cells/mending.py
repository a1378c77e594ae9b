"""Looking whether the cells are true, and making them anew after a change by hand."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.db import transaction
from volunteer.people.cells import afresh, keeping
from volunteer.people.cells.afresh import Row
from volunteer.people.cells.model import home_cell, skill_cell
from volunteer.people.model import Volunteer

BATCH = 2000


def untrue(session: Session, city_id: int) -> Iterator[int]:
    """Yield the ids of a city's people whose rows are not what they must be."""
    for ids in _everybody(session, city_id):
        homes = afresh.homes(session.connection(), city_id, ids)
        postings = afresh.postings(session.connection(), city_id, homes)
        wrong = _differing(homes, _kept(session, home_cell, city_id, ids))
        wrong |= _differing(postings, _kept(session, skill_cell, city_id, ids))
        yield from sorted(wrong)


def rebuild(city_id: int) -> int:
    """Make the rows of all of a city's people anew; return how many people that are.

    In one transaction for some people at a time, so that nobody waits long; whoever changes one
    of these meanwhile waits for it, or it for them.
    """
    last = done = 0
    while True:
        with transaction() as session:
            ids = _next(session, city_id, last)
            keeping.refill_in_turn(session.connection(), city_id, ids)
        if not ids:
            return done
        last, done = ids[-1], done + len(ids)


def _everybody(session: Session, city_id: int) -> Iterator[list[int]]:
    last = 0
    while ids := _next(session, city_id, last):
        yield ids
        last = ids[-1]


def _next(session: Session, city_id: int, after: int) -> list[int]:
    people = sa.select(Volunteer.id).where(Volunteer.city_id == city_id, Volunteer.id > after)
    return list(session.scalars(people.order_by(Volunteer.id).limit(BATCH)))


def _kept(session: Session, table: sa.Table, city_id: int, ids: list[int]) -> list[Row]:
    theirs = sa.select(table).where(table.c.city_id == city_id, table.c.volunteer_id.in_(ids))
    return [dict(row) for row in session.execute(theirs).mappings()]


def _differing(must: Iterable[Row], kept: Iterable[Row]) -> set[int]:
    """Return who has a row too many, too few, or another than they must have."""
    wrong: set[frozenset[tuple[str, Any]]] = _as_set(must) ^ _as_set(kept)
    return {dict(row)["volunteer_id"] for row in wrong}


def _as_set(rows: Iterable[Row]) -> set[frozenset[tuple[str, Any]]]:
    return {frozenset(row.items()) for row in rows}
