"""On SQLite the threads of a process write one after the other, and none is refused meanwhile."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.conftest import settings_for
from volunteer.app import create_app
from volunteer.core.db import db, transaction

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
