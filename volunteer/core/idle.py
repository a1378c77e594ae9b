"""Connections that lay idle: whether they still lead to PostgreSQL, which may have restarted.

A pool that asks each time (``pool_pre_ping``) goes there and back once more for every
transaction. One that was in use a second ago leads there still, as a restart takes longer.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy.exc import InvalidatePoolError

SINCE = "idle_since"
LONG = 1.0  # seconds


class Idle:
    """What a pool asks of its connections. ``long`` is after how many seconds it does."""

    def __init__(self, long: float = LONG, clock: Callable[[], float] = monotonic) -> None:
        """Know nothing of a connection yet."""
        self._long, self._clock = long, clock

    def events(self) -> list[tuple[Callable[..., None], str]]:
        """Return what to do at which of the pool's events, as SQLAlchemy takes it."""
        return [(self._put_back, "checkin"), (self._taken, "checkout")]

    def _put_back(self, _connection: object, record: Any) -> None:
        record.info[SINCE] = self._clock()

    def _taken(self, connection: psycopg.Connection, record: Any, _proxy: object) -> None:
        """Let the pool make new ones of all it has, if one that lay idle leads nowhere."""
        since = record.info.get(SINCE)
        if since is None or self._clock() - since < self._long:
            return
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except psycopg.Error:
            raise InvalidatePoolError from None
