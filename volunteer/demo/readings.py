"""What was read of measures over the year: by one person, then checked by another."""

from volunteer.challenges.model import Measure
from volunteer.demo.stage import Stage
from volunteer.demo.story import Gauge, Read
from volunteer.impact.model import Reading
from volunteer.staff.model import Member


def read(stage: Stage, measure: Measure, gauge: Gauge, *, by: Member, verified_by: Member) -> None:
    """Write down everything that was read of a measure."""
    for one in gauge.reads:
        reading = _reading(stage, measure, gauge, one, by)
        if one.verified:
            reading.verified_by_id = verified_by.id
            reading.verified_at = stage.days.at(2 - one.days_ago, 15, 30)
        stage.session.add(reading)


def _reading(stage: Stage, measure: Measure, gauge: Gauge, one: Read, by: Member) -> Reading:
    return Reading(
        city_id=stage.city.id,
        measure_id=measure.id,
        on=stage.days.on(-one.days_ago),
        value=one.value,
        grade=gauge.grade,
        evidence=one.evidence,
        reported_by_id=by.id,
        reported_at=stage.days.at(1 - one.days_ago, 10),
    )
