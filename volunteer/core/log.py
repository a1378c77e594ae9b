"""Logs: one event a line, as JSON, and never anything about a person."""

import logging

import structlog


def install(level: str) -> None:
    """Set logging up for this process."""
    number = logging.getLevelNamesMapping().get(level, logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
    # The carrier's own client prints phone numbers, and the database driver values.
    for chatty in ("twilio", "twilio.http_client", "sqlalchemy", "geopy", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
