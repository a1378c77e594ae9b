"""In what doses to ask: enough to expect the places filled, and no more.

Pure. Asking is a scarce resource, since every text may put somebody to rest or make
them leave: V. Manshadi and S. Rodilitz, Online Policies for Efficient Volunteer
Crowdsourcing, Management Science 2022.
"""

from collections.abc import Sequence
from datetime import timedelta
from math import exp, log
from random import Random

from volunteer.calls.matching import Match

AT_RANDOM = 10  # one in ten, so that the table keeps learning and new people get asked
ANSWERED_HALF_LIFE_H = 1.0  # of the answers still to come, half come within this time


def wave(
    ranked: Sequence[Match], *, wanted: float, floor: float, seed: str
) -> list[tuple[Match, bool]]:
    """Return whom to ask now, each with whether chance drew them.

    From the top until the expected answers reach ``wanted``; one in ten is drawn at
    random from the rest above the floor. The same seed draws the same people.
    """
    able = [one for one in ranked if one.score >= floor]
    draw = Random(seed)  # a fair draw, no secret  # noqa: S311  # nosec B311
    chosen: list[tuple[Match, bool]] = []
    expected = 0.0
    while able and expected < wanted:
        at_random = len(chosen) % AT_RANDOM == AT_RANDOM - 1
        one = able.pop(draw.randrange(len(able)) if at_random else 0)
        chosen.append((one, at_random))
        expected += one.score
    return chosen


def still_expected(asked: Sequence[tuple[float, float]]) -> float:
    """Return the yes still to come of people asked, each a chance and hours since."""
    return sum(chance * exp(-log(2) * hours / ANSWERED_HALF_LIFE_H) for chance, hours in asked)


def pause(time_left: timedelta, *, least: timedelta, most: timedelta) -> timedelta:
    """Return how long to wait for answers: a sixth of the time left, within bounds."""
    return max(least, min(most, time_left / 6))
