"""How asking goes: what it brought and cost, by ward and call, and the table that orders people."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from volunteer.calls import candidates, queries
from volunteer.calls.chances import BANDS_KM, OWN_WEIGHT, PRIOR_ASKED, SKILLED
from volunteer.core.db import db
from volunteer.impact import asking, gaps, periods
from volunteer.web import asking_rows as rows
from volunteer.web.access import city, member
from volunteer.web.days import today
from volunteer.web.kit import start_of

bp = Blueprint("asking", __name__, url_prefix="/staff/asking")

CALLS = 20


@bp.get("")
def show() -> ResponseReturnValue:
    """Show what asking brought and cost this quarter, or in the last twelve months."""
    session, here, day = db.session(), city(), today()
    year = request.args.get("since") == "year"
    since = periods.months(day)[0] if year else periods.quarter(day)
    wards = asking.by_ward(session, here.id, since=start_of(since))
    calls = queries.calls_of(session, member(), limit=CALLS)
    return render_template(
        "asking/show.html",
        year=year,
        since=since,
        total=asking.total(wards.values()),
        wards=rows.by_ward(session, here, wards, gaps.fitting(session, here)),
        calls=calls,
        of_calls=asking.by_call(session, here.id, [one.id for one in calls]),
        none_yet=asking.Asking(),
    )


@bp.get("/chances")
def chances() -> ResponseReturnValue:
    """Show the table that says how likely a yes is, with its counts and what it started from."""
    table = candidates.chances(db.session(), city())
    return render_template(
        "asking/chances.html",
        bands=[rows.band(table, number) for number in range(len(BANDS_KM) + 1)],
        skilled=SKILLED,
        prior_asked=PRIOR_ASKED,
        own_weight=OWN_WEIGHT,
    )
