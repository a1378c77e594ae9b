"""The city's plan, as council leads write it: challenges, initiatives, measures."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms import SelectChoice

from volunteer.challenges import queries, service
from volunteer.challenges.model import Course, Kind
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.staff import queries as staff
from volunteer.web.access import city, member
from volunteer.web.challenge_forms import ChallengeForm, CourseForm, InitiativeForm, OwnMeasureForm
from volunteer.web.kit import form_page

bp = Blueprint("challenges", __name__, url_prefix="/staff")


@bp.route("/challenges/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Put a challenge with its headline measure into the plan."""
    form, me = ChallengeForm(), member().id
    if form.validate_on_submit():
        try:
            challenge_id = service.post_challenge(
                city().id, form.challenge(owner_id=me), member_id=me, now=clock.now()
            )
        except Refused as refusal:
            form.refuse("title", refusal)
        else:
            flash(gettext("In the plan. Next: what will you do about it?"))
            return redirect(url_for(".initiative", challenge_id=challenge_id), 303)
    return form_page("council/challenge_new.html", form)


@bp.route("/challenges/<int:challenge_id>/initiatives/new", methods=["GET", "POST"])
def initiative(challenge_id: int) -> ResponseReturnValue:
    """Put an initiative against a challenge into the plan."""
    challenge = queries.challenge(db.session(), city().id, challenge_id)
    form = InitiativeForm(lead=member().id)
    form.lead.choices = [
        SelectChoice(one.id, f"{one.name}, {one.organisation.name}")
        for one in staff.members(db.session(), city().id)
        if one.disabled_at is None
    ]
    if form.validate_on_submit():
        try:
            initiative_id = service.post_initiative(
                city().id, form.initiative(challenge_id), member_id=member().id, now=clock.now()
            )
        except Refused as refusal:
            form.refuse("title", refusal)
        else:
            flash(gettext("In the plan. Next: how will you know that it works?"))
            return redirect(url_for(".measure", initiative_id=initiative_id), 303)
    return form_page("council/initiative_new.html", form, challenge=challenge)


@bp.route("/initiatives/<int:initiative_id>/measures/new", methods=["GET", "POST"])
def measure(initiative_id: int) -> ResponseReturnValue:
    """Give an initiative a measure."""
    found = queries.initiative(db.session(), city().id, initiative_id)
    form, me = OwnMeasureForm(), member().id
    if form.validate_on_submit():
        new_measure = form.measure(Kind(form.kind.data), owner_id=me)
        try:
            service.post_measure(
                city().id, initiative_id, new_measure, member_id=me, now=clock.now()
            )
        except Refused as refusal:
            form.refuse("target", refusal)
        else:
            flash(gettext("Added. It is best to have one outcome and one to three outputs."))
            return _to_results(found.challenge_id)
    return form_page("council/measure_new.html", form, initiative=found)


@bp.route("/initiatives/<int:initiative_id>/course", methods=["GET", "POST"])
def course(initiative_id: int) -> ResponseReturnValue:
    """Say that an initiative goes on changed, stops or is finished."""
    found = queries.initiative(db.session(), city().id, initiative_id)
    form = CourseForm()
    if form.validate_on_submit():
        try:
            service.set_course(
                city().id,
                initiative_id,
                Course(form.course.data),
                form.reason.data,
                member_id=member().id,
                now=clock.now(),
            )
        except Refused as refusal:
            form.refuse("reason", refusal)
        else:
            flash(gettext("Written down."))
            return _to_results(found.challenge_id)
    return form_page("council/course.html", form, initiative=found)


def _to_results(challenge_id: int) -> ResponseReturnValue:
    return redirect(url_for("council.challenge", challenge_id=challenge_id), 303)
