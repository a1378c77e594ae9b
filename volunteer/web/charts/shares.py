"""Bars that lie: each as long as its share of the longest.

Pure.
"""

from collections.abc import Sequence


def shares(counts: Sequence[float]) -> list[float]:
    """Return the length of each bar in hundredths of the longest; nothing at all has no length."""
    longest = max(counts, default=0) or 1
    return [round(100 * count / longest, 2) for count in counts]
