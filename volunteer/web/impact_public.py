"""What came of it, for everybody: with the counts of few people withheld."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from volunteer.core.db import db
from volunteer.impact import history, periods, totals, withholding
from volunteer.web import months, ward_results
from volunteer.web.access import city
from volunteer.web.days import today

bp = Blueprint("impact", __name__)


@bp.get("/impact")
def show() -> ResponseReturnValue:
    """Show each challenge with how far it is, and what people gave."""
    session, here, day = db.session(), city(), today()
    challenges, least = totals.of_challenges(session, here.id, day), here.rules.least_shown
    shown = withholding.apart({one.challenge.id: one.people for one in challenges}, least)
    return render_template(
        "impact.html",
        totals=totals.of_city(session, here.id),
        challenges=challenges,
        withheld={key for key, count in shown.items() if count is None},
        readings=history.readings(session, here.id, until=day),
        today=day,
        months=months.for_everybody(session, here.id, day, least),
        wards=ward_results.for_everybody(session, here, periods.months(day)[0]),
    )
