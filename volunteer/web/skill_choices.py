"""A city's skills as boxes to tick: named alike wherever they are offered."""

from collections.abc import Iterable

from flask_babel import gettext
from wtforms import SelectChoice

from volunteer.people.model import Skill


def skill_choices(skills: Iterable[Skill]) -> list[SelectChoice]:
    """Return a choice for each skill, in this page's language, with a capital first letter."""
    return [SelectChoice(skill.id, named(skill)) for skill in skills]


def named(skill: Skill) -> str:
    """Return a skill in this page's language, with a capital first letter."""
    name = str(gettext(skill.name))
    return name[:1].upper() + name[1:]  # capitalize() would make "Dbs" of "DBS"
