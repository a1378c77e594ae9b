"""The demo's clock, and its phones: every invented resident's, to be read and written on.

The sandbox that carries these texts is a gateway, so it is reached only through what
``app`` put into ``app.extensions``. Where another carrier has the texts there are no phones.
"""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from wtforms.validators import DataRequired, Length

from volunteer.core import clock as clocks
from volunteer.core.db import db
from volunteer.messages.model import Contact
from volunteer.web import demo_clock, demo_phones
from volunteer.web.access import city, local
from volunteer.web.forms import Form, MobileField, TextField
from volunteer.web.kit import form_page

bp = Blueprint("phones", __name__)

LONGEST = 1600


class TextForm(Form):
    """A text to the city."""

    body = TextField(
        lazy_gettext("Text to the city"),
        [
            DataRequired(lazy_gettext("Write something to send.")),
            Length(max=LONGEST, message=lazy_gettext("That is too long for a text.")),
        ],
        render_kw={"autocomplete": "off"},
    )


class NewPhoneForm(TextForm):
    """A text to the city from a phone that it may not know."""

    phone = MobileField(
        lazy_gettext("From the number"),
        [DataRequired(lazy_gettext("Give a number, such as 07700 900123."))],
        description=lazy_gettext("Any from 07700 900000 to 07700 900999"),
        render_kw={"autocomplete": "off", "params": {"classes": "govuk-input--width-10"}},
    )


@bp.before_request
def _only_the_sandboxs() -> None:
    """Show no phones whose texts somebody else carries."""
    if request.endpoint != "phones.clock" and not demo_phones.are_here():
        abort(404)


@bp.get("/phones")
def show() -> ResponseReturnValue:
    """Show the phones, those with the newest texts first."""
    return _phones(NewPhoneForm(formdata=None, body="JOIN"))


@bp.get("/phones/<int:contact_id>")
def thread(contact_id: int) -> ResponseReturnValue:
    """Show a phone with its texts."""
    return _thread(demo_phones.contact(contact_id), TextForm())


@bp.post("/phones/<int:contact_id>/texts")
def text(contact_id: int) -> ResponseReturnValue:
    """Text the city as somebody whom it knows."""
    contact, form = demo_phones.contact(contact_id), TextForm()
    if not form.validate_on_submit():
        return _thread(contact, form)
    return _send(contact.phone, form)


@bp.post("/phones/texts")
def new() -> ResponseReturnValue:
    """Text the city from any of the numbers kept for drama."""
    form = NewPhoneForm()
    if not form.validate_on_submit():
        return _phones(form)
    return _send(form.phone.number, form)


@bp.route("/demo/clock", methods=["GET", "POST"])
def clock() -> ResponseReturnValue:
    """Show the demo's clock, or move it forward."""
    if request.method == "GET":
        return render_template("phones/clock_page.html", leaps=demo_clock.leaps())
    leap = demo_clock.leaps().get(request.form.get("to", ""))
    if leap is None:
        abort(400)
    clocks.move_to(leap)
    return redirect(local(request.form.get("next"), url_for(".clock")), 303)


def _phones(form: NewPhoneForm) -> ResponseReturnValue:
    wanted = request.args.get("name", "").strip()
    last = {phone.number: phone.last for phone in _sandbox().phones(db.session(), city())}
    return form_page(
        "phones/show.html",
        form,
        phones=demo_phones.shown(last, wanted),
        wanted=wanted,
        most=demo_phones.SHOWN,
        leaps=demo_clock.leaps(),
    )


def _thread(contact: Contact, form: TextForm) -> ResponseReturnValue:
    return form_page(
        "phones/thread.html",
        form,
        contact=contact,
        names=demo_phones.names([contact.id]).get(contact.id, []),
        texts=_sandbox().thread(db.session(), city(), contact.phone),
        leaps=demo_clock.leaps(),
    )


def _send(phone: str, form: TextForm) -> ResponseReturnValue:
    _sandbox().text(city(), phone, form.body.data, now=clocks.now())
    current_app.extensions["worker"].work_off()  # so the answer is there when the page is
    return redirect(url_for(".thread", contact_id=demo_phones.with_number(phone).id), 303)


def _sandbox() -> Any:
    return current_app.extensions["sandbox"]
