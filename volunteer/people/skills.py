"""What people can do, as each city lists it."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, Refused
from volunteer.people.model import Skill

# Numbered from 1 in this order; short enough to fit into one text together.
DEFAULT_SKILLS = (
    ("driving", N_("driving")),
    ("gardening", N_("gardening")),
    ("cooking", N_("cooking")),
    ("lifting", N_("lifting")),
    ("company", N_("keeping company")),
    ("first-aid", N_("first aid")),
    ("repairs", N_("repairs")),
    ("computers", N_("computers")),
    ("reading", N_("reading help")),
    ("languages", N_("languages")),
    ("office", N_("office work")),
    ("energy", N_("energy advice")),
)


def add_defaults(session: Session, city_id: int) -> None:
    """Give a new city its list of skills."""
    session.add_all(
        Skill(city_id=city_id, number=number, slug=slug, name=name)
        for number, (slug, name) in enumerate(DEFAULT_SKILLS, start=1)
    )
    session.flush()


def of_city(session: Session, city_id: int) -> list[Skill]:
    """Return a city's skills by their number."""
    return list(session.scalars(_listed(city_id)))


def by_numbers(session: Session, city_id: int, numbers: Iterable[int]) -> list[Skill]:
    """Return the skills with these numbers; a number that none has is left out."""
    return list(session.scalars(_listed(city_id).where(Skill.number.in_(set(numbers)))))


def by_ids(session: Session, city_id: int, ids: Iterable[int]) -> list[Skill]:
    """Return the city's skills with these ids; refuse one that it does not list."""
    wanted = set(ids)
    found = list(session.scalars(_listed(city_id).where(Skill.id.in_(wanted))))
    if len(found) != len(wanted):
        raise Refused(N_("One of these skills is not in the list. Please choose again."))
    return found


def _listed(city_id: int) -> sa.Select[Skill]:
    return sa.select(Skill).where(Skill.city_id == city_id).order_by(Skill.number).limit(100)
