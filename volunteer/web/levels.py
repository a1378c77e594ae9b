"""The levels of checks in words, and what a role asks for in a sentence each."""

from flask_babel import gettext, lazy_gettext
from wtforms import SelectChoice

from volunteer.calls.lack_words import to_them
from volunteer.calls.lacks import Lack
from volunteer.people.ages import ADULT
from volunteer.people.levels import Level
from volunteer.projects.model import Opening, ProjectRole
from volunteer.web.forms import sentence

LEVELS = {
    Level.BASIC: lazy_gettext("Basic DBS check"),
    Level.STANDARD: lazy_gettext("Standard DBS check"),
    Level.ENHANCED: lazy_gettext("Enhanced DBS check"),
}
NEEDS = {
    Level.BASIC: lazy_gettext("You need a basic DBS check that is valid on the day."),
    Level.STANDARD: lazy_gettext("You need a standard DBS check that is valid on the day."),
    Level.ENHANCED: lazy_gettext("You need an enhanced DBS check that is valid on the day."),
}
WITH = {
    Level.BASIC: lazy_gettext("a basic DBS check"),
    Level.STANDARD: lazy_gettext("a standard DBS check"),
    Level.ENHANCED: lazy_gettext("an enhanced DBS check"),
}


def choices() -> list[SelectChoice]:
    """Return the levels to choose from."""
    return [SelectChoice(level.value, str(name)) for level, name in LEVELS.items()]


def asked_of(role: ProjectRole) -> list[str]:
    """Return what a role asks of whoever takes a place, to them, beside skills."""
    asked = role.requirements
    said = []
    if asked.least_age > ADULT:
        said.append(gettext("You need to be %(age)s or over.", age=asked.least_age))
    if asked.vehicle:
        said.append(gettext("You need a car or van that you can use."))
    if asked.level is not None:
        said.append(str(NEEDS[asked.level]))
    return said


def asks_of_everybody(role: ProjectRole) -> list[str]:
    """Return what a role asks of everybody, to those who run it, beside skills."""
    asked = role.requirements
    said = []
    if asked.least_age > ADULT:
        said.append(gettext("an age of %(age)s or over", age=asked.least_age))
    if asked.vehicle:
        said.append(gettext("a car or van"))
    if asked.level is not None:
        said.append(str(WITH[asked.level]))
    return said


def lacking(lack: Lack, opening: Opening) -> str:
    """Return why somebody cannot have a place, and what they can do."""
    return sentence(to_them(lack, opening))
