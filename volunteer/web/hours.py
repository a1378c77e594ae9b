"""Hours to confirm: every session of which something waits, and what people told of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.hours import as_told, unsettled
from volunteer.web import paging
from volunteer.web.access import city, member
from volunteer.web.kit import tell

bp = Blueprint("hours", __name__, url_prefix="/staff/hours")

PAGE, SHOWN = 15, 12  # sessions on a page, people of each


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the sessions with something to confirm, and what was told beside what was planned."""
    session, number = db.session(), paging.asked()
    found = unsettled.sessions(
        session, member(), now=clock.now(), limit=PAGE + 1, offset=(number - 1) * PAGE
    )
    page = paging.of(found, size=PAGE, number=number)
    told = as_told.of(session, city().id, [one.session for one in page.rows])
    return render_template("staff/hours.html", page=page, told=told, shown=SHOWN)


@bp.post("/<int:session_id>")
def confirm(session_id: int) -> ResponseReturnValue:
    """Confirm what people told of a session, as it stood on the page."""
    seen = request.form.get("seen", "")
    try:
        people = as_told.confirm(city(), member(), session_id, seen, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(
            ngettext(
                "Confirmed: the hours of %(num)s person.",
                "Confirmed: the hours of %(num)s people.",
                people,
            )
        )
    return redirect(url_for(".show"), 303)
