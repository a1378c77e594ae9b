"""When texts go out: by the city's clock, wherever and however the server's stands."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests.builders import a_contact
from tests.fakes import FakeSms
from tests.posting import DAY, HOUR, MINUTE, status, write
from volunteer.cities.model import City
from volunteer.messages import calling, sending, unsettled
from volunteer.messages.model import Lane
from volunteer.messages.status import Status

LONDON = ZoneInfo("Europe/London")
FIRST_AND_LAST = [  # the first minute of a day's hours, and the first after them
    ("2031-03-29 09:00", "2031-03-29 20:00"),  # Saturday
    ("2031-03-30 10:00", "2031-03-30 18:00"),  # Sunday: the clocks went forward that night
    ("2031-03-31 09:00", "2031-03-31 20:00"),
    ("2030-10-26 09:00", "2030-10-26 20:00"),
    ("2030-10-27 10:00", "2030-10-27 18:00"),  # Sunday: they went back
    ("2030-10-28 09:00", "2030-10-28 20:00"),
    ("2030-12-24 09:00", "2030-12-24 20:00"),
    ("2030-12-26 09:00", "2030-12-26 20:00"),
]


@pytest.fixture(params=["UTC", "Europe/London", "America/New_York", "Pacific/Kiritimati"])
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the server a time zone of its own."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def london(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=LONDON).astimezone(UTC)


def send(session: Session, sms: FakeSms, now: datetime) -> int:
    """Send what is due as the worker does; return how many texts have gone."""
    open_now = calling.cities_open(session, now)
    session.rollback()
    while sending.deliver_next(sms, clock=lambda: now, calling=open_now):
        pass
    return len(sms.sent)


@pytest.mark.parametrize("lane", [Lane.CALL, Lane.NOTICE])
def test_calls_and_reminders_go_out_in_the_citys_hours_on_both_clock_changes(
    session: Session, city: City, sms: FakeSms, server_zone: str, lane: Lane
) -> None:
    wrong = []
    for opens, closes in sorted(FIRST_AND_LAST):
        for at, goes in ((london(opens), 1), (london(closes), 0)):
            moments = ((at - MINUTE, 1 - goes), (at, goes))
            for moment, sent in moments:
                write(city, a_contact(session, city), now=moment, lane=lane, useful_for=MINUTE / 2)
                before = len(sms.sent)
                if send(session, sms, moment) - before != sent:
                    wrong.append((server_zone, moment))

    assert wrong == []


@pytest.mark.parametrize("hour", range(24))
def test_nobody_is_called_on_christmas_day_and_answers_go_all_the_same(
    session: Session, city: City, sms: FakeSms, hour: int
) -> None:
    now = london(f"2030-12-25 {hour:02}:30")
    write(city, a_contact(session, city), "Can you help?", now=now)
    write(city, a_contact(session, city), "Thank you!", now=now, lane=Lane.REPLY)

    send(session, sms, now)

    assert [letter.body for letter in sms.sent] == ["Thank you!"]


@pytest.mark.parametrize(
    ("useful_for", "ends"), [(HOUR, Status.EXPIRED), (2 * DAY, Status.ACCEPTED)]
)
def test_what_was_planned_at_two_minutes_to_eight_and_not_sent_by_eight_waits_or_expires(
    session: Session, city: City, sms: FakeSms, useful_for: timedelta, ends: Status
) -> None:
    planned, eight = london("2030-06-07 19:58"), london("2030-06-07 20:00")  # a Friday
    assert calling.is_open(city, planned)
    call = write(city, a_contact(session, city), now=planned, useful_for=useful_for)

    assert send(session, sms, eight) == 0
    assert status(session, call) is Status.QUEUED
    tomorrow = london("2030-06-08 09:00")
    unsettled.expire(now=tomorrow)
    send(session, sms, tomorrow)

    assert status(session, call) is ends
