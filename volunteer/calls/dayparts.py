"""The 21 parts of a week in which people say they are free.

Pure. Bit 3 × weekday + part; Monday is 0; parts are morning, afternoon and evening.
"""

from datetime import datetime

NOON, EVENING = 12, 17


def day_part(local: datetime) -> int:
    """Return the bit of the part of the week in which a local moment lies."""
    part = (local.hour >= NOON) + (local.hour >= EVENING)
    return 1 << (3 * local.weekday() + part)
