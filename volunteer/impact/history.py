"""How measures went over time: by what was read of them, or by what sessions reported."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.impact.model import Reading

MOST = 5000


def readings(session: Session, city_id: int, *, until: date) -> dict[int, list[Reading]]:
    """Return what stands of the readings of all measures, by measure, the oldest first."""
    newest = session.scalars(
        sa.select(Reading)
        .where(
            Reading.city_id == city_id,
            Reading.superseded_by_id.is_(None),
            Reading.on <= until,
        )
        .order_by(Reading.on.desc(), Reading.id.desc())
        .limit(MOST)
    )
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in reversed(newest.all()):
        found[reading.measure_id].append(reading)
    return dict(found)
