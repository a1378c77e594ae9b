"""Whether the service is well, for machines to ask."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from volunteer.core import heartbeat
from volunteer.core.db import db

bp = Blueprint("health", __name__)
log = structlog.get_logger()

WORKER_SILENT = timedelta(minutes=2)


@bp.get("/health")
def show() -> ResponseReturnValue:
    """Answer 200 when database and worker are at work, else 503 and which is not."""
    parts = {"database": "ok", "worker": "ok"}
    try:
        beat = _last_beat()
    except SQLAlchemyError as error:
        log.warning("no database", error=type(error).__name__)
        parts = {"database": "unreachable", "worker": "unknown"}
    else:
        if beat is None or datetime.now(UTC) - beat > WORKER_SILENT:  # the real clock, as its own
            parts["worker"] = "silent"
    well = set(parts.values()) == {"ok"}
    return jsonify({"status": "ok" if well else "ill", **parts}), 200 if well else 503


def _last_beat() -> datetime | None:
    db.session.execute(sa.select(1))
    return heartbeat.last(db.session())
