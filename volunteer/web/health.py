"""Whether the service is well, for machines to ask."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from volunteer.core import clock, heartbeat
from volunteer.core.db import db
from volunteer.messages import senders
from volunteer.staff.notices import outcomes

bp = Blueprint("health", __name__)
log = structlog.get_logger()

WORKER_SILENT = timedelta(minutes=2)


@bp.get("/health")
def show() -> ResponseReturnValue:
    """Answer 200 when all is at work, else 503 and what is not.

    A city whose number the carrier halted makes it ill, and so does mail that no server
    takes: somebody must mend that by hand. Where a person's own address is refused is said,
    but it is for their city to mend. Without any mail set up, that is said too; and so are the
    cities whose texts differ from the carrier's list of them, which somebody must look into.
    """
    parts, halted, refused = {"database": "ok", "worker": "ok"}, list[str](), list[str]()
    differing = list[str]()
    try:
        beat, halted = _last_beat(), senders.halted(db.session())
        differing = senders.differing(db.session())
        parts["mail"], refused = _mail(), outcomes.refused(db.session(), clock.now())
    except SQLAlchemyError as error:
        log.warning("no database", error=type(error).__name__)
        parts = {"database": "unreachable", "worker": "unknown", "mail": "unknown"}
    else:
        if beat is None or datetime.now(UTC) - beat > WORKER_SILENT:  # the real clock, as its own
            parts["worker"] = "silent"
    well = set(parts.values()) <= {"ok", "none"} and not halted
    lists = {"halted": halted, "mail_refused": refused, "differs": differing}
    told = parts | {name: slugs for name, slugs in lists.items() if slugs}
    return jsonify({"status": "ok" if well else "ill", **told}), 200 if well else 503


def _mail() -> str:
    if current_app.extensions["mail"] is None:
        return "none"  # as whoever runs this chose: nobody is told of anything
    return "stuck" if outcomes.is_stuck(db.session()) else "ok"


def _last_beat() -> datetime | None:
    db.session.execute(sa.select(1))
    return heartbeat.last(db.session())
