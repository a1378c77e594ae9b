"""What somebody lacks of what a role asks for beside skills.

Pure.
"""

from dataclasses import dataclass
from enum import StrEnum

from volunteer.people.ages import ADULT
from volunteer.people.levels import Level
from volunteer.projects.requirements import Requirements


class Lack(StrEnum):
    """What somebody lacks; the first that is found is told."""

    TOO_YOUNG = "not old enough"
    NO_VEHICLE = "no vehicle"
    NO_CHECK = "no valid check"


@dataclass(frozen=True, slots=True)
class Brings:
    """What is known of somebody: by what they said, and by the checks that were decided on.

    ``age`` is the one they said they have reached, which is 18 to join at all. ``level`` is
    the highest of their checks that holds from now to the end of the session in question.
    """

    age: int = ADULT
    vehicle: bool = False
    level: Level | None = None


JOINED = Brings()  # whoever has joined, of whom nothing else is known


def lack(asked: Requirements, brings: Brings) -> Lack | None:
    """Return what somebody lacks of what is asked, or None if nothing."""
    if brings.age < asked.least_age:
        return Lack.TOO_YOUNG
    if asked.vehicle and not brings.vehicle:
        return Lack.NO_VEHICLE
    if asked.level is not None and (brings.level is None or brings.level.rank < asked.level.rank):
        return Lack.NO_CHECK
    return None
