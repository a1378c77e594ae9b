"""One text: its thread, who looks after it, its number to ring."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.core import clock
from volunteer.core.errors import Refused
from volunteer.desk import assigning, ringing
from volunteer.web import desk_page
from volunteer.web.access import city, member
from volunteer.web.kit import tell

bp = Blueprint("text", __name__, url_prefix="/staff/desk/texts/<int:text_id>")


@bp.get("")
def show(text_id: int) -> ResponseReturnValue:
    """Show a text with its thread, what it did and why, and what can be done about it."""
    return desk_page.of(text_id)


@bp.post("/number")
def number(text_id: int) -> ResponseReturnValue:
    """Show the number a text came from, to ring it."""
    shown = ringing.show_number(member(), text_id, now=clock.now())
    return desk_page.of(text_id, numbers={text_id: shown})


@bp.post("/assignment")
def assign(text_id: int) -> ResponseReturnValue:
    """Say that one looks after a text, or hand it to a colleague."""
    to = request.form.get("to", member().id, type=int)
    try:
        assigning.assign(city(), member(), text_id, to, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        mine = to == member().id
        flash(gettext("You look after it now.") if mine else gettext("Handed over."))
    return redirect(url_for(".show", text_id=text_id), 303)


@bp.post("/again")
def put_back(text_id: int) -> ResponseReturnValue:
    """Put a text back on the desk."""
    assigning.put_back(city(), member(), text_id, now=clock.now())
    flash(gettext("It is on the desk again, and you look after it."))
    return redirect(url_for(".show", text_id=text_id), 303)
