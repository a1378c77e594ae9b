"""A volunteer's own page: the places they have, and the hours they gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import DataRequired

from volunteer.calls import queries as placements
from volunteer.calls import service as calls
from volunteer.calls.model import Placement, Standing
from volunteer.calls.texts import tells_address
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.hours import queries as entries
from volunteer.hours import service as hours_
from volunteer.hours import timesheet
from volunteer.hours.model import Entry
from volunteer.projects.model import ProjectSession
from volunteer.web import areas
from volunteer.web.access import city, volunteer
from volunteer.web.forms import Form, TextField
from volunteer.web.kit import form_page, tell

bp = Blueprint("me", __name__, url_prefix="/me")

CAME = {Standing.CONFIRMED, Standing.ATTENDED}


@dataclass(frozen=True, slots=True)
class Line:
    """A place somebody has or had, and the hours it became."""

    placement: Placement
    entry: Entry | None
    coming: bool
    begun: bool
    address_told: bool

    @property
    def session(self) -> ProjectSession:
        """The session it is in."""
        return self.placement.opening.session

    @property
    def asks_hours(self) -> bool:
        """Whether the volunteer may still say how long they helped."""
        confirmed = self.entry is not None and self.entry.confirmed_minutes is not None
        return self.begun and self.placement.standing in CAME and not confirmed


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
    lines = _lines(clock.now())
    return render_template(
        "me/show.html",
        coming=[line for line in reversed(lines) if line.coming],
        past=[line for line in lines if not line.coming],
        wards=areas.names(),
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


def _lines(now: datetime) -> list[Line]:
    mine = placements.placements_of(db.session(), city().id, volunteer().id)
    given = entries.of_volunteer(db.session(), city().id, volunteer().id)
    by_session = {entry.session_id: entry for entry in given}
    return [_as_line(placement, by_session, now) for placement in mine]


def _as_line(placement: Placement, by_session: dict[int, Entry], now: datetime) -> Line:
    session = placement.opening.session
    held = placement.standing in {Standing.CONFIRMED, Standing.WAITING}
    over = session.cancelled_at is not None or (session.ends_at or now) < now
    return Line(
        placement,
        by_session.get(session.id),
        coming=held and not over,
        begun=session.starts_at <= now and session.cancelled_at is None,
        address_told=tells_address(session, now if placement.standing in CAME else None),
    )


def _line(session_id: int, now: datetime) -> Line:
    of_session: Iterable[Line] = (line for line in _lines(now) if line.session.id == session_id)
    for line in of_session:
        if line.asks_hours:
            return line
    raise NotFound("no such session, or no hours to be said of it")
