"""A session's roster: who comes, who came, the hours they gave and what was done."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from volunteer.calls import lack_words, missing_skills, queries, requirements, ringing
from volunteer.calls import service as calls
from volunteer.calls.model import Placement, Standing
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.hours import queries as hours
from volunteer.hours import ringing as numbers
from volunteer.hours import sheet
from volunteer.hours.planned import planned_minutes
from volunteer.impact import queries as impact
from volunteer.impact import service as results
from volunteer.projects import queries as projects
from volunteer.projects.model import ProjectSession
from volunteer.web.access import city, member
from volunteer.web.kit import sentence, tell
from volunteer.web.roster_forms import HoursForm, ReportForm, Row, hours_form

bp = Blueprint("roster", __name__, url_prefix="/staff/sessions/<int:session_id>")


@bp.get("")
def show(session_id: int) -> ResponseReturnValue:
    """Show who has a place in a session or waits for one."""
    return _page(_session(session_id))


@bp.post("/confirmation")
def confirm(session_id: int) -> ResponseReturnValue:
    """Confirm everybody's hours at once, and write down who did not come."""
    session = _session(session_id)
    rows = _rows(session, _roster(session_id))
    form = hours_form(rows)
    if not form.validate_on_submit():
        return _page(session, hours_sent=form)
    try:
        sheet.settle(
            city(),
            member(),
            session_id,
            given=form.given(),
            absent=form.absent(),
            known=form.known(),
            now=clock.now(),
        )
    except Refused as refusal:
        tell(refusal)
    else:
        given = len(form.given())
        flash(
            ngettext(
                "Confirmed: the hours of %(num)s person.",
                "Confirmed: the hours of %(num)s people.",
                given,
            )
        )
    return _back(session_id)


@bp.post("/reports")
def report(session_id: int) -> ResponseReturnValue:
    """Say what a session achieved."""
    session = _session(session_id)
    form = ReportForm()
    if form.validate_on_submit():
        try:
            results.report(
                city().id,
                member(),
                session_id,
                verb=form.verb.data,
                noun=form.noun.data,
                quantity=form.quantity.data,
                counts=form.counts.data,
                now=clock.now(),
            )
        except Refused as refusal:
            form.refuse("verb", refusal)
        else:
            flash(gettext("Written down. Thank you."))
            return _back(session_id)
    return _page(session, report_sent=form)


@bp.post("/cancellation")
def cancel(session_id: int) -> ResponseReturnValue:
    """Cancel a session, and tell everybody with a place."""
    _session(session_id)
    try:
        told = calls.cancel_session(city(), member(), session_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(
            ngettext(
                "Cancelled. %(num)s person had a place or waited for one.",
                "Cancelled. %(num)s people had a place or waited for one.",
                told,
            )
        )
    return _back(session_id)


@bp.post("/people/<int:volunteer_id>/number")
def number(session_id: int, volunteer_id: int) -> ResponseReturnValue:
    """Show a number that this roster does not show by itself; what was typed stays typed."""
    shown = numbers.show_number(member(), session_id, volunteer_id, now=clock.now())
    return _page(_session(session_id), ring={volunteer_id: shown})


def _session(session_id: int) -> ProjectSession:
    return projects.session_for(db.session(), member(), session_id)


def _back(session_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", session_id=session_id), 303)


def _roster(session_id: int) -> list[Placement]:
    return queries.roster(db.session(), city().id, session_id)


def _rows(
    session: ProjectSession, roster: list[Placement], offered: int | None = None
) -> list[Row]:
    """Return everybody with a place, then those who gave hours without one."""
    entries = {e.volunteer_id: e for e in hours.of_session(db.session(), city().id, session.id)}
    lacks = _lacks(session, roster)
    placed = [
        Row(
            one.volunteer,
            one,
            entries.pop(one.volunteer_id, None),
            None if one.id in lacks else offered,
            lacks.get(one.id, ""),
        )
        for one in roster
        if one.standing is not Standing.WAITING
    ]
    return [*placed, *(Row(entry.volunteer, None, entry) for entry in entries.values())]


def _lacks(session: ProjectSession, roster: list[Placement]) -> dict[int, str]:
    """Say by placement's id what people lack who are not marked as come yet."""
    expected = [one for one in roster if one.standing is not Standing.ATTENDED]
    found = requirements.lacks_of(db.session(), city(), session, expected, now=clock.now())
    return {
        one.id: sentence(lack_words.of_them(found[one.id], one.volunteer))
        for one in expected
        if one.id in found
    }


def _page(
    session: ProjectSession,
    *,
    hours_sent: HoursForm | None = None,
    report_sent: ReportForm | None = None,
    ring: Mapping[int, str] | None = None,
) -> ResponseReturnValue:
    roster = _roster(session.id)
    to_ring = ringing.to_ring(db.session(), city().id, session)
    planned = planned_minutes(session)
    filled_in = "planned" in request.args and planned is not None
    rows = _rows(session, roster, planned if filled_in else None)
    sent = hours_sent or report_sent
    page = render_template(
        "staff/roster.html",
        session=session,
        rows=rows,
        planned=planned,
        filled_in=filled_in,
        to_ring=to_ring,
        numbers=_numbers(session, [*roster, *to_ring]) | dict(ring or {}),
        waiting=[one for one in roster if one.standing is Standing.WAITING],
        lacks={row.placement.id: row.lack for row in rows if row.placement and row.lack},
        unskilled=missing_skills.of_places(db.session(), city().id, [one.id for one in roster]),
        in_company=[one.id for one in roster if requirements.is_in_company(one)],
        begun=session.starts_at <= clock.now() and session.cancelled_at is None,
        hours_form=hours_sent or hours_form(rows),
        report_form=report_sent or ReportForm(formdata=None, noun=_counted(session)),
        reports=impact.reports_of_session(db.session(), city().id, session.id),
        form=sent,
    )
    return page, 422 if sent else 200


def _numbers(session: ProjectSession, roster: list[Placement]) -> dict[int, str]:
    if ringing.is_open(session, city().rules, now=clock.now()):
        return ringing.shown_of(roster)
    return {}


def _counted(session: ProjectSession) -> str | None:
    measure = session.project.measure
    return measure.unit if measure else None
