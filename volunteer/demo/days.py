"""The demo's calendar: whole days from today, at hours of the city's zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
A_WEEK = 7
LONG = 104  # rounds, farther back than anything here
LATELY = (10, 18)  # hours between which a text may have come today


@dataclass(frozen=True, slots=True)
class Days:
    """The days around the moment at which the demo is made."""

    now: datetime
    zone: ZoneInfo

    def on(self, days: int) -> date:
        """Return the day so many days from today; those before it are negative."""
        return self.now.astimezone(self.zone).date() + days * DAY

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Return an hour of the day so many days from today."""
        return datetime.combine(self.on(days), time(hour, minute), self.zone).astimezone(UTC)

    def month(self, days: int) -> date:
        """Return the first of the month in which a day lies."""
        return self.on(days).replace(day=1)

    def until(self, moment: datetime) -> int:
        """Return how many days a moment is from today."""
        return (moment.astimezone(self.zone).date() - self.on(0)).days

    def lately(self) -> datetime:
        """Return the last full hour of a day's middle that is an hour ago at least."""
        first, last = LATELY
        hour = self.now.astimezone(self.zone).hour - 1
        return self.at(0, min(hour, last)) if hour >= first else self.at(-1, last)

    def weekly(self, weekday: int | None, *, since: int, until: int, every: int = 1) -> list[int]:
        """Return the days of a weekday (None: of today's) from ``since`` to ``until``.

        Of those that come round every few weeks one lies in the seven days to come.
        """
        today = self.on(0).weekday()
        next_one = ((today if weekday is None else weekday) - today) % A_WEEK
        step = A_WEEK * every
        return [day for day in range(next_one - LONG * step, until, step) if day >= since]
