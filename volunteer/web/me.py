"""A volunteer's own page: the places they have, and the hours they gave."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import DataRequired

from volunteer.calls import checks
from volunteer.calls import service as calls
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.hours import service as hours_
from volunteer.hours import timesheet
from volunteer.web import areas, my_places
from volunteer.web.access import city, volunteer
from volunteer.web.forms import Form, TextField
from volunteer.web.kit import form_page, tell
from volunteer.web.my_places import Line

bp = Blueprint("me", __name__, url_prefix="/me")

SHOWN = 10  # past places, before somebody asks for all


class HoursForm(Form):
    """How long somebody helped, in their own words."""

    hours = TextField(
        lazy_gettext("How many hours did you give?"),
        [DataRequired(lazy_gettext("Tell us how many hours you gave."))],
        description=lazy_gettext("For example 2.5, or 45 min"),
        render_kw={"autocomplete": "off", "params": {"classes": "govuk-input--width-5"}},
    )

    def minutes(self) -> int:
        """Return the minutes that are meant."""
        minutes = timesheet.minutes(self.hours.data)
        if minutes is None:
            raise Refused(N_("We could not read that as hours. Write it like 2.5, or 45 min."))
        return minutes


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the places to come, the next first, and the past ones, the last first."""
    lines = my_places.lines(clock.now())
    past = [line for line in lines if not line.coming]
    return render_template(
        "me/show.html",
        coming=[line for line in reversed(lines) if line.coming],
        past=past if "all" in request.args else past[:SHOWN],
        more=len(past) - SHOWN if "all" not in request.args else 0,
        given=my_places.given(past),
        came_of=my_places.came_of(past),
        wards=areas.names(),
        checks=checks.of_volunteer(db.session(), city().id, volunteer().id, now=clock.now()),
    )


@bp.post("/placements/<int:placement_id>/withdrawal")
def withdraw(placement_id: int) -> ResponseReturnValue:
    """Give a place back."""
    try:
        calls.withdraw_on_web(city(), volunteer().id, placement_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(gettext("You have given your place back. Thank you for telling us."))
    return redirect(url_for(".show"), 303)


@bp.route("/sessions/<int:session_id>/hours", methods=["GET", "POST"])
def hours(session_id: int) -> ResponseReturnValue:
    """Take the hours somebody says they gave to a session."""
    line = _line(session_id, clock.now())
    form = HoursForm()
    if form.validate_on_submit():
        try:
            hours_.claim_on_web(city(), volunteer().id, session_id, form.minutes(), now=clock.now())
        except Refused as refusal:
            form.refuse("hours", refusal)
        else:
            flash(gettext("Thank you. The coordinator confirms your hours next."))
            return redirect(url_for(".show"), 303)
    return form_page("me/hours.html", form, line=line)


def _line(session_id: int, now: datetime) -> Line:
    of_session = (line for line in my_places.lines(now) if line.session.id == session_id)
    for line in of_session:
        if line.asks_hours:
            return line
    raise NotFound("no such session, or no hours to be said of it")
