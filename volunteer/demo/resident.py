"""A demo resident, as their year goes by: what they were asked, and when they helped."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from volunteer.calls.lacks import Brings
from volunteer.calls.matching import Candidate
from volunteer.core.geo import Point
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer

RESTS = timedelta(days=10)  # after a text
LEAST_BETWEEN = 5  # days, from one session to the next


@dataclass(slots=True)
class Resident:
    """Somebody in the demo. ``keen`` is how readily they say yes, from 0 to 1."""

    volunteer: Volunteer
    home: Point
    reach_km: float
    skills: frozenset[int]
    keen: float
    joined_at: datetime
    level: Level | None = None
    until: datetime | None = None
    asked: int = 0
    accepted: int = 0
    last: datetime | None = None
    taken: set[date] = field(default_factory=set)

    def may_be_asked(self, at: datetime, about: date) -> bool:
        """Return whether somebody may be asked at a moment about a day that is still theirs."""
        here = self.joined_at < at and (self.until is None or at < self.until)
        rested = self.last is None or at - self.last > RESTS
        return here and rested and all(abs(about - day).days > LEAST_BETWEEN for day in self.taken)

    def candidate(self, at: datetime) -> Candidate:
        """Return them as matching knows them at a moment."""
        return Candidate(
            id=self.volunteer.id,
            home=self.home,
            reach_km=self.reach_km,
            skills=self.skills,
            free=self.volunteer.free,
            hours_since_asked=None if self.last is None else (at - self.last) / timedelta(hours=1),
            asked=self.asked,
            accepted=self.accepted,
            brings=Brings(vehicle=self.volunteer.vehicle_said_at is not None, level=self.level),
        )
