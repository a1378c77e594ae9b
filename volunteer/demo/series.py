"""How the projects of a demo city are told: what is done, where, with whom and how often."""

from dataclasses import dataclass
from datetime import time

from volunteer.projects.requirements import NOTHING_MORE, Requirements

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True, slots=True)
class Yield:
    """What a session achieves for each person who comes: at least and at most.

    ``measure`` is the output it counts towards; without one it is told all the same.
    """

    verb: str
    noun: str
    least: float
    most: float
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A project whose sessions come round. ``since`` and ``until`` are days ago.

    A weekday of None is the one on which the demo is made, so that something is on today.
    """

    title: str
    summary: str
    initiative: str
    contact: str
    address: str
    role: str
    weekday: int | None
    starts: time
    minutes: int
    places: int
    since: int
    until: int = -15
    every: int = 1
    required: str = ""
    helping: str = ""
    private: bool = False
    gives: Yield | None = None
    asks: Requirements = NOTHING_MORE
