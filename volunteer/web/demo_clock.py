"""The leaps that the demo's clock can make."""

from datetime import datetime, time, timedelta

import sqlalchemy as sa

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.projects.model import ProjectSession
from volunteer.web.access import city
from volunteer.web.kit import city_time

NINE = time(9)


def leaps() -> dict[str, datetime]:
    """Return the moments the clock can be moved to, by the name of the button."""
    now = clock.now()
    local = now.astimezone(city().zone).replace(tzinfo=None)
    possible = {
        "hour": now + timedelta(hours=1),
        "tomorrow": city_time(datetime.combine(local.date() + timedelta(days=1), NINE)),
        "end": _after_next_session(now),
        "week": city_time(local + timedelta(days=7)),
    }
    return {name: moment for name, moment in possible.items() if moment is not None}


def _after_next_session(now: datetime) -> datetime | None:
    """Return when people are asked for the hours of the session that ends next."""
    wait = timedelta(minutes=city().rules.hours_asked_minutes_after)
    end = db.session.scalar(
        sa.select(sa.func.min(ProjectSession.ends_at)).where(
            ProjectSession.city_id == city().id,
            ProjectSession.cancelled_at.is_(None),
            ProjectSession.ends_at > now - wait,
        )
    )
    return end and end + wait
