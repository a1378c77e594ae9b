"""In what doses to ask: enough to expect the places filled, and no more.

Pure. The numbers were chosen among others by trial: docs/measures.md. Asking is a scarce
resource, since every text may put somebody to rest or make them leave: V. Manshadi and
S. Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from math import exp, lgamma, log
from random import Random
from typing import NamedTuple

from volunteer.calls.matching import Match

AT_RANDOM = 10  # one in ten, so that the table keeps learning and new people get asked
ANSWERED_HALF_LIFE_H = 0.5  # of the answers still to come, half come within this time
TOO_MANY = 0.1  # how often a wave may bring more yes than there are places
LAST_WAVES = timedelta(hours=4)  # with less time left, what is missing is asked for at once
PAUSES = 12  # a wave waits for the twelfth part of the time left
EXACT = 1e-6  # of a yes


class Chosen(NamedTuple):
    """Somebody whom a wave asks.

    ``propensity`` is how likely it was, in the turn in which they were chosen, that it would be
    they: 1 for who was first in line, and for one whom chance drew 1 in as many as were left.
    """

    match: Match
    at_random: bool
    propensity: float


def wave(ranked: Sequence[Match], *, wanted: float, floor: float, seed: str) -> list[Chosen]:
    """Return whom to ask now.

    From the top until the expected answers reach ``wanted``; one in ten is drawn at
    random from the rest. Nobody is asked for whom a text is worth less than the ``floor``.
    The same seed draws the same people.
    """
    able = [one for one in reversed(ranked) if one.worth >= floor]  # the first in line are last
    draw = Random(seed)  # a fair draw, no secret  # noqa: S311  # nosec B311
    chosen: list[Chosen] = []
    expected = 0.0
    while able and expected < wanted:
        at_random = len(chosen) % AT_RANDOM == AT_RANDOM - 1
        left = len(able)
        one = able.pop(-1 - draw.randrange(left) if at_random else -1)
        chosen.append(Chosen(one, at_random, 1 / left if at_random else 1.0))
        expected += one.score
    return chosen


def enough(open_places: int, *, expected: float, time_left: timedelta) -> float:
    """Return how many yes the next wave should bring; ``expected`` are on their way already.

    Chance brings more yes than were expected as often as fewer, and whoever says yes when
    all is full was tired for nothing. So while there is time for another wave, one asks for
    a little less than is missing; in the last hours it asks for all of it.
    """
    hoped = float(open_places) if time_left <= LAST_WAVES else prudent(open_places)
    return hoped - expected


@cache
def prudent(places: int) -> float:
    """Return the most yes to expect, so that more than the places come one time in ten.

    That is 0.5 yes for one place, 2.4 for four and 15.4 for twenty.
    """
    low, high = 0.0, float(places)
    while high - low > EXACT:
        middle = (low + high) / 2
        low, high = (middle, high) if _overfills(places, middle) <= TOO_MANY else (low, middle)
    return low


def still_expected(asked: Sequence[tuple[float, float]]) -> float:
    """Return the yes still to come of people asked, each a chance and hours since.

    Who was asked later than now, by another clock, was asked now.
    """
    fade = -log(2) / ANSWERED_HALF_LIFE_H
    return sum(chance * exp(fade * max(hours, 0.0)) for chance, hours in asked)


def pause(time_left: timedelta, *, least: timedelta, most: timedelta) -> timedelta:
    """Return how long to wait for answers: a twelfth of the time left, within bounds."""
    return max(least, min(most, time_left / PAUSES))


def _overfills(places: int, expected: float) -> float:
    """Return how likely more yes than the places are: of many unlikely yes, Poisson tells."""
    fits = (exp(n * log(expected) - expected - lgamma(n + 1)) for n in range(places + 1))
    return 1 - sum(fits)
