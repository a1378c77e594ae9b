"""Waiting for what others hold, for a moment and no longer: on PostgreSQL, of many writers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

USUAL = sa.text("SELECT current_setting('lock_timeout')")
WAIT = sa.text("SELECT set_config('lock_timeout', :time, true)")
IN_VAIN = "55P03"  # PostgreSQL's SQLSTATE: the lock was not to be had in time


@contextmanager
def patience(session: Session, moment: timedelta) -> Iterator[None]:
    """Wait for a lock so long at most; what is done inside is left undone then.

    The caller's transaction goes on. Of several locks, each is waited for so long.
    """
    milliseconds = max(1, moment // timedelta(milliseconds=1))  # 0 would be for ever
    try:
        with session.begin_nested():
            usual = session.scalar(USUAL)
            session.execute(WAIT, {"time": str(milliseconds)})
            yield
            session.execute(WAIT, {"time": usual})
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != IN_VAIN:
            raise
