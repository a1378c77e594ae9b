"""A measure's readings over time, against the straight line from its baseline to its target.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from volunteer.web.charts.scale import Scale, ticks

NEAR_AN_EDGE = 15


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day. ``sure``: it was verified; None draws no dot."""

    on: date
    value: float
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line in the drawing."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A reading in the drawing."""

    x: float
    y: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value and its height."""

    y: float
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line; ``today`` is None when today is outside of what is drawn."""

    ticks: list[Tick]
    way: Stroke
    strokes: list[Stroke]
    dots: list[Dot]
    today: float | None
    today_anchor: str
    first: date
    last: date


def line(points: Sequence[Point], start: Point, end: Point, today: date, *, most: int = 5) -> Line:
    """Draw points, the oldest first, with the way from ``start`` to ``end``.

    At most ``most`` values are named beside it.
    """
    along = [*points, start, end]
    first, last = min(p.on for p in along), max(p.on for p in along)
    values = [p.value for p in along]
    named = ticks(min(values), max(values), most)
    across, up = Scale(first.toordinal(), last.toordinal()), Scale(named[0], named[-1])

    def stroke(a: Point, b: Point) -> Stroke:
        return Stroke(
            across.at(a.on.toordinal()),
            up.down(a.value),
            across.at(b.on.toordinal()),
            up.down(b.value),
        )

    now = across.at(today.toordinal()) if first <= today <= last else None
    return Line(
        ticks=[Tick(up.down(value), value) for value in reversed(named)],
        way=stroke(start, end),
        strokes=[stroke(a, b) for a, b in pairwise(points)],
        dots=[
            Dot(across.at(p.on.toordinal()), up.down(p.value), p.sure)
            for p in points
            if p.sure is not None
        ],
        today=now,
        today_anchor=_anchor(now or 0.0),
        first=first,
        last=last,
    )


def _anchor(x: float) -> str:
    if x < NEAR_AN_EDGE:
        return "start"
    return "end" if x > 100 - NEAR_AN_EDGE else "middle"
