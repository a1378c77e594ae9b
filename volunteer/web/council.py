"""The council's results: each challenge against its target, and what people gave."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.challenges import queries as plan
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.impact import funnel, history, periods, service, totals
from volunteer.impact.model import Grade
from volunteer.web import council_rows as rows
from volunteer.web import council_week as week
from volunteer.web import months, ward_results
from volunteer.web.access import city, member
from volunteer.web.days import today
from volunteer.web.kit import form_page, start_of, tell
from volunteer.web.reading_form import ReadingForm

bp = Blueprint("council", __name__, url_prefix="/staff")


@bp.get("/council")
def show() -> ResponseReturnValue:
    """Show in ten seconds whether each challenge is on its way, and what people gave."""
    session, here, now, day = db.session(), city(), clock.now(), today()
    since, same_last_year = periods.quarter(day), periods.year_before(day)
    began = start_of(since)
    return render_template(
        "council/show.html",
        challenges=totals.of_challenges(session, here.id, day),
        readings=history.readings(session, here.id, until=day),
        today=day,
        since=since,
        quarter=totals.of_city(session, here.id, since=began),
        year_before=totals.of_city(
            session,
            here.id,
            since=start_of(periods.quarter(same_last_year)),
            until=start_of(same_last_year),
        ),
        months=months.of_year(session, here.id, day),
        wards=ward_results.for_staff(session, here, periods.months(day)[0]),
        funnel=funnel.of_city(session, here.id, since=began, until=now, now=now),
        unfilled=week.unfilled(session, here.id, now),
        overdue=week.overdue(session, here, now),
    )


@bp.get("/council/challenges/<int:challenge_id>")
def challenge(challenge_id: int) -> ResponseReturnValue:
    """Show the rows that a challenge's figures are made of; the last ones unless all are wanted."""
    session, city_id = db.session(), city().id
    most = rows.MOST if request.args.get("rows") == "all" else rows.FEW
    return render_template(
        "council/challenge.html",
        figures=totals.of_challenge(session, city_id, challenge_id, today()),
        history=history.readings(session, city_id, until=today()),
        today=today(),
        most=most,
        readings=rows.readings(session, city_id, challenge_id),
        reports=rows.reports(session, city_id, challenge_id, most=most + 1),
        sessions=rows.sessions(session, city_id, challenge_id, until=clock.now(), most=most + 1),
    )


@bp.route("/measures/<int:measure_id>/readings", methods=["GET", "POST"])
def reading(measure_id: int) -> ResponseReturnValue:
    """Write down what a measure says today."""
    measure = plan.measure(db.session(), city().id, measure_id)
    form = ReadingForm(on=today())
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


def _to_rows(challenge_id: int) -> ResponseReturnValue:
    return redirect(url_for(".challenge", challenge_id=challenge_id), 303)
