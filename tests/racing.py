"""Many at once: each in a thread with a session of its own, let go at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError

from volunteer.core.db import db

T = TypeVar("T")
AT_ONCE = 12  # SQLAlchemy's pool lends fifteen connections: more would only wait for one


def at_once(app: Flask, jobs: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do these jobs, ``AT_ONCE`` at a time, and return what each gave or raised.

    The first of them start at a barrier, so that all are under way before any is done.
    """
    crowd = min(AT_ONCE, len(jobs))
    gate = Barrier(crowd)

    def run(number: int) -> T | Exception:
        with app.app_context():
            if number < crowd:
                gate.wait(timeout=30)
            try:
                return jobs[number]()
            except Exception as error:  # noqa: BLE001 - it is the test's to judge
                return error

    with ThreadPoolExecutor(crowd) as pool:
        return list(pool.map(run, range(len(jobs))))


def in_the_end(job: Callable[[], T]) -> T:
    """Do a job, again and again while the database is too busy.

    SQLite lets one writer in at a time and does not queue the others: of a dozen, one may
    wait its ten seconds in vain. PostgreSQL ends one of two that wait for each other. The
    house then answers 503 or leaves a text to the worker, and it is all tried again: by the
    same id, so nothing happens twice.
    """
    while True:
        try:
            return job()
        except OperationalError:
            db.session.rollback()


def read_then_write(
    app: Flask, how_many: int, read: Callable[[], T], write: Callable[[T], object]
) -> None:
    """Let everybody read before anybody writes: what goes wrong where nothing guards.

    This is the control of a race: the fault it shows must be there, or the race that
    follows it proves nothing.
    """
    gate = Barrier(how_many)

    def job() -> None:
        seen = read()
        gate.wait(timeout=30)
        write(seen)

    def run(_number: int) -> None:
        with app.app_context():
            job()

    with ThreadPoolExecutor(how_many) as pool:
        list(pool.map(run, range(how_many)))


def until_somebody_waits() -> None:
    """Return when some transaction waits for another, on PostgreSQL."""
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _ in range(10_000):
        with db.engine.connect() as other:
            if other.execute(waiting).scalar():
                return
    raise AssertionError("nobody waits")
