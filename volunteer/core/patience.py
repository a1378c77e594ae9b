"""Waiting for what others hold, for a moment and no longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

IN_VAIN = "55P03"  # PostgreSQL's SQLSTATE: the lock was not to be had in time
FOR_EVER = timedelta(0)  # as PostgreSQL spells it


@contextmanager
def patience(session: Session, moment: timedelta) -> Iterator[None]:
    """Wait for others' locks so long at most; what is done inside is left undone then.

    The caller's transaction goes on. On SQLite nobody else holds anything while one writes.
    """
    if session.get_bind().dialect.name != "postgresql":
        yield
        return
    try:
        with session.begin_nested():
            _wait_at_most(session, moment)
            yield
            _wait_at_most(session, FOR_EVER)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != IN_VAIN:
            raise


def _wait_at_most(session: Session, moment: timedelta) -> None:
    waiting = sa.text("SELECT set_config('lock_timeout', :milliseconds, true)")
    session.execute(waiting, {"milliseconds": str(moment // timedelta(milliseconds=1))})
