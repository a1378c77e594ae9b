"""Urgent calls: the session begins soon, so the waves follow each other faster.

Never the consent: whoever said stop, had their share of calls or is asked outside the allowed
hours by nobody else is not asked by these either.
"""

from datetime import datetime, timedelta

from volunteer.calls.model import Call
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.errors import N_, Refused
from volunteer.projects.model import Opening

NOT_YET = N_(
    "A call can be urgent when its session begins within %(hours)s hours. Ask as usual until then."
)


def may_be(city: City, opening: Opening, *, now: datetime) -> bool:
    """Return whether a call about an opening may be urgent: its session begins soon."""
    session = opening.session
    if session.ends_at is None:
        return False
    return now < session.starts_at <= now + timedelta(hours=city.rules.urgent_within_hours)


def ensure_may_be(city: City, opening: Opening, *, now: datetime) -> None:
    """Refuse a call that would be urgent too early."""
    if not may_be(city, opening, now=now):
        raise Refused(NOT_YET, hours=city.rules.urgent_within_hours)


def pace(rules: Rules, *, urgent: bool) -> tuple[timedelta, timedelta]:
    """Return the shortest and the longest wait between two waves."""
    least, most = (
        (rules.urgent_wave_least_minutes, rules.urgent_wave_most_minutes)
        if urgent
        else (rules.wave_least_minutes, rules.wave_most_minutes)
    )
    return timedelta(minutes=least), timedelta(minutes=most)


def window(rules: Rules, call: Call) -> timedelta:
    """Return how long an invitation may be answered."""
    if call.urgent:
        return timedelta(minutes=rules.urgent_reply_minutes)
    return timedelta(hours=rules.reply_hours)
