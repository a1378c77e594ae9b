"""Checks of volunteers, for those who may decide on them."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.calls import checks
from volunteer.calls.check_news import BEFORE
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.people.checks import Check
from volunteer.web import levels, paging
from volunteer.web.access import city, member
from volunteer.web.check_form import CheckForm
from volunteer.web.kit import form_page

bp = Blueprint("checks", __name__, url_prefix="/staff/checks")

PAGE = 20
FIELDS = {checks.NOBODY: "name", checks.FUTURE: "decided_on"}


@bp.app_template_filter()
def check_name(check: Check) -> str:
    """Return "Enhanced DBS check"."""
    return str(levels.LEVELS[check.level])


@bp.app_template_filter()
def check_until(check: Check) -> date:
    """Return the last day on which a check counts."""
    return checks.last_day(city(), check)


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the checks that a member answers for, what runs out first, first; or of one name."""
    now, number = clock.now(), paging.asked()
    wanted = request.args.get("name", "").strip()
    found = checks.seen_by(
        db.session(), member(), named=wanted, offset=(number - 1) * PAGE, limit=PAGE + 1, now=now
    )
    return render_template(
        "checks/show.html",
        page=paging.of(found, size=PAGE, number=number),
        wanted=wanted,
        now=now,
        soon=now + BEFORE,
    )


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Write a check down that was decided on."""
    form = CheckForm()
    if form.validate_on_submit():
        try:
            checks.write(city(), member(), form.check(), now=clock.now())
        except Refused as refusal:
            form.refuse(FIELDS.get(refusal.sentence, "last_day"), refusal)
        else:
            flash(gettext("Written down. They can be asked for what needs it from now on."))
            return redirect(url_for(".show"), 303)
    return form_page("checks/new.html", form)


@bp.post("/<int:check_id>/withdrawal")
def withdraw(check_id: int) -> ResponseReturnValue:
    """Withdraw a check: from now on it counts for nothing."""
    checks.withdraw(city(), member(), check_id, now=clock.now())
    flash(gettext("Withdrawn. It counts for nothing any more."))
    return redirect(url_for(".show"), 303)
