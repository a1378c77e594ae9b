"""Checks in the demo: of those who mend things, as that is done in people's homes."""

from datetime import datetime, time, timedelta

from volunteer.demo.resident import Resident
from volunteer.demo.stage import Stage
from volunteer.people.checks import Check
from volunteer.people.levels import Level
from volunteer.staff.model import Member

SKILLS = frozenset({"repairs", "energy"})
AFTER = timedelta(days=7)  # of joining
LASTS, ENDS_SOON = timedelta(days=730), timedelta(days=23)
SOON = 2  # how many run out within weeks; both sides have been told


def write_down(stage: Stage, residents: list[Resident], by: Member) -> None:
    """Let a manager have decided on the checks of those who can mend things."""
    able = {stage.skills[slug].id for slug in SKILLS}
    mending = [one for one in residents if one.skills & able]
    for number, resident in enumerate(mending):
        resident.level = Level.BASIC
        stage.session.add(_check(stage, resident, by, soon=number < SOON))
    stage.session.flush()


def _check(stage: Stage, resident: Resident, by: Member, *, soon: bool) -> Check:
    now = stage.days.now
    decided = min(resident.joined_at + AFTER, now)
    ends = now + ENDS_SOON if soon else decided + LASTS
    last = ends.astimezone(stage.city.zone).date()
    return Check(
        city_id=stage.city.id,
        volunteer_id=resident.volunteer.id,
        level=Level.BASIC,
        decided_on=decided.astimezone(stage.city.zone).date(),
        ends_at=datetime.combine(last, time.min, stage.city.zone),
        decided_by_id=by.id,
        written_at=decided,
        warned_at=now if soon else None,
    )
