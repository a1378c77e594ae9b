"""What came of it, for everybody: with the counts of few people withheld."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.impact import totals
from volunteer.web.access import city

bp = Blueprint("impact", __name__)


@bp.get("/impact")
def show() -> ResponseReturnValue:
    """Show each challenge with how far it is, and what people gave."""
    session, here = db.session(), city()
    today = clock.now().astimezone(here.zone).date()
    return render_template(
        "impact.html",
        totals=totals.of_city(session, here.id),
        challenges=totals.of_challenges(session, here.id, today),
    )
