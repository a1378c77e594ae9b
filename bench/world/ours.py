"""The product's own way of asking, let into the invented city.

Rest, limits, order, floor, doses and pauses are ``volunteer.calls``' own code and a city's
default rules. What the city adds is what the product's table would give: an estimate of p.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from bench.world.city import Whole
from bench.world.life import Moment
from volunteer.calls import evenness, waves
from volunteer.calls.matching import (
    REST_HOURS,
    Candidate,
    Limits,
    Match,
    Need,
    preference,
    rested,
    unfit,
)
from volunteer.cities.rules import Rules
from volunteer.core.geo import Point

A_DAY = timedelta(days=1)
NEARLY = 0.999
ANYWHERE = Point(0.0, 0.0)


class Asked(NamedTuple):
    """One text: when, to whom, and how likely a yes was thought."""

    at: float
    who: int
    chance: float


@dataclass
class Ours:
    """The product, as a policy. One object plays one city's life."""

    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        self._texts: dict[int, list[Asked]] = defaultdict(list)  # by project
        self._times: dict[int, list[float]] = defaultdict(list)  # by volunteer
        self._need = Need(place=None, asked_enough=self.rules.calls_in_14_days)
        self._limits = Limits(self.rules.calls_a_day, self.rules.calls_in_14_days)

    def __call__(self, m: Moment) -> tuple[Whole, float | None]:
        """Return the next wave, and in how many days the one after it is due."""
        time_left = timedelta(days=m.deadline - m.now)
        chosen = [one.match for one in self._wave(m, time_left)]
        self._write_down(m, chosen)
        gap = waves.pause(
            time_left,
            least=timedelta(minutes=self.rules.wave_least_minutes),
            most=timedelta(minutes=self.rules.wave_most_minutes),
        )
        return np.array([match.volunteer_id for match in chosen], int), gap / A_DAY

    def _wave(self, m: Moment, time_left: timedelta) -> list[waves.Chosen]:
        expected = waves.still_expected(list(self._unanswered(m)))
        wanted = waves.enough(m.open_places, expected=expected, time_left=time_left)
        return waves.wave(
            sorted(self._fitting(m), key=preference) if wanted > 0 else [],
            wanted=wanted,
            floor=self._floor(m),
            seed=f"{m.project}.{len(self._texts[m.project])}",
        )

    def _fitting(self, m: Moment) -> Iterator[Match]:
        """Yield those who fit, but for those who are clearly below the floor: that saves time."""
        rest = -np.expm1(-(m.now - m.last_text) * 24 / REST_HOURS)
        worth = m.estimate * rest / (1 + m.recent)
        likely = m.can & m.able & (worth >= NEARLY * self._floor(m))
        for who in np.flatnonzero(likely).tolist():
            one = self._candidate(m, who)
            ages = [
                timedelta(days=m.now - at) for at in self._times[who][-self._limits.in_14_days :]
            ]
            if self._limits.allow(ages) and unfit(self._need, one) is None:
                yield _match(one, float(m.estimate[who]), float(m.distance[who]))

    def _floor(self, m: Moment) -> float:
        usual = self.rules.wave_floor
        return evenness.floor(usual, m.ward, m.whole, evenness=self.rules.even_wards)

    def _candidate(self, m: Moment, who: int) -> Candidate:
        last = self._times[who][-1] if self._times[who] else None
        return Candidate(
            id=who,
            home=ANYWHERE,
            reach_km=0.0,
            hours_since_asked=None if last is None else (m.now - last) * 24,
            asked_recently=float(m.recent[who]),
        )

    def _unanswered(self, m: Moment) -> Iterator[tuple[float, float]]:
        """Yield the chance of each text of this project without a yes so far, and its age."""
        for text in self._texts[m.project]:
            if not m.said_yes[text.who]:
                yield text.chance, (m.now - text.at) * 24

    def _write_down(self, m: Moment, chosen: list[Match]) -> None:
        for match in chosen:
            who = match.volunteer_id
            self._texts[m.project].append(Asked(m.now, who, match.score))
            self._times[who].append(m.now)


def _match(one: Candidate, chance: float, distance: float) -> Match:
    return Match(
        volunteer_id=one.id,
        distance_km=distance,
        approximate=False,
        skills=frozenset(),
        known_free=False,
        hours_since_asked=one.hours_since_asked,
        band=0,
        skilled=0,
        score=chance * rested(one.hours_since_asked),
        asked_recently=one.asked_recently,
    )
