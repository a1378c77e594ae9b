"""Projects, as those who run them post and see them."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.calls import overview
from volunteer.calls import queries as placements
from volunteer.challenges import queries as challenges
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.hours import unsettled
from volunteer.people import skills
from volunteer.projects import dates, queries, service
from volunteer.projects.twice import PostedAlready
from volunteer.web import levels, paging
from volunteer.web.access import city, member
from volunteer.web.kit import form_page
from volunteer.web.project_form import ProjectForm, SlotForm

bp = Blueprint("projects", __name__, url_prefix="/staff/projects")

bp.add_app_template_filter(levels.asks_of_everybody)

LATELY, PAGE = 8, 40  # of the sessions that are over: on a project's page, when all are shown


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Post a project of one's own organisation."""
    form = ProjectForm(contact_name=member().name)
    form.offer(
        challenges.open_initiatives(db.session(), city().id),
        skills.of_city(db.session(), city().id),
    )
    if form.validate_on_submit():
        try:
            project_id = service.post(
                city().id, member(), form.draft(), now=clock.now(), addresses=_addresses()
            )
        except PostedAlready as refusal:
            form.refuse("title", refusal)
        except Refused as refusal:
            form.refuse("address", refusal)
        else:
            flash(gettext("Posted. Now find people for it."))
            return redirect(url_for(".show", project_id=project_id), 303)
    return form_page("staff/project_new.html", form)


@bp.get("/<int:project_id>")
def show(project_id: int) -> ResponseReturnValue:
    """Show a project with its sessions to come, and the last of those that are over."""
    session, now, everything = db.session(), clock.now(), "page" in request.args
    project = queries.get_for(session, member(), project_id)
    size, number = (PAGE, paging.asked()) if everything else (LATELY, 1)
    over = dates.past(session, project, now=now, limit=size + 1, offset=(number - 1) * size)
    past = paging.of(over, size=size, number=number)
    ids = [one.id for one in past.rows]
    to_come = [] if everything else dates.to_come(session, project, now=now)
    openings = [opening.id for one in to_come for opening in one.openings]
    return render_template(
        "staff/project.html",
        project=project,
        everything=everything,
        to_come=to_come,
        calls=overview.newest_calls(session, city().id, openings),
        past=past,
        came=placements.came(session, city().id, ids),
        unsettled=unsettled.of_sessions(session, member(), ids, now=now),
    )


@bp.route("/<int:project_id>/sessions", methods=["GET", "POST"])
def session(project_id: int) -> ResponseReturnValue:
    """Give a project one more session."""
    project = queries.get_for(db.session(), member(), project_id)
    form = SlotForm()
    if form.validate_on_submit():
        try:
            service.add_session(city().id, member(), project_id, *form.slots(), now=clock.now())
        except Refused as refusal:
            form.refuse("day", refusal)
        else:
            flash(gettext("Added."))
            return redirect(url_for(".show", project_id=project_id), 303)
    return form_page("staff/session_new.html", form, project=project)


def _addresses() -> bool:
    """Tell whether there is somebody to ask where an address without a postcode is."""
    return current_app.extensions["geocoder"] is not None
