"""What a council can do something about this week: places left, readings overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges.model import Measure
from volunteer.cities.model import City
from volunteer.impact import news
from volunteer.projects.model import Opening, ProjectSession
from volunteer.projects.scope import around_opening, coming_openings
from volunteer.staff.model import Member

WEEK = timedelta(days=7)
MOST = 5


@dataclass(frozen=True, slots=True)
class Overdue:
    """A measure that should have been read again, and whose it is, if anybody's."""

    measure: Measure
    owner: str | None


def unfilled(session: Session, city_id: int, now: datetime) -> list[Opening]:
    """Return the openings of the next seven days with places left, the soonest first."""
    return list(
        session.scalars(
            coming_openings(city_id, now)
            .where(
                Opening.taken < Opening.places,
                ProjectSession.starts_at > now,
                ProjectSession.starts_at <= now + WEEK,
            )
            .options(*around_opening())
            .order_by(ProjectSession.starts_at, Opening.id)
            .limit(MOST)
        )
    )


def overdue(session: Session, city: City, now: datetime) -> list[Overdue]:
    """Return the measures whose next reading is overdue, with the names of their owners."""
    measures = news.overdue(session, city, now)
    names = _names(session, city.id, measures)
    return [Overdue(one, names.get(one.owner_id)) for one in measures]


def _names(session: Session, city_id: int, measures: Sequence[Measure]) -> dict[int | None, str]:
    ids = {one.owner_id for one in measures} - {None}
    if not ids:
        return {}
    rows = session.execute(
        sa.select(Member.id, Member.name).where(Member.city_id == city_id, Member.id.in_(ids))
    )
    return {member_id: name for member_id, name in rows}  # noqa: C416 - typed rows
