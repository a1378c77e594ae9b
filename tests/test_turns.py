"""On SQLite threads and processes write one after the other, and none is refused meanwhile."""

import os
import shutil
import signal
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.conftest import settings_for
from volunteer.app import create_app
from volunteer.core.db import db, transaction
from volunteer.core.turns import COURTESY, Semaphore, Turns

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


def another(turns: Turns) -> tuple[Connection, BaseProcess]:
    """Start a process that takes a turn when it is told to, and says so when it goes on."""
    ours, theirs = get_context("fork").Pipe()
    other = get_context("fork").Process(target=_take_one, args=(turns, theirs))
    other.start()
    return ours, other


def _take_one(turns: Turns, told: Connection) -> None:
    told.recv()
    with turns.taken():
        told.send("goes on")
        told.recv()


def nobody_has(semaphore: Semaphore) -> bool:
    """Tell whether it could be had at once."""
    could = semaphore.acquire(timeout=0)
    if could:
        semaphore.release()
    return could


def is_free(turns: Turns) -> bool:
    return nobody_has(turns._turn) and nobody_has(turns._next)  # noqa: SLF001 - both given back


def test_another_process_waits_for_its_turn_and_then_has_it() -> None:
    turns = Turns()
    told, other = another(turns)

    with turns.taken():
        told.send("take one")
        came_meanwhile = told.poll(COURTESY / 2)
    came = told.poll(20)
    taken = not is_free(turns)
    told.send("done")
    other.join(20)

    assert (came_meanwhile, came, taken) == (False, True, True)
    assert is_free(turns)


def test_who_could_not_wait_for_a_long_turn_stands_before_all_who_come_later() -> None:
    turns = Turns()
    told, other = another(turns)

    with turns.taken():
        told.send("take one")
        assert told.recv() == "goes on"  # at the file's own lock
        stands_first = not nobody_has(turns._next)  # noqa: SLF001 - their place
    told.send("done")
    other.join(20)

    assert stands_first
    assert is_free(turns)


def test_whoever_is_killed_in_their_turn_keeps_nobody_from_theirs() -> None:
    turns = Turns()
    told, other = another(turns)
    told.send("take one")
    assert told.recv() == "goes on"
    was_free = is_free(turns)

    os.kill(other.pid or 0, signal.SIGKILL)
    other.join(20)
    with turns.taken():
        pass

    assert not was_free
    assert is_free(turns)  # given back in the stead of who was killed


def test_whoever_has_a_turn_goes_on_in_it_though_others_lost_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("volunteer.core.turns.PATIENCE", A_MOMENT)
    turns = Turns()

    def take_one() -> None:
        with turns.taken():
            pass

    with turns.taken():
        impatient = Thread(target=take_one)
        impatient.start()
        impatient.join(20)
        monkeypatch.setattr("volunteer.core.turns.PATIENCE", 3600)  # for themselves they never wait
        with turns.taken():
            pass

    assert is_free(turns)


def test_a_machine_without_semaphores_for_processes_has_turns_of_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refuse)
    turns = Turns()

    with turns.taken():
        assert not is_free(turns)
    assert is_free(turns)
