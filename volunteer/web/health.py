"""Whether the service is well, for machines to ask."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from volunteer.core import heartbeat
from volunteer.core.db import db
from volunteer.messages import senders

bp = Blueprint("health", __name__)
log = structlog.get_logger()

WORKER_SILENT = timedelta(minutes=2)


@bp.get("/health")
def show() -> ResponseReturnValue:
    """Answer 200 when all is at work, else 503 and what is not.

    A city whose number the carrier halted makes it ill: somebody must mend that by hand.
    """
    parts, halted = {"database": "ok", "worker": "ok"}, list[str]()
    try:
        beat, halted = _last_beat(), senders.halted(db.session())
    except SQLAlchemyError as error:
        log.warning("no database", error=type(error).__name__)
        parts = {"database": "unreachable", "worker": "unknown"}
    else:
        if beat is None or datetime.now(UTC) - beat > WORKER_SILENT:  # the real clock, as its own
            parts["worker"] = "silent"
    well = set(parts.values()) == {"ok"} and not halted
    told = parts | ({"halted": halted} if halted else {})
    return jsonify({"status": "ok" if well else "ill", **told}), 200 if well else 503


def _last_beat() -> datetime | None:
    db.session.execute(sa.select(1))
    return heartbeat.last(db.session())
