"""Logs: one event a line, as JSON, through one place, and never anything about a person.

Our own events come by structlog and say ids only. What a library logs comes by Python's
``logging`` and is told without its values: see ``core.log_lines``.
"""

import logging
import secrets
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping
from typing import Any

import structlog

from volunteer.core.log_lines import StandardOutput, formatter, frames, shared

SILENT = ("twilio", "sqlalchemy", "geopy", "urllib3", "werkzeug")
log = structlog.get_logger()


def install(level: str) -> None:
    """Set logging up for this process: everything goes out through one handler."""
    number = logging.getLevelNamesMapping().get(level, logging.INFO)
    structlog.configure(
        processors=[*shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, StandardOutput)]:
        root.removeHandler(handler)
    root.addHandler(StandardOutput(formatter()))
    root.setLevel(number)
    # The carrier's own client prints phone numbers, and the database driver values.
    for chatty in SILENT:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def catch_all() -> None:
    """Log what nobody caught, and warnings, as everything else: for a process that is ours."""
    sys.excepthook = lambda _kind, error, _trace: broke("crashed", error)
    threading.excepthook = lambda args: broke("thread.crashed", args.exc_value or args.exc_type())
    warnings.showwarning = _warned


def begin(**about: object) -> str:
    """Begin anew to name on every line what it belongs to; return its reference."""
    reference = secrets.token_hex(4)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(reference=reference, **about)
    return reference


def add(**about: object) -> None:
    """Name something more on every line from here."""
    structlog.contextvars.bind_contextvars(**about)


def broke(event: str, error: BaseException, **about: object) -> None:
    """Log what broke by its kind and its frames. Never its words: they hold values."""
    log.error(event, **kind_and_place(error), **about)


def kind_and_place(error: BaseException) -> Mapping[str, Any]:
    """Return what may be told of an error."""
    return {"error": type(error).__name__, "at": frames(traceback.extract_tb(error.__traceback__))}


def _warned(
    message: Warning | str,  # noqa: ARG001 - its words hold values
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,  # noqa: ARG001 - Python's own names
    line: str | None = None,  # noqa: ARG001 - Python's own names
) -> None:
    log.warning("warned", kind=category.__name__, at=[f"{filename}:{lineno}"])
