"""A number of which another worker is just claiming: who wants to send waits for it, a moment."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact
from tests.fakes import FakeSms
from tests.posting import write
from tests.racing import until_somebody_waits
from volunteer.cities.model import City
from volunteer.core.patience import patience
from volunteer.messages import claiming, sending
from volunteer.messages.model import Sender

pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def _where_rows_are_held(session: Session) -> None:
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so nobody finds a number in use")


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Give the thread of another worker."""
    with ThreadPoolExecutor(1) as one:
        yield one


def hold_number(session: Session, city: City) -> None:
    """Claim of a number, and be not done yet."""
    session.rollback()
    session.execute(sa.select(Sender).where(Sender.city_id == city.id).with_for_update()).all()


def sends(
    app: Flask, pool: ThreadPoolExecutor, sms: FakeSms, cities: list[int], now: datetime
) -> Future[bool]:
    """Let another worker send what is due."""

    def work() -> bool:
        with app.app_context():
            return sending.deliver_next(sms, clock=lambda: now, calling=cities)

    return pool.submit(work)


def test_who_finds_a_number_in_use_sends_as_soon_as_it_is_free(
    app: Flask, session: Session, city: City, pool: ThreadPoolExecutor, sms: FakeSms,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(claiming, "A_CLAIM", timedelta(seconds=30))
    write(city, a_contact(session, city), now=now)
    cities = [city.id]
    hold_number(session, city)

    other = sends(app, pool, sms, cities, now)
    until_somebody_waits()
    session.rollback()

    assert other.result(timeout=30)
    assert len(sms.sent) == 1


def test_who_does_not_wait_for_it_goes_away_with_nothing_sent(
    app: Flask, session: Session, city: City, pool: ThreadPoolExecutor, sms: FakeSms,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The control; so it is too where whoever holds the number does not come to an end."""
    monkeypatch.setattr(claiming, "A_CLAIM", timedelta(milliseconds=1))
    write(city, a_contact(session, city), now=now)
    cities = [city.id]
    hold_number(session, city)

    assert not sends(app, pool, sms, cities, now).result(timeout=30)

    session.rollback()
    assert sms.sent == []
    assert sends(app, pool, sms, cities, now).result(timeout=30)


def test_a_number_that_is_free_is_not_kept_waiting_by_one_in_use(
    app: Flask, session: Session, city: City, pool: ThreadPoolExecutor, sms: FakeSms,
    *, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(claiming, "A_CLAIM", timedelta(seconds=30))
    elsewhere = a_city(session, "Exeter")
    for one in (city, elsewhere):
        write(one, a_contact(session, one), now=now)
    cities, number = [city.id, elsewhere.id], elsewhere.number
    hold_number(session, city)

    assert sends(app, pool, sms, cities, now).result(timeout=20)
    assert [letter.sender for letter in sms.sent] == [number]


def test_after_waiting_in_vain_a_transaction_goes_on_and_waits_as_long_as_any(
    session: Session,
) -> None:
    session.rollback()
    usual = session.scalar(sa.text("SHOW lock_timeout"))

    with patience(session, timedelta(seconds=1)):
        session.execute(sa.text("SELECT 1"))
    after = session.scalar(sa.text("SHOW lock_timeout"))
    with patience(session, timedelta(seconds=1)):
        session.execute(sa.text("DO $$ BEGIN RAISE lock_not_available; END $$"))

    assert (usual, after, session.scalar(sa.text("SHOW lock_timeout"))) == ("0", "0", "0")


def test_any_other_trouble_of_the_database_is_told(session: Session) -> None:
    deadlock = sa.text("DO $$ BEGIN RAISE deadlock_detected; END $$")

    with pytest.raises(OperationalError), patience(session, timedelta(seconds=1)):
        session.execute(deadlock)
