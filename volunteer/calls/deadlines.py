"""Until when a call asks: so that whoever is asked last can still answer and come."""

from datetime import datetime, timedelta

from volunteer.cities.model import City
from volunteer.projects.model import Opening

FLEXIBLE_CALL = timedelta(days=7)


def until(city: City, opening: Opening, now: datetime, *, urgent: bool = False) -> datetime:
    """Return until when a call about an opening asks that is started now, urgent or not."""
    starts, rules = opening.session.starts_at, city.rules
    if opening.session.ends_at is None:
        return now + FLEXIBLE_CALL
    usual = timedelta(hours=rules.reply_ends_hours_before)
    early = starts - (timedelta(minutes=rules.urgent_reply_minutes) if urgent else usual)
    return early if early > now else starts
