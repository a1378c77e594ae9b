"""The server, with a worker beside it."""

import sys
from typing import Any

import click
import structlog
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http import wsgi as answers

from volunteer.cli import demo, mail
from volunteer.cli.beside import Beside
from volunteer.core.db import db

log = structlog.get_logger()

SWITCH = 0.0005  # seconds until a thread lets another go on; Python itself takes ten times that

answers.SERVER = "volunteer"  # what the answers say serves them: nothing of whose program


class Lines(Logger):  # type: ignore[misc] # gunicorn has no types
    """What gunicorn has to say, through the one place of core.log."""

    def setup(self, cfg: Any) -> None:
        """Take the settings over, and hand every line on."""
        super().setup(cfg)
        self.error_log.propagate = True

    def _set_handler(self, *_: object, **__: object) -> None:
        """Write nothing by itself: its lines have addresses and what was asked for."""


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn, set up from our own settings."""

    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        """Serve an app."""
        self._app, self._settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        """Take the settings over."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the app to a server process, which opens its own connections.

        Whoever holds the database's lock soon goes on, though another thread works meanwhile.
        """
        sys.setswitchinterval(SWITCH)
        with self._app.app_context():
            db.engine.dispose(close=False)
        return self._app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--worker/--no-worker", default=True, show_default=True)
@with_appcontext
def run(host: str, port: int, worker: bool) -> None:  # noqa: FBT001 - an option
    """Serve the pages and the carrier's calls, with a worker unless told otherwise."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - the app itself
    if app.config["DEMO"]:
        demo.say_welcome(port)
    if app.extensions["mail"] is None:
        log.warning("mail.none", means=mail.NO_MAIL)
    db.session.remove()
    db.engine.dispose()
    beside = Beside([sys.argv[0], "worker"]) if worker else None
    try:
        Server(app, _settings(host, port, app.config["WEB_WORKERS"])).run()
    finally:
        if beside is not None:
            beside.stop()


def _settings(host: str, port: int, workers: int) -> dict[str, Any]:
    return {
        "bind": f"{'[' + host + ']' if ':' in host else host}:{port}",
        "workers": workers,
        "worker_class": "gthread",  # an idle browser connection must not hold a process
        "threads": 4,
        "control_socket_disable": True,
        "loglevel": "warning",
        "logger_class": Lines,
        "limit_request_line": 4094,
        "limit_request_fields": 64,
        "limit_request_field_size": 8190,
    }
