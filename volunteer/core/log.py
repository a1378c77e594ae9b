"""Logs: one event a line, as JSON, and never anything about a person."""

import logging
import traceback

import structlog

MOST = 8  # frames of ours; the last is told too, whosever it is


def install(level: str) -> None:
    """Set logging up for this process."""
    number = logging.getLevelNamesMapping().get(level, logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
    # The carrier's own client prints phone numbers, and the database driver values.
    for chatty in ("twilio", "twilio.http_client", "sqlalchemy", "geopy", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def broke(event: str, error: BaseException, **about: object) -> None:
    """Log what broke by its kind and its frames. Never its words: they hold values."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if "site-packages" not in frame.filename]
    structlog.get_logger().error(
        event,
        error=type(error).__name__,
        at=[f"{one.filename}:{one.lineno} in {one.name}" for one in ours[-MOST:] + frames[-1:]],
        **about,
    )
