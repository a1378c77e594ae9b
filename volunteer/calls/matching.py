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
from volunteer.core.geo import Point, distance_km

REST_HOURS = 72  # after a text the chance of a yes recovers over some days: design/matching

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
TWO_WEEKS = timedelta(days=14)
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Need:
    """What matching must know of an opening.

    ``day_part`` is the bit of a volunteer's ``free`` mask that its session asks for;
    0 when the session is flexible. A ``place`` of None is a remote role. Whoever was asked
    ``asked_enough`` times lately is left in peace.
    """

    place: Point | None
    required: frozenset[int] = frozenset()
    helping: frozenset[int] = frozenset()
    day_part: int = 0
    radius_km: float | None = None
    asked_enough: float = 3.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What matching must know of a volunteer.

    ``asked_recently`` adds up e^(-days/14) of every time they were asked.
    """

    id: int
    home: Point
    reach_km: float
    approximate: bool = False
    skills: frozenset[int] = frozenset()
    free: int | None = None
    hours_since_asked: float | None = None
    asked_recently: float = 0.0
    asked: int = 0
    accepted: int = 0


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
        return all(_within(span, ages) < most for span, most in self.spans())

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
    NOT_FREE = "not free then"
    ASKED_ENOUGH = "asked often enough lately"


@dataclass(frozen=True, slots=True)
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
    if not need.required <= candidate.skills:
        return Unfit.LACKS_SKILL
    if need.day_part and candidate.free is not None and not candidate.free & need.day_part:
        return Unfit.NOT_FREE
    if candidate.asked_recently >= need.asked_enough:
        return Unfit.ASKED_ENOUGH
    return None


def rank(need: Need, candidates: Iterable[Candidate], chances: Chances) -> list[Match]:
    """Return those who fit, in the order of ``preference``."""
    fitting = [match(need, one, chances) for one in candidates if unfit(need, one) is None]
    return sorted(fitting, key=preference)


def match(need: Need, candidate: Candidate, chances: Chances) -> Match:
    """Return what speaks for a volunteer who fits."""
    distance = distance_km(need.place, candidate.home) if need.place else 0.0
    shared = candidate.skills & (need.required | need.helping)
    band, skilled = band_of(distance), min(len(shared), 2)
    chance = chances.of(band, skilled, asked=candidate.asked, accepted=candidate.accepted)
    return Match(
        volunteer_id=candidate.id,
        distance_km=distance,
        approximate=candidate.approximate,
        skills=shared,
        known_free=bool(need.day_part and candidate.free is not None),
        hours_since_asked=candidate.hours_since_asked,
        band=band,
        skilled=skilled,
        score=chance * rested(candidate.hours_since_asked),
        asked_recently=candidate.asked_recently,
    )


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


def _within_reach(need: Need, candidate: Candidate) -> bool:
    if need.place is None:
        return True
    reach = min(candidate.reach_km, need.radius_km or candidate.reach_km)
    return distance_km(need.place, candidate.home) <= reach
