"""Levels of criminal record checks, and whether one holds when it must.

Pure. A higher level says all that a lower one does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Level(StrEnum):
    """How deep a check looked, the least first."""

    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"

    @property
    def rank(self) -> int:
        """How much it says, from 1."""
        return list(Level).index(self) + 1


@dataclass(frozen=True, slots=True)
class Held:
    """A check somebody has: decided on a day, and good until a moment, or until withdrawn."""

    level: Level
    decided_on: date
    ends_at: datetime

    def holds(self, first: datetime, last: datetime) -> bool:
        """Return whether it holds from one moment to another, without a break."""
        return self.decided_on <= first.date() and last < self.ends_at


def highest(held: Iterable[Held], *, first: datetime, last: datetime) -> Level | None:
    """Return the highest level of the checks that hold all the time; None if none does.

    ``first`` is in the city's zone, as a day is meant there.
    """
    holding = [one.level for one in held if one.holds(first, last)]
    return max(holding, key=lambda level: level.rank, default=None)


def covering(level: Level) -> list[Level]:
    """Return the levels that say as much as this one, or more."""
    return [one for one in Level if one.rank >= level.rank]
