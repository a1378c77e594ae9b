"""What everything in the demo is made on: a city, its calendar and one set of dice."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.cities.service import NewCity
from volunteer.demo.days import Days
from volunteer.people import skills
from volunteer.people.model import Skill


@dataclass(frozen=True, slots=True)
class Stage:
    """A city being made. The dice fall the same way every time."""

    session: Session
    city: City
    days: Days
    dice: Random
    skills: dict[str, Skill]

    def often(self, share: float) -> bool:
        """Return whether something happens that happens in a share of all cases."""
        return self.dice.random() < share

    def code(self) -> str:
        """Return 32 characters that no other row has."""
        return f"{self.dice.getrandbits(128):032x}"


def raised(session: Session, new: NewCity, *, since: int, now: datetime) -> Stage:
    """Open a city so many days ago, and return the stage to make it on."""
    city = cities.add_in(session, new, now=now)
    days = Days(now, city.zone)
    city.own_rules = {"segments_a_second": 50.0}  # nobody waits for a carrier that is not there
    city.created_at = days.at(-since, 9)
    skills.add_defaults(session, city.id)
    listed = {skill.slug: skill for skill in skills.of_city(session, city.id)}
    return Stage(session, city, days, Random(new.slug), listed)  # no secret  # noqa: S311  # nosec B311
