"""Staff come in: a password first, then a code that their phone shows."""

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import N_, Refused
from volunteer.staff import doorstep, passwords, queries, recovery, second_factor
from volunteer.staff import forgotten as forgotten_passwords
from volunteer.staff.second_factor import Way
from volunteer.visits.model import Stage
from volunteer.web import sessions
from volunteer.web.access import city, halfway, local, visit
from volunteer.web.kit import form_page
from volunteer.web.staff_forms import CodeForm, ForgottenForm, SignInForm

bp = Blueprint("staff", __name__, url_prefix="/staff")

NO_PHONE = N_(
    "Your password is right, but no phone shows codes for you yet. Choose “Forgotten your "
    "password” below: with the link that you get you set your phone up."
)


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Take the first step: e-mail address and password."""
    form, began = SignInForm(), sessions.real_now()
    if form.validate_on_submit():
        try:
            member_id = _first_step(form)
        except Refused as refusal:
            form.refuse("password", refusal)
        else:
            sessions.begin_as_member(city(), member_id, stage=Stage.CODE, since=began)
            session["next"] = request.args.get("next")
            return redirect(url_for(".code"), 303)
    return form_page("staff/sign_in.html", form)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Take the second step: the code on their phone, or one on paper."""
    form, member_id = CodeForm(), halfway().id
    if form.validate_on_submit():
        try:
            way = second_factor.check(city().id, member_id, form.code.data, now=sessions.real_now())
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return _let_in(member_id, way)
    return form_page("staff/code.html", form)


@bp.route("/sign-in/forgotten", methods=["GET", "POST"])
def forgotten() -> ResponseReturnValue:
    """Send a link to a new password; the answer tells nothing about the address."""
    form = ForgottenForm()
    if form.validate_on_submit():
        try:
            forgotten_passwords.ask(
                city().id, form.email.data, address=request.remote_addr or "", now=clock.now()
            )
        except Refused as refusal:
            form.refuse("email", refusal)
        else:
            return redirect(url_for(".forgotten", sent=1), 303)
    return form_page("staff/forgotten.html", form, sent="sent" in request.args)


def _first_step(form: SignInForm) -> int:
    doorstep.knock(city().id, request.remote_addr or "", now=sessions.real_now())
    member_id = passwords.sign_in(city().id, form.email.data, form.password.data, now=clock.now())
    if not queries.member(db.session(), city().id, member_id).has_second_factor:
        raise Refused(NO_PHONE)
    return member_id


def _let_in(member_id: int, way: Way) -> ResponseReturnValue:
    onward, began = session.pop("next", None), visit().began_at
    sessions.begin_as_member(city(), member_id, since=began)
    if way is Way.PAPER:
        left = recovery.left(db.session(), city().id, member_id)
        flash(
            ngettext(
                "You used a recovery code: %(num)s is left. Lost your phone? Set a new one up.",
                "You used a recovery code: %(num)s are left. Lost your phone? Set a new one up.",
                left,
            )
            if left
            else gettext("You used your last recovery code. Make new ones now.")
        )
        return redirect(url_for("account.show"), 303)
    return redirect(local(onward, url_for("board.show")), 303)
