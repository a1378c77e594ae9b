"""Upright bars side by side, each of two parts on top of each other.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from volunteer.web.charts.line import Tick
from volunteer.web.charts.scale import Scale, ticks

GAP = 0.28  # of the room that each has


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar."""

    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The lower part is what is certain, the upper what comes on top."""

    x: float
    middle: float
    width: float
    lower: Part
    upper: Part


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from nought to the last tick."""

    ticks: list[Tick]
    bars: list[Bar]


def bars(values: Sequence[tuple[float, float]]) -> Bars:
    """Draw pairs of a lower and an upper part, nought or more each."""
    named = ticks(0.0, max((lower + upper for lower, upper in values), default=0.0) or 1.0)
    up = Scale(0.0, named[-1])
    room = 100 / max(1, len(values))
    return Bars(
        ticks=[Tick(up.down(value), value) for value in reversed(named)],
        bars=[_bar(nth, room, up, pair) for nth, pair in enumerate(values)],
    )


def _bar(nth: int, room: float, up: Scale, pair: tuple[float, float]) -> Bar:
    lower, whole = up.at(pair[0]), up.at(sum(pair))
    return Bar(
        x=round((nth + GAP / 2) * room, 2),
        middle=round((nth + 0.5) * room, 2),
        width=round((1 - GAP) * room, 2),
        lower=Part(round(100 - lower, 2), lower),
        upper=Part(round(100 - whole, 2), round(whole - lower, 2)),
    )
