"""A call that was full goes on at the very moment at which somebody starts another one."""

from collections.abc import Callable
from concurrent import futures
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.builders import a_member, an_opening
from volunteer.calls import capacity, reopening, service
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.projects import codes

A_MOMENT = 1.0  # seconds: so long it waits for who starts, who waits for nobody
HOUR = timedelta(hours=1)


def go_on(app: Flask, city_id: int, opening_id: int, now: datetime) -> None:
    """Do what is done when nobody in the line wants a place that came free."""
    with app.app_context(), transaction() as session:
        session.execute(sa.select(City.id))  # what it has read by now is from before the start
        city = session.get_one(City, city_id)
        capacity.hold(session, city_id=city_id, opening_id=opening_id)
        reopening.go_on(session, city, opening_id, now=now)


def start_amid(
    app: Flask,
    session: Session,
    city: City,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> tuple[list[CallState], BaseException | None]:
    """Start a call, and let the full one go on before that is committed; return how all ended."""
    cora = a_member(session, city)
    opening = an_opening(session, city, posted_by=cora)
    first = service.start(city, cora, opening.id, now=now)
    session.execute(sa.update(Call).values(state=CallState.FULL, ended_at=now))
    session.commit()
    assert first
    args = (app, city.id, opening.id, now + HOUR)
    usual: Callable[..., Any] = codes.of

    with ThreadPoolExecutor(1) as pool:
        others = []

        def during(*args_of: Any, **named: Any) -> Any:
            others.append(pool.submit(go_on, *args))
            with pytest.raises(futures.TimeoutError):
                others[0].result(timeout=A_MOMENT)
            return usual(*args_of, **named)

        monkeypatch.setattr(codes, "of", during)
        service.start(city, cora, opening.id, now=now + HOUR)
        failed = others[0].exception(timeout=30)
    session.rollback()
    return list(session.scalars(sa.select(Call.state).order_by(Call.id))), failed


def test_whoever_starts_a_call_has_the_opening_and_the_full_one_stays_as_it_is(
    app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    states, failed = start_amid(app, session, city, monkeypatch, now)

    assert failed is None
    assert states == [CallState.FULL, CallState.RUNNING]


def test_without_having_it_both_would_ask_and_the_second_fails(
    app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    """The control, on PostgreSQL: SQLite lets one write at a time."""
    if session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    monkeypatch.setattr(capacity, "hold", lambda *_args, **_named: None)

    _, failed = start_amid(app, session, city, monkeypatch, now)

    assert isinstance(failed, IntegrityError)
