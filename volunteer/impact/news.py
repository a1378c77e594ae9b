"""News of readings: which wait to be verified, and which are overdue."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.challenges.model import Initiative, Kind, Measure
from volunteer.challenges.queries import IN_WORK
from volunteer.cities.model import City
from volunteer.impact.model import Reading
from volunteer.staff import notices, recipients
from volunteer.staff.notices import Kind as Told
from volunteer.staff.notices.news import in_each_city
from volunteer.staff.notices.reasons import Reasons
from volunteer.staff.notices.telling import was_told

# Days after a reading by which there should be another. A measure that says otherwise how
# often it is read cannot be judged, so nobody is told of it.
EVERY = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
NOT_AGAIN_FOR = timedelta(days=7)


def tell_of_reading(session: Session, city: City, reading: Reading, *, now: datetime) -> None:
    """Tell who may verify a reading, but not its author, that it waits for them."""
    leads = recipients.leads(session, city.id)
    whom = [lead for lead in leads if lead.id != reading.reported_by_id]
    notices.tell(session, city, whom, Told.APPROVAL, about=("reading", reading.id), now=now)


def tell_of_overdue(*, now: datetime) -> int:
    """Tell the owners of measures whose next reading is overdue, at most once a week each."""
    return in_each_city(_tell_of_overdue, now=now)


def overdue(session: Session, city: City, now: datetime) -> list[Measure]:
    """Return the outcomes of a city that should have been read again by today.

    Until its target's day, and while its initiative goes on, an outcome is read as often as
    it says, counted from its last reading or from its baseline.
    """
    today = now.astimezone(city.zone).date()
    last = (
        sa.select(Reading.measure_id, sa.func.max(Reading.on).label("on"))
        .where(Reading.city_id == city.id, Reading.superseded_by_id.is_(None))
        .group_by(Reading.measure_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Measure, sa.func.coalesce(last.c.on, Measure.baseline_on, type_=sa.Date()))
        .outerjoin(last, last.c.measure_id == Measure.id)
        .outerjoin(Initiative, Initiative.id == Measure.initiative_id)
        .where(
            Measure.city_id == city.id,
            Measure.kind == Kind.OUTCOME,
            sa.or_(Measure.initiative_id.is_(None), Initiative.course.in_(IN_WORK)),
        )
        .order_by(Measure.id)
        .limit(1000)
    )
    return [measure for measure, read_on in rows if _is_overdue(measure, read_on, today)]


def _is_overdue(measure: Measure, read_on: date, today: date) -> bool:
    days = EVERY.get(measure.every)
    if days is None or read_on >= measure.target_on:
        return False
    return read_on + timedelta(days=days) < today


def _tell_of_overdue(session: Session, city: City, now: datetime) -> int:
    told = 0
    for measure in overdue(session, city, now):
        lately = was_told(
            city.id, Told.OVERDUE, "measure", sa.literal(measure.id), now - NOT_AGAIN_FOR
        )
        if not session.scalar(sa.select(lately)):
            whom = recipients.the_one(session, city.id, measure.owner_id)
            whom = whom or recipients.leads(session, city.id)
            about = ("measure", measure.id)
            told += notices.tell(session, city, whom, Told.OVERDUE, about=about, now=now)
    return told


def _unverified(session: Session, city: City, ids: Collection[int], _now: datetime) -> set[int]:
    waiting = sa.select(Reading.id).where(
        Reading.city_id == city.id,
        Reading.id.in_(ids),
        Reading.verified_at.is_(None),
        Reading.superseded_by_id.is_(None),
    )
    return set(session.scalars(waiting))


def _still_overdue(session: Session, city: City, ids: Collection[int], now: datetime) -> set[int]:
    return {measure.id for measure in overdue(session, city, now)}.intersection(ids)


REASONS: Reasons = {"reading": _unverified, "measure": _still_overdue}
