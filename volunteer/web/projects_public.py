"""A project as everybody sees it, and taking a place on it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import IntegerField
from wtforms.validators import InputRequired

from volunteer.calls import queries as placements
from volunteer.calls import requirements
from volunteer.calls import service as calls
from volunteer.calls.lacks import Lack
from volunteer.calls.model import Placement, Standing
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.web import areas, levels, spot_maps
from volunteer.web.access import city, volunteer
from volunteer.web.forms import Form
from volunteer.web.kit import tell

bp = Blueprint("project", __name__, url_prefix="/projects")


bp.add_app_template_filter(levels.asked_of)


class PlaceForm(Form):
    """Which opening a volunteer wants a place in."""

    opening_id = IntegerField(validators=[InputRequired()])


@bp.get("/<int:project_id>")
def show(project_id: int) -> ResponseReturnValue:
    """Show what there is to do, where, when, and with whom."""
    project, wards = projects.public(db.session(), city().id, project_id), areas.names()
    coming = _coming(project)
    lacks = _lacks(coming)
    return render_template(
        "projects/show.html",
        project=project,
        sessions=coming,
        lacks={one.id: levels.lacking(lack, one) for one, lack in lacks},
        in_profile={one.id for one, lack in lacks if lack is not Lack.NO_CHECK},
        mine=_mine(),
        wards=wards,
        map=spot_maps.one(project, wards.get(project.place.ward_code or "")),
    )


@bp.post("/<int:project_id>/places")
def take(project_id: int) -> ResponseReturnValue:
    """Give the volunteer who is signed in a place, or one on the waiting list."""
    project, form = projects.public(db.session(), city().id, project_id), PlaceForm()
    if not form.validate_on_submit():
        abort(400)
    if form.opening_id.data not in _openings(project):
        raise NotFound("no such opening of this project")
    try:
        placement = calls.accept_on_web(
            city(), volunteer().id, form.opening_id.data, now=clock.now()
        )
    except Refused as refusal:
        tell(refusal)
        return redirect(url_for(".show", project_id=project_id), 303)
    if placement.standing is Standing.WAITING:
        flash(gettext("You are on the waiting list. We text you when a place comes free."))
    else:
        flash(gettext("You have a place. Thank you!"))
    return redirect(url_for("me.show"), 303)


def _lacks(coming: list[ProjectSession]) -> list[tuple[Opening, Lack]]:
    """Return the openings for which whoever is signed in lacks something, and what."""
    if g.volunteer is None:
        return []
    found = (
        (one, requirements.lack_of(db.session(), city(), g.volunteer.id, one, now=clock.now()))
        for session in coming
        for one in session.openings
    )
    return [(one, lack) for one, lack in found if lack is not None]


def _openings(project: Project) -> set[int]:
    return {opening.id for session in project.sessions for opening in session.openings}


def _mine() -> dict[int, Placement]:
    """Return the places that whoever is signed in has, by the openings they are in."""
    if g.volunteer is None:
        return {}
    coming = placements.coming_of(db.session(), city().id, [g.volunteer.id], now=clock.now())
    return {placement.opening_id: placement for placement in coming}


def _coming(project: Project) -> list[ProjectSession]:
    now = clock.now()
    return [s for s in project.sessions if s.cancelled_at is None and (s.ends_at or now) >= now]
