"""A last look at the clock, just before a request is written to the line.

Between a claim and the carrier lie a name to be resolved, a connection and its handshake. A
process that is stopped there (or its whole machine) and wakes when others have done its work
must not go on: so what is too late is never written, or only half, which counts for nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager, ProxyManager

Look = Callable[[], bool]
_look: ContextVar[Look | None] = ContextVar("look", default=None)


class TooLate(Exception):
    """A request was not written, or not whole: its time was over."""


@contextmanager
def looking(in_time: Look) -> Iterator[None]:
    """Look whether there is still time, before each piece of what is written inside."""
    before = _look.set(in_time)
    try:
        yield
    finally:
        _look.reset(before)


def _ensure_in_time(connection: HTTPConnection) -> None:
    """Connect if need be, as that takes long, and then look."""
    if connection.sock is None:
        connection.connect()
    look = _look.get()
    if look is not None and not look():
        connection.close()
        raise TooLate


class _Http(HTTPConnection):
    def send(self, data: Any) -> None:
        """Write, if there is time."""
        _ensure_in_time(self)
        super().send(data)


class _Https(HTTPSConnection):
    def send(self, data: Any) -> None:
        """Write, if there is time."""
        _ensure_in_time(self)
        super().send(data)


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class LastLook(HTTPAdapter):
    """What ``requests`` reaches others through, with a last look; by way of a proxy too."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections that look."""
        super().init_poolmanager(*args, **kwargs)
        _let_look(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:
        """Make connections that look."""
        manager: ProxyManager = super().proxy_manager_for(proxy, **kwargs)
        _let_look(manager)
        return manager


def _let_look(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
