"""How far a measure is on its way from baseline to target.

Pure.
"""

from datetime import date
from enum import StrEnum

TOLERANCE = 0.1  # of the whole way, either side of what is expected


class Standing(StrEnum):
    """Where a measure is against what is expected of it today."""

    ON = "on"
    AHEAD = "ahead"
    BEHIND = "behind"
    UNKNOWN = "unknown"


def expected(
    baseline: float, baseline_on: date, target: float, target_on: date, today: date
) -> float:
    """Return where a measure should be today: on a straight line from baseline to target.

    Before the line it is the baseline, after it the target.
    """
    days, all_days = (today - baseline_on).days, (target_on - baseline_on).days
    share = min(1.0, max(0.0, days / all_days))
    return baseline + share * (target - baseline)


def standing(baseline: float, target: float, now: float | None, expected: float) -> Standing:
    """Return how a value compares with the expected one, whichever direction is better."""
    if now is None:
        return Standing.UNKNOWN
    lead = (now - expected) / (target - baseline)
    if lead > TOLERANCE:
        return Standing.AHEAD
    return Standing.BEHIND if lead < -TOLERANCE else Standing.ON
