"""From values to places in a drawing, and the round values that an axis names.

Pure.
"""

from dataclasses import dataclass
from math import ceil, floor, isclose, log10

WHOLE = 100.0
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A way of placing values between ``low`` and ``high``; what is outside stands at the edge."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Return how far a value is from ``low`` to ``high``, in hundredths."""
        if self.high == self.low:
            return WHOLE / 2
        share = value / (self.high - self.low) - self.low / (self.high - self.low)
        return round(WHOLE * min(1.0, max(0.0, share)), 2)

    def down(self, value: float) -> float:
        """Return how far from the top a value stands, as in a drawing y grows downwards."""
        return round(WHOLE - self.at(value), 2)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return at most ``most`` round values, evenly apart, the first and last around all between.

    One value alone, or none, gets room on both sides.
    """
    if isclose(low, high, rel_tol=1e-9, abs_tol=1e-12):
        low, high = (low - abs(low) / 10 or -1.0), (high + abs(high) / 10 or 1.0)
    size = 10.0 ** floor(log10((high - low) / most))
    for step in (factor * size * more for more in (1, 10) for factor in STEPS):
        first, last = floor(low / step), ceil(high / step)
        if last - first < most:
            return [_tidy(n * step) for n in range(first, last + 1)]
    raise AssertionError("a step of a hundred sizes always fits")  # pragma: no cover


def _tidy(value: float) -> float:
    return float(f"{value:.10g}")
