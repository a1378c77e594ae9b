"""Amounts and times of day as people type them.

Pure.
"""

import re
from datetime import time

_AMOUNT = re.compile(r"£?\s*(-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?)\s*%?")
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_FIRST_CLEAR_HOUR = 7  # "8" is eight in the morning; whether "2" is at night nobody can tell


def amount_of(typed: str) -> float | None:
    """Return the number meant by "14,000", "£134,000" or "2.5"; None if there is none."""
    found = _AMOUNT.fullmatch(typed.strip())
    return float(found[1].replace(",", "")) if found else None


def time_of(typed: str) -> time | None:
    """Return the time meant by "10", "10am", "2.30 pm", "1430" or "noon"; None if unclear.

    A bare hour before seven is unclear: it needs am, pm or a leading nought ("02:00").
    """
    typed = typed.strip().lower()
    if typed in _WORDS:
        return _WORDS[typed]
    found = _TIME.fullmatch(typed)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return _twelve_hours(hour, minute, found[3][0]) if found[3] else _plain(found[1], hour, minute)


def _twelve_hours(hour: int, minute: int, half: str) -> time | None:
    if not 1 <= hour <= 12 or minute > 59:  # noqa: PLR2004 - a clock face
        return None
    return time(hour % 12 + (12 if half == "p" else 0), minute)


def _plain(written: str, hour: int, minute: int) -> time | None:
    clear = hour >= _FIRST_CLEAR_HOUR or written.startswith("0")
    if not clear or hour > 23 or minute > 59:  # noqa: PLR2004 - a clock face
        return None
    return time(hour, minute)
