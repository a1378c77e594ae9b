"""Signing in as a volunteer: no password, a code by text."""

import secrets

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.people import codes
from volunteer.people import queries as people
from volunteer.people.model import State, Volunteer
from volunteer.web import sessions
from volunteer.web.access import city, local
from volunteer.web.forms import Form, MobileField, RadiosField, TextField
from volunteer.web.kit import form_page

bp = Blueprint("sign_in", __name__)


class PhoneForm(Form):
    """Which phone gets the code."""

    phone = MobileField(
        lazy_gettext("Your mobile number"),
        [DataRequired(lazy_gettext("Give your mobile number."))],
        render_kw={
            "autocomplete": "tel",
            "type": "tel",
            "params": {"classes": "govuk-input--width-20"},
        },
    )


class CodeForm(Form):
    """The code."""

    code = TextField(
        lazy_gettext("The six figures we texted you"),
        [DataRequired(lazy_gettext("Give the six figures from the text."))],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "params": {"classes": "govuk-input--width-5 govuk-input--extra-letter-spacing"},
        },
    )


class PersonForm(Form):
    """Which of those who share a phone it is."""

    person = RadiosField(
        lazy_gettext("Who are you?"),
        coerce=int,
        validators=[InputRequired(lazy_gettext("Choose your name."))],
    )


@bp.route("/sign-in", methods=["GET", "POST"])
def phone() -> ResponseReturnValue:
    """Ask for the number. The next page is the same for known and unknown ones."""
    form = PhoneForm()
    if "next" in request.args:
        session["next"] = local(request.args["next"], url_for("me.show"))
    if form.validate_on_submit():
        asker = session["asker"] = secrets.token_urlsafe()
        address = request.remote_addr or ""
        try:
            codes.ask(city(), form.phone.number, asker=asker, address=address, now=clock.now())
        except Refused as refusal:
            form.refuse("phone", refusal)
        else:
            return redirect(url_for(".code"), 303)
    return form_page("sign_in/phone.html", form)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Take the code, in the browser that asked for it."""
    if "asker" not in session:
        return redirect(url_for(".phone"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            contact_id = codes.check(
                city(), form.code.data, asker=session["asker"], now=clock.now()
            )
        except Refused as refusal:
            form.refuse("code", refusal)
        else:
            return _let_in(contact_id)
    return form_page("sign_in/code.html", form)


@bp.route("/sign-in/person", methods=["GET", "POST"])
def person() -> ResponseReturnValue:
    """Ask who it is, where several people share a phone."""
    asker, now = session.get("asker", ""), clock.now()
    sharing = _volunteers(codes.holder(db.session(), city(), asker=asker, now=now))
    if not sharing:
        return redirect(url_for(".phone"), 303)
    form = PersonForm()
    form.person.choices = [SelectChoice(volunteer.id, volunteer.name) for volunteer in sharing]
    if form.validate_on_submit():
        return _begin(form.person.data)
    return form_page("sign_in/person.html", form)


@bp.post("/sign-out")
def out() -> ResponseReturnValue:
    """Sign out, on this browser."""
    sessions.end()
    flash(gettext("You are signed out."))
    return redirect(url_for("home.show"), 303)


def _let_in(contact_id: int) -> ResponseReturnValue:
    sharing = _volunteers(contact_id)
    if len(sharing) == 1:
        return _begin(sharing[0].id)
    return redirect(url_for(".person" if sharing else "join.new"), 303)


def _volunteers(contact_id: int | None) -> list[Volunteer]:
    with_phone = people.of_contact(db.session(), city().id, contact_id or 0)
    return [volunteer for volunteer in with_phone if volunteer.state is State.ACTIVE]


def _begin(volunteer_id: int) -> ResponseReturnValue:
    """Let somebody in by the code that was given here, once."""
    onward, asker = session.pop("next", None), session.pop("asker", "")
    if codes.take(city(), asker=asker, now=clock.now()) is None:
        return redirect(url_for(".phone"), 303)
    sessions.begin_as_volunteer(city(), volunteer_id)
    return redirect(local(onward, url_for("me.show")), 303)
