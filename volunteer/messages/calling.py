"""In which hours calls and reminders may go out."""

from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core import log
from volunteer.core.errors import Refused
from volunteer.messages import window


def hours_of(rules: Rules) -> window.Hours:
    """Return a city's rules as calling hours."""
    return window.Hours(
        opens=rules.time_of("calls_from"),
        closes=rules.time_of("calls_until"),
        sunday_opens=rules.time_of("sunday_calls_from"),
        sunday_closes=rules.time_of("sunday_calls_until"),
        closed_days=frozenset(_day(text) for text in rules.no_calls_on),
    )


def cities_open(session: Session, now: datetime) -> list[int]:
    """Return the ids of the cities in whose hours calls may go out now."""
    return [c.id for c in cities.everyone(session) if is_open(c, now)]


def is_open(city: City, now: datetime) -> bool:
    """Return whether calls may go out now; a city whose rules cannot be read calls nobody."""
    try:
        return window.is_open(hours_of(city.rules), now, city.zone)
    except (Refused, ValueError, LookupError, TypeError) as error:
        log.broke("city.rules", error, city=city.slug)
        return False


def next_open(city: City, now: datetime) -> datetime:
    """Return the next moment at which calls may go out: now, if they may."""
    return window.next_open(hours_of(city.rules), now, city.zone)


def _day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
