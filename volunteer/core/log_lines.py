"""How a line of the log is made, and what of a library's words may stand in it.

A library says things like "Invalid request: 'GET /?phone=…'": so of its words only those
of a few are told, no further than the first quote, colon or new line, without figures;
else only which library it was, and where. Errors are told by their kind and their frames.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO

import structlog

MOST = 8  # frames of ours; the last is told too, whosever it is
SPEAKS = ("gunicorn", "apscheduler", "alembic")
ENDS = re.compile(r"[\n:'\"{%=<].*", re.DOTALL)
FIGURES = re.compile(r"\S*\d\S*")

Line = MutableMapping[str, Any]


class StandardOutput(logging.StreamHandler[TextIO]):
    """Writes to what standard output is at that moment."""

    def __init__(self, formatter: logging.Formatter) -> None:
        """Write what the formatter makes."""
        super().__init__(sys.stdout)
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stdout
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say where a line could not be written; Python's own way prints its values."""
        place = f"{record.pathname}:{record.lineno}"
        sys.stderr.write(f'{{"event": "log.failed", "level": "error", "at": "{place}"}}\n')


def formatter() -> logging.Formatter:
    """Return what makes a line of whatever was logged."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_foreign, *shared()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(default=_kind),
        ],
        use_get_message=False,  # its values are people's
    )


def shared() -> list[structlog.types.Processor]:
    """Return what is done to every line: ours and a library's."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_values,
    ]


def frames(found: Iterable[traceback.FrameSummary]) -> list[str]:
    """Return where it was: the last frames of ours, and the very last."""
    every = list(found)
    ours = [frame for frame in every[:-1] if "site-packages" not in frame.filename]
    return [f"{one.filename}:{one.lineno} in {one.name}" for one in ours[-MOST:] + every[-1:]]


def _foreign(_logger: object, _method: str, line: Line) -> Line:
    """Tell of a library's record what may be told."""
    record: logging.LogRecord = line["_record"]
    said = record.msg if isinstance(record.msg, str) else ""
    error = record.exc_info[1] if record.exc_info else None
    line["event"] = _words(record.name, said) or "a library's event"
    line["logger"] = record.name
    line["at"] = [f"{record.pathname}:{record.lineno} in {record.funcName}"]
    if error is not None:
        line["error"] = type(error).__name__
        line["at"] = frames(traceback.extract_tb(error.__traceback__)) or line["at"]
    return line


def _words(name: str, said: str) -> str:
    if name.partition(".")[0] not in SPEAKS:
        return ""
    return FIGURES.sub("…", ENDS.sub("", said)).strip()


def _without_values(_logger: object, _method: str, line: Line) -> Line:
    """Let no traceback through, whoever asked for one."""
    for name in ("exc_info", "exception", "stack", "stack_info"):
        line.pop(name, None)
    return line


def _kind(value: object) -> str:
    """Tell of something that is no plain value only what it is."""
    return f"<{type(value).__name__}>"
