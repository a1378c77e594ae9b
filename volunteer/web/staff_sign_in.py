"""Staff come in: by e-mail address and password, or by a link that is good once."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import InputRequired

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import NotFound, Refused
from volunteer.staff import passwords, service
from volunteer.web import sessions
from volunteer.web.access import city, local
from volunteer.web.forms import Form, PasswordField, TextField
from volunteer.web.kit import form_page, tell

bp = Blueprint("staff", __name__, url_prefix="/staff")


class SignInForm(Form):
    """Who they say they are."""

    email = TextField(
        lazy_gettext("E-mail address"),
        [InputRequired(message=lazy_gettext("Enter your e-mail address."))],
        render_kw={"type": "email", "autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(message=lazy_gettext("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class LinkForm(Form):
    """The password of somebody new; empty where the link asks for none."""

    password = PasswordField(
        lazy_gettext("Choose a password"),
        description=lazy_gettext("At least 12 characters. Three or four words together do well."),
        render_kw={"autocomplete": "new-password"},
    )


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign a member of staff in."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            member_id = passwords.sign_in(
                city().id, form.email.data, form.password.data, now=clock.now()
            )
        except Refused as refusal:
            form.refuse("password", refusal)
        else:
            sessions.begin_as_member(city(), member_id)
            return redirect(local(request.args.get("next"), url_for("board.show")), 303)
    return form_page("staff/sign_in.html", form)


@bp.route("/links/<token>", methods=["GET", "POST"])
def link(token: str) -> ResponseReturnValue:
    """Let somebody in by their link, once."""
    try:
        found = service.link(db.session(), city().id, token, now=clock.now())
    except NotFound:
        tell(Refused(service.NO_LINK))
        return redirect(url_for(".sign_in"), 303)
    form = LinkForm()
    if form.validate_on_submit():
        password = form.password.data if found.asks_password else None
        try:
            member_id = service.redeem(city().id, token, password=password, now=clock.now())
        except Refused as refusal:
            form.refuse("password", refusal)
        else:
            sessions.begin_as_member(city(), member_id)
            flash(gettext("You are signed in."))
            return redirect(url_for("board.show"), 303)
    return form_page("staff/link.html", form, link=found)
