"""A bullet bar: from where to where, how far one is, and how far one should be.

Pure.
"""

from dataclasses import dataclass

from volunteer.web.charts.scale import Scale

BEYOND = 0.2  # of the way: how much is drawn before the baseline or after the target, at most
MIDDLE = (33, 67)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the bar, and how its words stand to it so that they stay on the page."""

    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """The baseline is on the left and the target on the right, whichever is the larger number.

    The bar reaches from ``start`` over ``length``: to the left of the baseline when things
    became worse (``back``).
    """

    baseline: Mark
    target: Mark
    expected: Mark
    now: Mark | None
    start: float
    length: float
    back: bool


def bullet(baseline: float, target: float, now: float | None, expected: float) -> Bullet:
    """Place the marks of a measure. What lies far beyond its ends stands at the edge."""

    def share(value: float) -> float:
        return (value - baseline) / (target - baseline)

    reached = 0.0 if now is None else min(1 + BEYOND, max(-BEYOND, share(now)))
    scale = Scale(min(0.0, reached), max(1.0, reached))
    zero, end = scale.at(0.0), scale.at(reached)
    return Bullet(
        baseline=_mark(zero),
        target=_mark(scale.at(1.0)),
        expected=_mark(scale.at(share(expected))),
        now=None if now is None else _mark(end),
        start=min(zero, end),
        length=round(abs(end - zero), 2),
        back=reached < 0,
    )


def _mark(x: float) -> Mark:
    if x < MIDDLE[0]:
        return Mark(x, "start")
    return Mark(x, "end" if x > MIDDLE[1] else "middle")
