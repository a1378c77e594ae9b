"""On SQLite threads and processes write one after the other, and none is refused meanwhile."""

import os
import shutil
import signal
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.conftest import settings_for
from volunteer.app import create_app
from volunteer.core.db import db, transaction
from volunteer.core.turns import Turns

A_MOMENT = 0.2  # seconds: who may go on at once would have done so


@pytest.fixture
def app(sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Give the app on a file that says at once that it is busy, and lets nobody wait for it."""
    path = tmp_path / "volunteer.db"
    shutil.copy(sqlite_template, path)
    app = create_app(settings_for(f"sqlite:///{path}"))
    with app.app_context():
        sa.event.listen(db.engine, "connect", _never_wait)
        yield app
        db.session.remove()
        db.engine.dispose()


def _never_wait(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("pragma busy_timeout = 0")
    cursor.close()


class Writer(Thread):
    """Somebody who begins to write as soon as they are told to, and does nothing else."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app, self.begins, self.refused = app, Event(), False

    def run(self) -> None:
        """Write."""
        with self.app.app_context():
            self.begins.set()
            try:
                with transaction() as session:
                    session.execute(sa.text("SELECT 1"))
            except OperationalError:
                self.refused = True
            db.session.remove()


def test_whoever_waits_for_their_turn_is_not_refused(app: Flask) -> None:
    other = Writer(app)
    with transaction():
        with pytest.raises(OperationalError, match="locked"):  # the file itself lets nobody wait
            _begin_at_the_file()
        other.start()
        other.begins.wait(20)
        other.join(A_MOMENT)
        waited = other.is_alive()
    other.join(20)

    assert waited
    assert not other.refused


def _begin_at_the_file() -> None:
    with db.engine.connect() as connection:
        connection.execution_options(begin="immediate").execute(sa.text("SELECT 1"))


def test_who_waits_first_is_next_though_whoever_writes_goes_on_and_on() -> None:
    turns, forking = Turns(), get_context("fork")
    ours, theirs = forking.Pipe()
    other = forking.Process(target=_wait_for_one, args=(turns, theirs))
    with turns.taken():
        other.start()
        assert ours.recv() == "wants one"
        Event().wait(5 * A_MOMENT)

    taken = 0
    while not ours.poll():
        with turns.taken():
            taken += 1
    other.join(20)

    assert taken <= 2


def test_whoever_is_killed_in_their_turn_keeps_nobody_from_theirs() -> None:
    turns, forking = Turns(), get_context("fork")
    ours, theirs = forking.Pipe()
    other = forking.Process(target=_never_done, args=(turns, theirs))
    other.start()
    assert ours.recv() == "has it"
    nobody_could = not turns.is_free()

    os.kill(other.pid or 0, signal.SIGKILL)
    other.join(20)
    with turns.taken():
        pass

    assert nobody_could
    assert turns.is_free()  # given back in the stead of who was killed


def test_whoever_has_a_turn_goes_on_in_it() -> None:
    turns = Turns()

    with turns.taken(), turns.taken():
        assert not turns.is_free()

    assert turns.is_free()


def _wait_for_one(turns: Turns, told: Connection) -> None:
    told.send("wants one")
    with turns.taken():
        told.send("had it")


def _never_done(turns: Turns, told: Connection) -> None:
    with turns.taken():
        told.send("has it")
        Event().wait()
