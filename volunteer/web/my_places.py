"""What somebody's own page shows: their places, the hours they became, and what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from volunteer.calls import queries as placements
from volunteer.calls import requirements
from volunteer.calls.lacks import Lack
from volunteer.calls.model import Placement, Standing
from volunteer.calls.texts import tells_address
from volunteer.core.db import db
from volunteer.hours import queries as entries
from volunteer.hours.model import Entry
from volunteer.impact import queries as reports
from volunteer.impact.model import Report
from volunteer.projects.model import ProjectSession
from volunteer.web import levels
from volunteer.web.access import city, volunteer

CAME = {Standing.CONFIRMED, Standing.ATTENDED}
REPORTS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A place somebody has or had, and the hours it became.

    ``lack`` says what they lack by now for a place to come, and what they can do: in their
    profile, or with somebody's help.
    """

    placement: Placement
    entry: Entry | None
    coming: bool
    begun: bool
    address_told: bool
    lack: str = ""
    mended_in_profile: bool = False

    @property
    def session(self) -> ProjectSession:
        """The session it is in."""
        return self.placement.opening.session

    @property
    def asks_hours(self) -> bool:
        """Whether the volunteer may still say how long they helped."""
        confirmed = self.entry is not None and self.entry.confirmed_minutes is not None
        return self.begun and self.placement.standing in CAME and not confirmed


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave, in minutes, and how often; ``waiting`` is told and not yet confirmed."""

    confirmed: int
    waiting: int
    times: int


def lines(now: datetime) -> list[Line]:
    """Return all places of whoever is signed in, the latest session first."""
    mine = placements.placements_of(db.session(), city().id, volunteer().id)
    given = entries.of_volunteer(db.session(), city().id, volunteer().id)
    by_session = {entry.session_id: entry for entry in given}
    return [_line(placement, by_session, now) for placement in mine]


def given(past: Iterable[Line]) -> Given:
    """Return what these places add up to."""
    of = [line.entry for line in past if line.entry]
    confirmed = [entry.confirmed_minutes for entry in of if entry.confirmed_minutes]
    waiting = [entry.claimed_minutes or 0 for entry in of if entry.confirmed_minutes is None]
    return Given(sum(confirmed), sum(waiting), len(confirmed))


def came_of(past: Iterable[Line]) -> list[Report]:
    """Return what the last sessions achieved to which somebody gave time."""
    helped = [line.session.id for line in past if line.entry and line.entry.confirmed_minutes]
    return reports.reports_of_sessions(db.session(), city().id, helped, REPORTS)


def _line(placement: Placement, by_session: dict[int, Entry], now: datetime) -> Line:
    session = placement.opening.session
    held = placement.standing in {Standing.CONFIRMED, Standing.WAITING}
    over = session.cancelled_at is not None or (session.ends_at or now) < now
    coming = held and not over
    lack = _lack(placement, now) if coming else None
    told = placement.standing in CAME and lack is None
    return Line(
        placement,
        by_session.get(session.id),
        coming=coming,
        begun=session.starts_at <= now and session.cancelled_at is None,
        address_told=tells_address(session, now if told else None),
        lack="" if lack is None else levels.lacking(lack, placement.opening),
        mended_in_profile=lack not in {None, Lack.NO_CHECK},
    )


def _lack(placement: Placement, now: datetime) -> Lack | None:
    who, opening = placement.volunteer_id, placement.opening
    return requirements.lack_of(db.session(), city(), who, opening, now=now)
