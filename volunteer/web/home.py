"""The start page: what this is, what needs doing, how to join."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.impact import totals
from volunteer.impact.totals import ChallengeFigures
from volunteer.projects import queries as projects
from volunteer.web import areas, cards, example
from volunteer.web.access import city
from volunteer.web.days import today
from volunteer.web.near import PostcodeForm

bp = Blueprint("home", __name__)

SHOWN, CHALLENGES = 6, 4
LOOKED_AT = 30  # some of them are full


@bp.get("/")
def show() -> ResponseReturnValue:
    """Show what needs doing, what came of it so far, and how to join."""
    session, now, wards = db.session(), clock.now(), areas.names()
    coming = projects.coming(session, city().id, now, LOOKED_AT)
    free = [opening for opening in coming if opening.left]
    return render_template(
        "home.html",
        form=PostcodeForm(),
        cards=cards.by_project(free)[:SHOWN],
        example=example.texts(free, wards, now),
        wards=wards,
        totals=totals.of_city(session, city().id),
        challenges=_shown(totals.of_challenges(session, city().id, today())),
    )


def _shown(challenges: list[ChallengeFigures]) -> list[ChallengeFigures]:
    """Return the challenges that say how far they are, the first few."""
    return [figures for figures in challenges if figures.headline][:CHALLENGES]
