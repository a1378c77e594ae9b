"""The council's results: each challenge against its target, and what people gave."""

from datetime import date, datetime, time

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.challenges import queries as plan
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.impact import service, totals
from volunteer.impact.model import Grade
from volunteer.impact.totals import ChallengeFigures
from volunteer.web import council_rows as rows
from volunteer.web.access import city, member
from volunteer.web.kit import city_time, form_page, tell
from volunteer.web.reading_form import ReadingForm

bp = Blueprint("council", __name__, url_prefix="/staff")

MONTHS_A_QUARTER = 3


@bp.get("/council")
def show() -> ResponseReturnValue:
    """Show in ten seconds whether each challenge is on its way, and what people gave."""
    session, today = db.session(), _today()
    since, same_last_year = _quarter(today), _year_before(today)
    return render_template(
        "council/show.html",
        challenges=totals.of_challenges(session, city().id, today),
        since=since,
        quarter=totals.of_city(session, city().id, since=_start(since)),
        year_before=totals.of_city(
            session,
            city().id,
            since=_start(_quarter(same_last_year)),
            until=_start(same_last_year),
        ),
    )


@bp.get("/council/challenges/<int:challenge_id>")
def challenge(challenge_id: int) -> ResponseReturnValue:
    """Show the rows that a challenge's figures are made of."""
    session, city_id = db.session(), city().id
    return render_template(
        "council/challenge.html",
        figures=_figures(challenge_id),
        readings=rows.readings(session, city_id, challenge_id),
        reports=rows.reports(session, city_id, challenge_id),
        sessions=rows.sessions(session, city_id, challenge_id, until=clock.now()),
    )


@bp.route("/measures/<int:measure_id>/readings", methods=["GET", "POST"])
def reading(measure_id: int) -> ResponseReturnValue:
    """Write down what a measure says today."""
    measure = plan.measure(db.session(), city().id, measure_id)
    form = ReadingForm(on=_today())
    if form.validate_on_submit():
        try:
            service.read(
                city().id,
                member(),
                measure_id,
                on=form.on.data,
                value=form.value.data,
                grade=Grade(form.grade.data),
                evidence=form.evidence.data,
                now=clock.now(),
            )
        except Refused as refusal:
            form.refuse("value", refusal)
        else:
            flash(gettext("Written down. Somebody else verifies it."))
            return _to_rows(measure.challenge_id)
    return form_page("council/reading_new.html", form, measure=measure)


@bp.get("/readings/<int:reading_id>")
def one_reading(reading_id: int) -> ResponseReturnValue:
    """Lead from a mail to the table in which a reading stands."""
    return _to_rows(rows.challenge_of(db.session(), city().id, reading_id))


@bp.post("/readings/<int:reading_id>/verification")
def verify(reading_id: int) -> ResponseReturnValue:
    """Verify what somebody else read."""
    challenge_id = rows.challenge_of(db.session(), city().id, reading_id)
    try:
        service.verify(city().id, member(), reading_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(gettext("Verified."))
    return _to_rows(challenge_id)


def _figures(challenge_id: int) -> ChallengeFigures:
    for figures in totals.of_challenges(db.session(), city().id, _today()):
        if figures.challenge.id == challenge_id:
            return figures
    raise NotFound("no such challenge")


def _to_rows(challenge_id: int) -> ResponseReturnValue:
    return redirect(url_for(".challenge", challenge_id=challenge_id), 303)


def _today() -> date:
    return clock.now().astimezone(city().zone).date()


def _quarter(day: date) -> date:
    """Return the first day of a day's quarter."""
    return day.replace(month=day.month - (day.month - 1) % MONTHS_A_QUARTER, day=1)


def _year_before(day: date) -> date:
    """Return the same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004


def _start(day: date) -> datetime:
    return city_time(datetime.combine(day, time.min))
