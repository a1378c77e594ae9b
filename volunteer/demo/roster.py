"""Looking back on a session of the demo: who came, what they say they gave, what is confirmed."""

from datetime import datetime, timedelta

from volunteer.calls.model import Placement, Standing
from volunteer.demo.filling import Filling
from volunteer.demo.resident import Resident
from volunteer.hours.model import ClaimedBy, Entry

NO_SHOW, CLAIMS, BY_TEXT = 0.07, 0.96, 0.8
DIFFERS = (0, 0, 0, 0, 0, -30, -15, 15, 30)  # minutes from what the session lasted
LOOKED_AT = (3, 5, 6, 8, 9, 12, 15)  # days after a session on which a coordinator confirms


def look_back(filling: Filling) -> None:
    """Write down who claimed what, and what a coordinator made of it, as far as time has come."""
    stage = filling.stage
    day = stage.days.until(filling.opening.session.starts_at) + stage.dice.choice(LOOKED_AT)
    at = stage.days.at(day, stage.dice.randint(12, 17), stage.dice.randint(0, 59))
    for resident, placement in filling.standing(Standing.CONFIRMED):
        came = not stage.often(NO_SHOW)
        entry = _claim(filling, resident) if came and stage.often(CLAIMS) else None
        if at <= stage.days.now:
            _mark(filling, placement, came=came, at=at)
            if came:
                _confirm(filling, entry or _entry(filling, resident), at)


def _claim(filling: Filling, resident: Resident) -> Entry | None:
    """Claim hours by text or on the web, unless the time for it is still to come."""
    stage, session = filling.stage, filling.opening.session
    assert session.ends_at is not None
    at = session.ends_at + timedelta(minutes=stage.dice.randint(35, 900))
    minutes = _lasted(filling) + stage.dice.choice(DIFFERS)
    by = ClaimedBy.TEXT if stage.often(BY_TEXT) else ClaimedBy.WEB
    if at > stage.days.now:
        return None
    entry = _entry(filling, resident)
    entry.claimed_minutes, entry.claimed_by, entry.claimed_at = minutes, by, at
    return entry


def _entry(filling: Filling, resident: Resident) -> Entry:
    entry = Entry(
        city_id=filling.stage.city.id,
        session_id=filling.opening.session_id,
        volunteer_id=resident.volunteer.id,
    )
    filling.stage.session.add(entry)
    return entry


def _lasted(filling: Filling) -> int:
    session = filling.opening.session
    assert session.ends_at is not None
    return int((session.ends_at - session.starts_at).total_seconds()) // 60


def _mark(filling: Filling, placement: Placement, *, came: bool, at: datetime) -> None:
    placement.standing = Standing.ATTENDED if came else Standing.ABSENT
    placement.since = at
    placement.marked_by_id = filling.opening.session.project.posted_by_id


def _confirm(filling: Filling, entry: Entry, at: datetime) -> None:
    """Confirm what was claimed, but no more than the session lasted; unclaimed, the whole."""
    lasted = _lasted(filling)
    entry.confirmed_minutes = min(entry.claimed_minutes or lasted, lasted)
    entry.confirmed_by_id = filling.opening.session.project.posted_by_id
    entry.confirmed_at = at
