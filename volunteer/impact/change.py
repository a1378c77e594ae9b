"""What changed in a period.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Value(Protocol):
    """A value on a day."""

    @property
    def on(self) -> date:
        """Return the day."""

    @property
    def value(self) -> float:
        """Return the value."""


@dataclass(frozen=True, slots=True)
class Change:
    """From the last value before a period to the newest in it; ``better``: towards the target.

    ``better`` is None when it is the same. ``since_baseline``: nothing was read before.
    """

    before: float
    now: float
    better: bool | None
    since_baseline: bool

    @property
    def difference(self) -> float:
        """Return by how much it changed, without a sign."""
        return abs(self.now - self.before)


def change(
    values: Sequence[Value], since: date, *, baseline: float, target: float
) -> Change | None:
    """Return what changed ``since``; None when nothing was read. ``values``: the oldest first."""
    if not values or values[-1].on < since:
        return None
    earlier = [one.value for one in values if one.on < since]
    before, now = earlier[-1] if earlier else baseline, values[-1].value
    better = None if now == before else (now > before) == (target > baseline)
    return Change(before, now, better, since_baseline=not earlier)
