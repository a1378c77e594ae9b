"""What a role asks of people beside skills: their age, a vehicle, a check.

Pure.
"""

from dataclasses import dataclass

from volunteer.core.errors import N_, Refused
from volunteer.people.ages import ADULT, AGES
from volunteer.people.levels import Level

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Requirements:
    """What everybody in a role must be or bring.

    A level of check comes with the reason why the law lets one ask for it: whoever asks for
    a check that a role is not eligible for commits an offence.
    """

    least_age: int = ADULT
    vehicle: bool = False
    level: Level | None = None
    reason: str = ""

    @property
    def any(self) -> bool:
        """Whether this asks for more than joining does."""
        return self.least_age > ADULT or self.vehicle or self.level is not None


NOTHING_MORE = Requirements()  # than to be 18, which is asked of whoever joins


def ensure_lawful(asked: Requirements) -> None:
    """Refuse a check without its reason, and an age that nobody is asked for."""
    if asked.least_age not in AGES:
        raise Refused(N_("Choose one of the ages in the list."))
    if asked.level is not None and not asked.reason.strip():
        raise Refused(
            N_(
                "Say why this role may ask for a check: asking for one that it is not eligible "
                "for is an offence."
            )
        )
    if len(asked.reason) > LONGEST_REASON:
        raise Refused(N_("Say it in %(max)s characters or fewer."), max=LONGEST_REASON)
