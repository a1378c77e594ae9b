"""An address of this machine at which an app is served over real HTTP."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ssl import SSLContext
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Stage:
    """An address, known before there is anything at it."""

    def __init__(self) -> None:
        self.base = ""
        self.app: Wsgi | Flask | None = None

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Let whoever is on the stage answer."""
        assert self.app is not None, "the stage is empty"
        return self.app(environ, start)


class _Quiet(WSGIRequestHandler):
    """A handler that writes no log of its own: the addresses hold our tokens."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(*, tls: SSLContext | None = None) -> Iterator[Stage]:
    """Give a stage; who is put on it is served until the end, over HTTPS with ``tls``."""
    stage = Stage()
    server = make_server(
        "127.0.0.1", 0, stage, threaded=True, request_handler=_Quiet, ssl_context=tls
    )
    stage.base = f"{'https' if tls else 'http'}://127.0.0.1:{server.port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stage
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def nobody_there() -> str:
    """Return an address of this machine at which nobody listens."""
    return "http://127.0.0.1:9"
