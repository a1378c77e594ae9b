"""Somebody's own sign-in: where they are signed in, their password, phone and codes."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.staff import account, passwords, recovery
from volunteer.visits import service as visits
from volunteer.visits.model import Ended
from volunteer.web import sessions, staff_links
from volunteer.web.access import city, member, visit
from volunteer.web.kit import form_page
from volunteer.web.staff_forms import AgainForm, NewPasswordForm

bp = Blueprint("account", __name__, url_prefix="/staff/account")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show where somebody is signed in, and what they can change."""
    session, me = db.session(), member()
    return render_template(
        "staff/account.html",
        visits=visits.of_member(session, me.city_id, me.id, now=sessions.real_now()),
        here=visit().id,
        codes_left=recovery.left(session, me.city_id, me.id),
    )


@bp.post("/visits/<int:visit_id>/end")
def end(visit_id: int) -> ResponseReturnValue:
    """Sign oneself out on one of one's browsers."""
    ended = visits.end_one(
        city().id, member().id, visit_id, Ended.FROM_ELSEWHERE, now=sessions.real_now()
    )
    if not ended:
        raise NotFound("no such visit of this member")
    flash(gettext("Signed out there."))
    return redirect(url_for(".show"), 303)


@bp.post("/visits/end")
def end_others() -> ResponseReturnValue:
    """Sign oneself out everywhere but here."""
    account.end_others(member(), visit().id, now=sessions.real_now())
    flash(gettext("You are signed in on this browser only."))
    return redirect(url_for(".show"), 303)


@bp.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Change one's password."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            account.change_password(
                member(),
                form.current.data,
                form.password.data or "",
                but=visit().id,
                now=sessions.real_now(),
            )
        except Refused as refusal:
            form.refuse("current" if refusal.sentence == passwords.WRONG else "password", refusal)
        else:
            flash(gettext("Your password is changed. Other browsers are signed out."))
            return redirect(url_for(".show"), 303)
    return form_page("staff/password.html", form)


@bp.route("/second-step", methods=["GET", "POST"])
def phone() -> ResponseReturnValue:
    """Set up another phone, after both steps were taken once more."""
    form, member_id = AgainForm(), member().id
    if form.validate_on_submit() and _is_them(form):
        return staff_links.set_up(member_id)
    return form_page("staff/second_step.html", form)


@bp.route("/recovery-codes", methods=["GET", "POST"])
def recovery_codes() -> ResponseReturnValue:
    """Make new codes on paper, after both steps were taken once more."""
    form = AgainForm()
    if form.validate_on_submit() and _is_them(form):
        codes = account.renew_codes(member(), now=sessions.real_now())
        return render_template("staff/recovery.html", codes=codes, first=False)
    return form_page("staff/recovery_new.html", form)


def _is_them(form: AgainForm) -> bool:
    """Return whether password and code are right; say at which field they are not."""
    try:
        account.ensure_it_is(member(), form.password.data, form.code.data, now=sessions.real_now())
    except Refused as refusal:
        form.refuse("password" if refusal.sentence == passwords.WRONG else "code", refusal)
        return False
    return True
