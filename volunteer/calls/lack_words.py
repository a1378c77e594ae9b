"""What somebody lacks, in words: to themselves, who can mend it, and to those who run it."""

from collections.abc import Mapping

from volunteer.calls.lacks import Lack
from volunteer.core.errors import N_, Refused
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

EACH = N_(
    "In this role everybody is looked at by name, so each person needs to join and take a "
    "place of their own."
)
TO_THEM: Mapping[Lack, str] = {
    Lack.TOO_YOUNG: N_(
        "This is for people aged %(age)s or over. If you are, say so in your profile."
    ),
    Lack.NO_VEHICLE: N_(
        "This needs a car or van that you can use. If you have one, say so in your profile."
    ),
}
CHECK: Mapping[Level, str] = {
    Level.BASIC: N_(
        "This needs a basic DBS check that is valid on the day, and we have none for you. "
        "%(organisation)s can arrange one: reply to any text from us, and we pass it on."
    ),
    Level.STANDARD: N_(
        "This needs a standard DBS check that is valid on the day, and we have none for you. "
        "%(organisation)s can arrange one: reply to any text from us, and we pass it on."
    ),
    Level.ENHANCED: N_(
        "This needs an enhanced DBS check that is valid on the day, and we have none for you. "
        "%(organisation)s can arrange one: reply to any text from us, and we pass it on."
    ),
}
OF_THEM: Mapping[Lack, str] = {
    Lack.TOO_YOUNG: N_("%(name)s has not said that they are old enough for this role."),
    Lack.NO_VEHICLE: N_("%(name)s has not said that they have a car or van to use."),
    Lack.NO_CHECK: N_("%(name)s has no DBS check that this role asks for and that is valid then."),
}


def to_them(lack: Lack, opening: Opening) -> Refused:
    """Say to somebody why they cannot have a place, and what they can do."""
    role = opening.role
    if lack is Lack.NO_CHECK and role.check_level is not None:
        return Refused(CHECK[role.check_level], organisation=role.project.organisation.name)
    return Refused(TO_THEM[lack], age=role.least_age)


def of_them(lack: Lack, volunteer: Volunteer) -> Refused:
    """Say to those who run it what somebody lacks: not which checks they have."""
    return Refused(OF_THEM[lack], name=volunteer.name)
