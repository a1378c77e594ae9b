"""Invented towns with many openings at once, for which the product itself ranks everybody."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from bench.world.city import DAY_PARTS, HOW_RARE, SKILLS, Floats
from volunteer.calls.chances import Chances
from volunteer.calls.matching import Candidate, Match, Need, rank
from volunteer.calls.sharing import Want
from volunteer.calls.waves import enough
from volunteer.core.geo import Point

CENTRE = Point(50.3703, -4.1421)
KM_NORTH, KM_EAST = 1 / 111.2, 1 / 70.9  # in degrees, there
HUBS = 8
REACH_KM = (2.0, 5.0, 8.0, 15.0)
TIME_LEFT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of town: how many ``places`` an opening has in the mean, and whether at one place."""

    name: str
    places: float
    one_place: bool = False


KINDS = (
    Kind("50 projects, few places", 4),
    Kind("50 projects, many places", 12),
    Kind("50 projects, too many places", 30),
    Kind("50 sessions of one project, few places", 4, one_place=True),
    Kind("50 sessions of one project, too many places", 12, one_place=True),
)


def wants(kind: Kind, seed: int, *, people: int, openings: int) -> list[Want]:
    """Return a town's openings with everyone who fits them. One at one place asks for no skill."""
    draw = np.random.default_rng(seed)
    hubs = draw.normal(0, 6, (HUBS, 2))
    crowd = _people(draw, hubs, people)
    chances = Chances()
    return [
        _want(
            key,
            rank(_need(draw, hubs, kind), crowd, chances),
            1 + int(draw.poisson(kind.places - 1)),
        )
        for key in range(openings)
    ]


def _want(key: int, ranked: list[Match], places: int) -> Want:
    wanted = enough(places, expected=0.0, time_left=TIME_LEFT)
    return Want(key, wanted, 0.0, places, ranked, f"{key}")


def _people(draw: np.random.Generator, hubs: Floats, many: int) -> list[Candidate]:
    homes = hubs[draw.integers(0, HUBS, many)] + draw.normal(0, 2.2, (many, 2))
    willing = draw.beta(1.0, 7.0, many)
    asked = draw.poisson(4, many)
    accepted = draw.binomial(asked, willing)
    reach = draw.choice(REACH_KM, many)
    silent = draw.random(many) < 0.5
    free = (draw.random((many, DAY_PARTS)) < 0.3) @ (1 << np.arange(DAY_PARTS))
    rested = draw.exponential(200, many)
    return [
        Candidate(
            id=n,
            home=_at(*homes[n]),
            reach_km=float(reach[n]),
            skills=frozenset(np.flatnonzero(draw.random(SKILLS) < 1.5 * HOW_RARE).tolist()),
            free=None if silent[n] else int(free[n]),
            hours_since_asked=float(rested[n]) if asked[n] else None,
            asked=int(asked[n]),
            accepted=int(accepted[n]),
        )
        for n in range(many)
    ]


def _need(draw: np.random.Generator, hubs: Floats, kind: Kind) -> Need:
    at = (0.0, 0.0) if kind.one_place else hubs[draw.integers(HUBS)] + draw.normal(0, 2.5, 2)
    skill = int(draw.choice(SKILLS, p=HOW_RARE))
    asks = not kind.one_place and draw.random() < 0.6
    day_part = 1 << int(draw.integers(DAY_PARTS))
    return Need(_at(*at), required=frozenset({skill}) if asks else frozenset(), day_part=day_part)


def _at(east_km: float, north_km: float) -> Point:
    return Point(CENTRE.latitude + north_km * KM_NORTH, CENTRE.longitude + east_km * KM_EAST)
