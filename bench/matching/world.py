"""The people and the places of this benchmark: invented, drawn from a seed.

A hundred towns of one size, in which six in seven people live, some ten kilometres across;
the rest lives anywhere between. They travel, say how far they go and have skills as people
do who join, one in twenty may not be asked.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from volunteer.core.geo import Point
from volunteer.people.model import Travel

TOWNS, SKILLS = 100, 12
SOUTH, NORTH, WEST, EAST = 50.2, 57.5, -4.5, 0.5
TRAVEL = tuple(Travel)
TRAVEL_SHARES = (0.2, 0.2, 0.4, 0.2)
KM_A_DEGREE = 111.2

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Query:
    """Whom one looks for; ``skills`` are numbers from 0."""

    place: Point
    skills: tuple[int, ...]
    most_km: float
    urban: bool


@dataclass
class World:
    """So many people, always the same ones."""

    people: int
    seed: int = 7

    def __post_init__(self) -> None:
        draw = np.random.default_rng(self.seed)
        n = self.people
        self._towns = np.column_stack(
            (draw.uniform(SOUTH, NORTH, TOWNS), draw.uniform(WEST, EAST, TOWNS))
        )
        in_town = draw.random(n) < 6 / 7
        towns = self._towns[draw.integers(0, TOWNS, n)]
        anywhere = np.column_stack((draw.uniform(SOUTH, NORTH, n), draw.uniform(WEST, EAST, n)))
        homes = np.where(in_town[:, None], _around(draw, towns, 3.0), anywhere)
        self.homes = np.round(homes, 3)
        self.travel = draw.choice(len(TRAVEL), n, p=TRAVEL_SHARES)
        own = np.clip(np.exp(draw.normal(np.log(6), 0.7, n)), 0.5, 100.0).round(1)
        self.own_km = np.where(draw.random(n) < 0.3, own, np.nan)
        self.free = np.where(draw.random(n) < 0.4, -1, _masks(draw, n))
        counts = 1 + draw.poisson(1.5, n)
        self.skilled = np.zeros((n, SKILLS), bool)
        chosen = draw.choice(SKILLS, counts.sum(), p=_zipf())
        self.skilled[np.repeat(np.arange(n), counts), chosen] = True
        self.may_be_asked = draw.random(n) >= 0.05

    def queries(self, count: int, seed: int = 1) -> list[Query]:
        """Return queries: half in towns within 10 km, half anywhere within 10 or 50 km.

        Three in five ask for one skill, one in five for two, one in five for none.
        """
        draw = np.random.default_rng(seed)
        return [self._query(draw, urban=number % 2 == 0) for number in range(count)]

    def _query(self, draw: np.random.Generator, *, urban: bool) -> Query:
        town = _around(draw, self._towns[draw.integers(0, TOWNS, 1)], 2.5)[0]
        anywhere = (draw.uniform(SOUTH, NORTH), draw.uniform(WEST, EAST))
        latitude, longitude = town if urban or draw.random() < 0.5 else anywhere
        skills = draw.choice(SKILLS, draw.choice(3, p=(0.2, 0.6, 0.2)), p=_zipf(), replace=False)
        most = 10.0 if urban or draw.random() < 0.5 else 50.0
        return Query(Point(float(latitude), float(longitude)), tuple(map(int, skills)), most, urban)


def _around(draw: np.random.Generator, middles: Floats, km: float) -> Floats:
    steps = draw.normal(0, km / KM_A_DEGREE, middles.shape)
    steps[:, 1] /= np.cos(np.radians(middles[:, 0]))
    return np.asarray(middles + steps, np.float64)


def _masks(draw: np.random.Generator, n: int) -> NDArray[np.int64]:
    return np.asarray((draw.random((n, 21)) < 0.3) @ (1 << np.arange(21)), np.int64)


def _zipf() -> Floats:
    shares = 1 / np.arange(1, SKILLS + 1)
    return np.asarray(shares / shares.sum(), np.float64)
