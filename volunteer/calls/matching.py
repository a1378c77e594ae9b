"""Who fits an opening, and in which order to ask them.

Pure: no database, no clock, no network. A coordinator can be told in one sentence why
anyone came before anyone else, and the same city always gets the same order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import exp

from volunteer.calls.chances import Chances, band_of
from volunteer.calls.lacks import JOINED, Brings, Lack, lack
from volunteer.core.geo import Point, distance_km
from volunteer.projects.requirements import NOTHING_MORE, Requirements

REST_HOURS = 72  # after a text the chance of a yes recovers over some days: design/matching

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
TWO_WEEKS = timedelta(days=14)
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Need:
    """What matching must know of an opening.

    ``day_part`` has the bits of a volunteer's ``free`` mask that its session asks for, all of
    them; 0 when the session is flexible. A ``place`` of None is a remote role. Whoever was asked
    ``asked_enough`` times lately is left in peace. ``asks`` is what its role asks for beside
    skills.
    """

    place: Point | None
    required: frozenset[int] = frozenset()
    helping: frozenset[int] = frozenset()
    day_part: int = 0
    radius_km: float | None = None
    asked_enough: float = 3.0
    asks: Requirements = NOTHING_MORE


@dataclass(slots=True, unsafe_hash=True)  # frozen ones take three times as long to make
class Candidate:
    """What matching must know of a volunteer.

    ``asked_recently`` adds up e^(-days/14) of every time they were asked. ``away_km`` is how far
    the place is, if that was measured already; then ``home`` is not needed. What they ``bring``
    holds today and on the day.
    """

    id: int
    home: Point | None
    reach_km: float
    approximate: bool = False
    skills: frozenset[int] = frozenset()
    free: int | None = None
    hours_since_asked: float | None = None
    asked_recently: float = 0.0
    asked: int = 0
    accepted: int = 0
    away_km: float | None = None
    brings: Brings = JOINED


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one person is called at most; ``a_month`` is their own limit, if they set one."""

    a_day: int
    in_14_days: int
    in_7_days: int | None = None
    in_30_days: int | None = None
    a_month: int | None = None

    def allow(self, ages: Sequence[timedelta]) -> bool:
        """Return whether somebody who was asked so long ago may be asked now."""
        for span, most in self.spans():
            if len(ages) >= most and _within(span, ages) >= most:
                return False
        return True

    def spans(self) -> Iterator[tuple[timedelta, int]]:
        """Yield in what time how often, where there is a limit."""
        spans = (
            (DAY, self.a_day),
            (WEEK, self.in_7_days),
            (TWO_WEEKS, self.in_14_days),
            (MONTH, self.in_30_days),
            (MONTH, self.a_month),
        )
        return ((span, most) for span, most in spans if most is not None)


class Unfit(StrEnum):
    """Why somebody is not asked."""

    TOO_FAR = "too far"
    LACKS_SKILL = "lacks a skill"
    TOO_YOUNG = Lack.TOO_YOUNG.value
    NO_VEHICLE = Lack.NO_VEHICLE.value
    NO_CHECK = Lack.NO_CHECK.value
    NOT_FREE = "not free then"
    ASKED_ENOUGH = "asked often enough lately"


@dataclass(slots=True, unsafe_hash=True)  # as Candidate: made by the hundred thousand
class Match:
    """A volunteer who fits, and why. ``score`` is the chance of a yes after rest."""

    volunteer_id: int
    distance_km: float
    approximate: bool
    skills: frozenset[int]
    known_free: bool
    hours_since_asked: float | None
    band: int
    skilled: int
    score: float
    asked_recently: float = 0.0

    @property
    def worth(self) -> float:
        """Return the chance of a yes, shared with what they were just asked.

        One text lately halves it, two leave a third: the asking goes round, and whoever is
        asked for often, as few others can do it, is spared where others can.
        """
        return self.score / (1 + self.asked_recently)


def unfit(need: Need, candidate: Candidate) -> Unfit | None:
    """Return why a volunteer does not fit, or None if they do."""
    if not _within_reach(need, candidate):
        return Unfit.TOO_FAR
    lacking = _lacking(need, candidate)
    if lacking is not None:
        return lacking
    if candidate.free is not None and candidate.free & need.day_part != need.day_part:
        return Unfit.NOT_FREE
    if candidate.asked_recently >= need.asked_enough:
        return Unfit.ASKED_ENOUGH
    return None


def rank(need: Need, candidates: Iterable[Candidate], chances: Chances) -> list[Match]:
    """Return those who fit, in the order of ``preference``."""
    wished = need.required | need.helping
    fitting = [_match(need, wished, one, chances) for one in candidates if unfit(need, one) is None]
    return sorted(fitting, key=preference)


def match(need: Need, candidate: Candidate, chances: Chances) -> Match:
    """Return what speaks for a volunteer who fits."""
    return _match(need, need.required | need.helping, candidate, chances)


def _match(need: Need, wished: frozenset[int], candidate: Candidate, chances: Chances) -> Match:
    """Return the same; by place, as naming each value takes as long as all the rest."""
    distance, shared = away_km(need, candidate), candidate.skills & wished
    band, skilled, hours = band_of(distance), min(len(shared), 2), candidate.hours_since_asked
    chance = chances.of(band, skilled, asked=candidate.asked, accepted=candidate.accepted)
    return Match(
        candidate.id,
        distance,
        candidate.approximate,
        shared,
        bool(need.day_part and candidate.free is not None),
        hours,
        band,
        skilled,
        chance * rested(hours),
        candidate.asked_recently,
    )


def away_km(need: Need, candidate: Candidate) -> float:
    """Return how far somebody lives from the place; nothing, where there is no way to go."""
    if candidate.away_km is not None:
        return candidate.away_km
    if need.place is None or candidate.home is None:
        return 0.0
    return distance_km(need.place, candidate.home)


def rested(hours: float | None) -> float:
    """Return how far somebody has recovered from their last text: 0 at once, 1 in the end."""
    return 1.0 if hours is None else 1 - exp(-hours / REST_HOURS)


def preference(one: Match) -> tuple[float, float, float, int]:
    """Return what sorts people: for whom a text is worth most, first.

    Equals go to who was asked least lately, then who is nearer, then who registered first.
    """
    asked = -one.hours_since_asked if one.hours_since_asked is not None else float("-inf")
    return (-one.worth, asked, one.distance_km, one.volunteer_id)


def _within(span: timedelta, ages: Sequence[timedelta]) -> int:
    return sum(age < span for age in ages)


def _lacking(need: Need, candidate: Candidate) -> Unfit | None:
    if not need.required <= candidate.skills:
        return Unfit.LACKS_SKILL
    lacking = lack(need.asks, candidate.brings)
    return None if lacking is None else Unfit(lacking.value)


def _within_reach(need: Need, candidate: Candidate) -> bool:
    if need.place is None:
        return True
    reach = min(candidate.reach_km, need.radius_km or candidate.reach_km)
    return away_km(need, candidate) <= reach
