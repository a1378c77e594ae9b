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
from tests.listening import statements
from tests.posting import write
from tests.racing import until_somebody_waits
from volunteer.cities.model import City
from volunteer.core.db import db
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


@pytest.fixture
def elsewhere(session: Session, city: City, now: datetime) -> City:
    """Give another city: it and the first have something to send."""
    other = a_city(session, "Exeter")
    for one in (city, other):
        write(one, a_contact(session, one), now=now)
    return other


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
    app: Flask, session: Session, city: City, elsewhere: City, pool: ThreadPoolExecutor,
    *, sms: FakeSms, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(claiming, "A_CLAIM", timedelta(seconds=30))
    cities, number = [city.id, elsewhere.id], elsewhere.number
    hold_number(session, city)

    assert sends(app, pool, sms, cities, now).result(timeout=20)
    assert [letter.sender for letter in sms.sent] == [number]


def test_a_number_that_comes_free_while_another_is_waited_for_in_vain_is_sent_from(
    app: Flask, session: Session, city: City, elsewhere: City, pool: ThreadPoolExecutor,
    *, sms: FakeSms, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Whoever holds the first was stopped in the middle of a claim; the other is done."""
    monkeypatch.setattr(claiming, "A_CLAIM", timedelta(seconds=3))
    cities, number = [city.id, elsewhere.id], elsewhere.number
    hold_number(session, city)

    with db.engine.connect() as done:
        done.execute(sa.select(Sender.city_id).where(Sender.city_id == cities[1]).with_for_update())
        other = sends(app, pool, sms, cities, now)
        until_somebody_waits()
        done.rollback()

    assert other.result(timeout=20)
    assert [letter.sender for letter in sms.sent] == [number]


def test_who_has_nothing_to_send_asks_once_and_whether_a_number_is_in_use(
    session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    with statements() as asked:
        assert not sending.deliver_next(sms, clock=lambda: now, calling=[city.id])

    assert len([one for one in asked if "sender" in one]) == 2
    assert not [one for one in asked if "SAVEPOINT" in one]


def test_after_waiting_in_vain_a_transaction_goes_on_and_waits_as_long_as_any(
    session: Session, city: City
) -> None:
    taken = sa.text("DO $$ BEGIN RAISE lock_not_available; END $$")
    session.rollback()
    session.execute(sa.text("SET SESSION lock_timeout = '5s'"))
    city.name = "Written before"
    session.flush()

    for inside in (sa.text("SELECT 1"), taken):
        with patience(session, timedelta(seconds=1)):
            assert session.scalar(sa.text("SHOW lock_timeout")) == "1s"
            session.execute(inside)
        assert session.scalar(sa.text("SHOW lock_timeout")) == "5s"
    session.execute(sa.text("SET SESSION lock_timeout TO DEFAULT"))
    session.commit()

    assert session.scalars(sa.select(City.name)).one() == "Written before"


def test_a_moment_of_nothing_is_not_for_ever(session: Session) -> None:
    with patience(session, timedelta(0)):
        assert session.scalar(sa.text("SHOW lock_timeout")) == "1ms"


def test_any_other_trouble_of_the_database_is_told(session: Session) -> None:
    deadlock = sa.text("DO $$ BEGIN RAISE deadlock_detected; END $$")

    with pytest.raises(OperationalError), patience(session, timedelta(seconds=1)):
        session.execute(deadlock)
