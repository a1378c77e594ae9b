"""Where the carrier calls: texts that come in, and what became of those that went out.

Nothing here asks the outside. A text is committed first and read after, so a crash in
between loses nothing: a worker takes it up.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from volunteer.calls import filtering
from volunteer.cities import service as cities
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import NotFound
from volunteer.messages import receipts
from volunteer.messages.codes import Meaning, meaning_of
from volunteer.messages.inbox import Posted

MOST_BYTES = 16 * 1024
NO_ANSWER = '<?xml version="1.0" encoding="UTF-8"?><Response/>'

bp = Blueprint("sms", __name__, url_prefix="/sms")
log = structlog.get_logger()


@bp.before_request
def _only_the_carrier() -> None:
    """Let through what the carrier signed, over the address it was given, for our account."""
    request.max_content_length = MOST_BYTES
    config = current_app.config
    if config["SMS_GATEWAY"] != "twilio":
        abort(404)
    url = config["PUBLIC_BASE_URL"] + request.full_path.rstrip("?")
    signature = request.headers.get("X-Twilio-Signature", "")
    signed = current_app.extensions["signed"](url, request.form, signature)
    if not signed or request.form.get("AccountSid") != config["TWILIO_ACCOUNT_SID"]:
        log.warning("webhook.refused", signed=signed)
        abort(403)


@bp.errorhandler(DBAPIError)
@bp.errorhandler(NoConnection)
def _database_down(error: Exception) -> Response:
    """Ask the carrier to try again: an answer of 200 would lose the text."""
    db.session.rollback()
    log.error("webhook.database", error=type(error).__name__)
    return Response("try again", 503, content_type="text/plain")


@bp.post("/inbound")
def inbound() -> Response:
    """Take in one text; what it leads to is sent by the worker, never in this answer."""
    form = request.form
    with _ours():
        current_app.extensions["take_in"](
            Posted(
                to=form.get("To", ""),
                sid=form["MessageSid"],  # without one, Flask answers 400
                phone=form.get("From", ""),
                body=form.get("Body", ""),
                at=clock.now(),
                media=int(form.get("NumMedia") or 0),
                opt_out=form.get("OptOutType"),
            )
        )
    return Response(NO_ANSWER, content_type="text/xml")


@bp.post("/status")
def status() -> Response:
    """Take in what became of a message, in any order and any number of times."""
    form = request.form
    with _ours():
        city_id = cities.with_number(db.session(), form["From"]) if "From" in form else None
    receipts.record_callback(
        request.args.get("m", ""),
        to=form.get("To"),
        sid=form.get("MessageSid", ""),
        word=form.get("MessageStatus", ""),
        code=form.get("ErrorCode", ""),
        now=clock.now(),
    )
    if city_id is not None and meaning_of(form.get("ErrorCode", "")) is Meaning.FILTERED:
        filtering.pause(city_id, now=clock.now())
    return Response(status=204)


@contextmanager
def _ours() -> Iterator[None]:
    """Refuse what is about a number that no city has."""
    try:
        yield
    except NotFound:
        log.warning("webhook.refused", number_is_ours=False)
        abort(403)
