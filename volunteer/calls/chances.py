"""How likely a yes is: a small table learnt from this city's own answers.

Pure. No hidden weight: every cell is (yes + prior yes) / (asked + prior asked), and a
coordinator may read the counts and the prior. One thing is not left to the counts: among
people equally far away, more of the skills that are asked for never make a yes less likely
(docs/decisions/0016). Where a few answers say otherwise, the cells are read as one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp

BANDS_KM = (1.0, 2.0, 4.0, 8.0, 15.0)  # upper edges; farther is one band more
SKILLED = (0, 1, 2)  # how many of the skills asked for somebody has; 2 is "2 or more"
PRIOR_ASKED = 20  # a cell's prior weighs as much as this many answers
PRIOR_RATE = 0.2  # of a neighbour without a listed skill, before any answer is known
PRIOR_FADE_KM = 6.0
OWN_WEIGHT = 5  # a person's own answers against the cell's rate
MOST = 0.9

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were asked, and how many said yes."""

    asked: int = 0
    accepted: int = 0


@dataclass(frozen=True)
class Chances:
    """The table: counts by distance band and number of fitting skills."""

    counts: Mapping[Cell, Counts] = field(default_factory=dict)

    def of(self, band: int, skilled: int, *, asked: int, accepted: int) -> float:
        """Return the chance of a yes of somebody who answered so many times before."""
        rate = self.rate(band, skilled)
        own = (accepted + OWN_WEIGHT * rate) / (asked + OWN_WEIGHT)
        return min(own, MOST)

    def rate(self, band: int, skilled: int) -> float:
        """Return a cell's rate, smoothed towards its prior and never less for more skills."""
        return self._rates[band, skilled]

    @cached_property
    def _rates(self) -> dict[Cell, float]:
        bands = range(len(BANDS_KM) + 1)
        return {cell: rate for band in bands for cell, rate in self._of_band(band)}

    def _of_band(self, band: int) -> Iterator[tuple[Cell, float]]:
        """Yield a band's cells with their rates, the least skilled first."""
        pools: list[_Pool] = []
        for skilled in SKILLED:
            pool = self._alone(band, skilled)
            while pools and pools[-1].rate > pool.rate:
                pool = pools.pop().with_(pool)
            pools.append(pool)
        for pool in pools:
            for skilled in pool.skilled:
                yield (band, skilled), pool.rate

    def _alone(self, band: int, skilled: int) -> "_Pool":
        seen = self.counts.get((band, skilled), Counts())
        yes = seen.accepted + PRIOR_ASKED * prior(band, skilled)
        return _Pool((skilled,), seen.asked + PRIOR_ASKED, yes)


@dataclass(frozen=True, slots=True)
class _Pool:
    """Neighbouring cells read as one: their askings and their yes, added up."""

    skilled: tuple[int, ...]
    asked: int
    yes: float

    @property
    def rate(self) -> float:
        return self.yes / self.asked

    def with_(self, more: "_Pool") -> "_Pool":
        return _Pool(self.skilled + more.skilled, self.asked + more.asked, self.yes + more.yes)


def band_of(distance_km: float) -> int:
    """Return the distance band, 0 being the nearest."""
    return bisect_left(BANDS_KM, distance_km)


def prior(band: int, skilled: int) -> float:
    """Return what we believe of a cell before anyone there was asked."""
    middle = (*BANDS_KM, 2 * BANDS_KM[-1])[band] * 0.75
    return PRIOR_RATE * exp(-middle / PRIOR_FADE_KM) * (1 + 0.5 * skilled)
