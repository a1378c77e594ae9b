"""The table of chances, added up from a city's invitations.

As long as they are few they are added up whenever the table is needed. Of many that takes
longer than all else about a shortlist, and one answer more changes nothing that anybody could
see: then a worker does it every ten minutes, and everybody reads what it wrote down.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import history
from volunteer.calls.chances import Cell, Chances, Counts
from volunteer.calls.model import Invitation, Learnt
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.upsert import insert_new

MANY = 5000  # invitations


def chances(session: Session, city: City) -> Chances:
    """Return a city's table of chances, as its answers so far make it."""
    learnt = session.scalar(sa.select(Learnt.counts).where(Learnt.city_id == city.id))
    return Chances(_counted(session, city.id) if learnt is None else _read(learnt))


def learn(*, now: datetime, many: int = MANY) -> int:
    """Write the table down of each city that has asked ``many``; return how many that were."""
    ids = [city.id for city in cities.everyone(db.session())]
    return sum(_learn(city_id, many, now) for city_id in ids)


def _learn(city_id: int, many: int, now: datetime) -> bool:
    """Add up first, with nothing locked, and then write: whoever is last was as right."""
    counts = _counted(db.session(), city_id)
    if sum(cell.asked for cell in counts.values()) < many:
        return False
    written = {"counts": _written(counts), "at": now}
    with transaction() as session:
        if insert_new(session, Learnt, city_id=city_id, **written) is None:
            session.execute(sa.update(Learnt).where(Learnt.city_id == city_id).values(**written))
    return True


def _counted(session: Session, city_id: int) -> dict[Cell, Counts]:
    rows = session.execute(
        sa.select(Invitation.band, Invitation.skilled, sa.func.count(), history.accepted())
        .where(Invitation.city_id == city_id)
        .group_by(Invitation.band, Invitation.skilled)
    )
    return {(band, skilled): Counts(asked, yes) for band, skilled, asked, yes in rows}


def _written(counts: dict[Cell, Counts]) -> dict[str, list[int]]:
    return {f"{band}.{skilled}": [n.asked, n.accepted] for (band, skilled), n in counts.items()}


def _read(written: dict[str, list[int]]) -> dict[Cell, Counts]:
    cells = ((name.split("."), n) for name, n in written.items())
    return {(int(band), int(skilled)): Counts(*n) for (band, skilled), n in cells}
