"""How likely a yes is: a small table learnt from this city's own answers.

Pure. No hidden weight: every cell is (yes + prior yes) / (asked + prior asked), and a
coordinator may read the counts and the prior.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp

BANDS_KM = (1.0, 2.0, 4.0, 8.0, 15.0)  # upper edges; farther is one band more
PRIOR_ASKED = 20  # a cell's prior weighs as much as this many answers
PRIOR_RATE = 0.2  # of a neighbour without a listed skill, before any answer is known
PRIOR_FADE_KM = 6.0
OWN_WEIGHT = 5  # a person's own answers against the cell's rate
MOST = 0.9


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were asked, and how many said yes."""

    asked: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Chances:
    """The table: counts by distance band and number of fitting skills (2 is "2 or more")."""

    counts: Mapping[tuple[int, int], Counts] = field(default_factory=dict)

    def of(self, band: int, skilled: int, *, asked: int, accepted: int) -> float:
        """Return the chance of a yes of somebody who answered so many times before."""
        rate = self.rate(band, skilled)
        own = (accepted + OWN_WEIGHT * rate) / (asked + OWN_WEIGHT)
        return min(own, MOST)

    def rate(self, band: int, skilled: int) -> float:
        """Return a cell's rate, smoothed towards its prior."""
        seen = self.counts.get((band, skilled), Counts())
        return (seen.accepted + PRIOR_ASKED * prior(band, skilled)) / (seen.asked + PRIOR_ASKED)


def band_of(distance_km: float) -> int:
    """Return the distance band, 0 being the nearest."""
    return sum(distance_km > edge for edge in BANDS_KM)


def prior(band: int, skilled: int) -> float:
    """Return what we believe of a cell before anyone there was asked."""
    middle = (*BANDS_KM, 2 * BANDS_KM[-1])[band] * 0.75
    return PRIOR_RATE * exp(-middle / PRIOR_FADE_KM) * (1 + 0.5 * skilled)
