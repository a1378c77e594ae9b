"""What a city's texts cost today, and what is left of what it set aside."""

from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages.model import Message
from volunteer.messages.status import Status

FREE = (Status.CANCELLED, Status.SUPPRESSED, Status.EXPIRED)


def left_today(session: Session, city: City, *, now: datetime) -> int:
    """Return how many pence may still be spent before midnight, city time; never below 0.

    What is queued counts as spent.
    """
    midnight = datetime.combine(now.astimezone(city.zone), time.min, city.zone)
    segments = session.scalar(
        sa.select(sa.func.sum(Message.segments)).where(
            Message.city_id == city.id,
            Message.created_at >= midnight,
            Message.status.not_in(FREE),
        )
    )
    spent = (segments or 0) * city.rules.segment_pence
    return max(0, city.rules.spend_a_day_pence - spent)
