"""What time it is, and in the demo what time the demo takes it to be."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from volunteer.core import clock, heartbeat
from volunteer.core.clock import DemoClock
from volunteer.core.db import UtcDateTime, db, transaction

DAY = timedelta(days=1)
MOMENT = timedelta(minutes=5)  # more than a test takes


@pytest.fixture
def demo(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """Give the demo, with its context open."""
    app = make_app(DEMO=True)
    with app.app_context():
        yield app


def real() -> datetime:
    return datetime.now(UTC)


def test_the_time_is_the_real_one_and_says_its_zone(app: Flask) -> None:
    before = real()

    now = clock.now()

    assert before <= now <= real()
    assert now.tzinfo is UTC


def test_the_demo_begins_at_the_real_time(demo: Flask) -> None:
    before = real()

    assert before <= clock.now() <= real()


def test_the_demo_can_be_moved_on(demo: Flask) -> None:
    clock.move_to(real() + 3 * DAY)

    assert abs(clock.now() - (real() + 3 * DAY)) < MOMENT


def test_the_demo_never_goes_back_as_the_past_cannot_be_unsent(demo: Flask) -> None:
    clock.move_to(real() - DAY)
    assert abs(clock.now() - real()) < MOMENT
    clock.move_to(real() + 3 * DAY)

    clock.move_to(real() + DAY)

    assert clock.now() > real() + 2 * DAY
    assert db.session.scalar(sa.select(sa.func.count()).select_from(DemoClock)) == 1


def test_outside_the_demo_nothing_moves_the_time(app: Flask) -> None:
    clock.move_to(real() + 3 * DAY)

    assert abs(clock.now() - real()) < MOMENT


def test_moments_are_kept_in_utc_whatever_zone_they_are_said_in(session: Session) -> None:
    noon = datetime(2030, 5, 4, 12, tzinfo=UTC)
    elsewhere = noon.astimezone(datetime.strptime("+0930", "%z").tzinfo)

    heartbeat.beat("a worker", now=elsewhere)

    kept = heartbeat.last(session)
    assert kept == noon
    assert kept is not None
    assert kept.tzinfo is UTC


def test_a_moment_that_does_not_say_its_zone_is_refused(session: Session) -> None:
    naive = datetime(2030, 5, 4, 12)  # noqa: DTZ001 - that is the point

    with pytest.raises(sa.exc.StatementError, match="has no time zone"):
        session.scalar(sa.select(sa.literal(naive, UtcDateTime)))
    session.rollback()


def test_a_use_case_inside_another_is_a_mistake(app: Flask) -> None:
    with transaction(), pytest.raises(RuntimeError, match="called another"), transaction():
        pass
