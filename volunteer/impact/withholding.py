"""Small numbers of people, which are not shown to people outside.

Pure.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

LEAST_SHOWN = 8
ROUNDED_TO = 5


def shown(count: int, least: int = LEAST_SHOWN) -> int | None:
    """Return what may be shown of a number of people, None when it is withheld.

    One to seven people might be recognised; more are rounded to the nearest five. That
    nobody came is nobody's secret.
    """
    if 0 < count < least:
        return None
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def apart(counts: Mapping[K, int], least: int = LEAST_SHOWN) -> dict[K, int | None]:
    """Return what may be shown of the parts of a whole whose total is known too.

    One part alone that is withheld could be found by subtraction. So at least two are: the
    smallest of the others goes with those that are few. It alone is no fewer than ``least``,
    so neither are all of them together, even when the same people are in several parts.
    """
    few = {key for key, count in counts.items() if 0 < count < least}
    others = [key for key, count in counts.items() if count >= max(least, 1)]
    if few and others:
        few.add(min(others, key=lambda key: (counts[key], str(key))))
    return {key: None if key in few else shown(count, least) for key, count in counts.items()}
