"""How far each measure is: by what was read of it last, or by what was reported for it."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.challenges.model import Kind, Measure
from volunteer.impact import progress
from volunteer.impact.model import Grade, Reading, Report
from volunteer.impact.progress import Standing


@dataclass(frozen=True, slots=True)
class Now:
    """The newest value of a measure; of what is added up from reports, day and grade are None."""

    value: float
    on: date | None = None
    grade: Grade | None = None
    verified: bool = False

    @property
    def unsure(self) -> bool:
        """Whether somebody read it and nobody else has verified it yet."""
        return self.on is not None and not self.verified


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """A measure with where it is and where it should be; ``reported`` is what reports add up to."""

    measure: Measure
    now: Now | None
    expected: float
    standing: Standing
    reported: float


def figures(
    session: Session, city_id: int, measures: list[Measure], today: date
) -> dict[int, MeasureFigures]:
    """Return the figures of measures by their ids."""
    read, reported = _last_read(session, city_id, today), _reported(session, city_id)
    return {m.id: _figures(m, read.get(m.id), reported.get(m.id, 0.0), today) for m in measures}


def _last_read(session: Session, city_id: int, today: date) -> dict[int, Reading]:
    newest = sa.func.row_number().over(
        partition_by=Reading.measure_id, order_by=(Reading.on.desc(), Reading.id.desc())
    )
    ranked = (
        sa.select(Reading, newest.label("nth"))
        .where(Reading.city_id == city_id, Reading.superseded_by_id.is_(None), Reading.on <= today)
        .subquery()
    )
    last = aliased(Reading, ranked)
    return {r.measure_id: r for r in session.scalars(sa.select(last).where(ranked.c.nth == 1))}


def _reported(session: Session, city_id: int) -> dict[int, float]:
    rows = session.execute(
        sa.select(Report.measure_id, sa.func.sum(Report.quantity))
        .where(
            Report.city_id == city_id,
            Report.measure_id.is_not(None),
            Report.superseded_by_id.is_(None),
        )
        .group_by(Report.measure_id)
    )
    return {measure_id: total for measure_id, total in rows if measure_id is not None}


def _figures(
    measure: Measure, read: Reading | None, reported: float, today: date
) -> MeasureFigures:
    expected = progress.expected(
        measure.baseline, measure.baseline_on, measure.target, measure.target_on, today
    )
    now = _now(measure, read, reported)
    value = None if now is None else now.value
    standing = progress.standing(measure.baseline, measure.target, value, expected)
    return MeasureFigures(measure, now, expected, standing, reported)


def _now(measure: Measure, read: Reading | None, reported: float) -> Now | None:
    if measure.kind is Kind.OUTPUT:
        return Now(measure.baseline + reported)
    if read is None:
        return None
    return Now(read.value, read.on, read.grade, read.verified_at is not None)
