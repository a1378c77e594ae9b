"""One tap on the desk: what a member takes a text for, done at once; and taken back."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.desk import answers, log, service, undoing
from volunteer.desk.tap import DONE_ALREADY
from volunteer.messages.model import Text
from volunteer.people import queries as people
from volunteer.web import desk_page, desk_words
from volunteer.web.access import city, member
from volunteer.web.desk_forms import HoursForm, PartyForm, ReplyForm
from volunteer.web.forms import Form
from volunteer.web.kit import tell

bp = Blueprint("tap", __name__, url_prefix="/staff/desk")


@bp.post("/texts/<int:text_id>/place")
def accept(text_id: int) -> ResponseReturnValue:
    """Take a text for a yes."""
    text = _text(text_id)
    form = PartyForm()
    if "party" not in request.form:
        form.party.data = 1  # one tap on the list
    elif not form.validate():
        return _mistaken(text_id, form)
    me, here, name = member(), city(), _name(text)

    def act() -> str:
        standing = answers.accept(here, me, text_id, party=form.party.data, now=clock.now())
        return desk_words.placed(standing, name)

    return _done(text, act)


@bp.post("/texts/<int:text_id>/refusal")
def decline(text_id: int) -> ResponseReturnValue:
    """Take a text for a no."""
    text = _text(text_id)

    def act() -> str:
        answers.decline(city(), member(), text_id, now=clock.now())
        return str(gettext("Taken as a no."))

    return _done(text, act)


@bp.post("/texts/<int:text_id>/withdrawal")
def withdraw(text_id: int) -> ResponseReturnValue:
    """Give back the place that was chosen."""
    text, placement_id = _text(text_id), request.form.get("placement_id", 0, type=int)

    def act() -> str:
        answers.withdraw(city(), member(), text_id, placement_id, now=clock.now())
        return str(gettext("The place is given back."))

    return _done(text, act)


@bp.post("/texts/<int:text_id>/hours")
def hours(text_id: int) -> ResponseReturnValue:
    """Write down the hours that a text tells of."""
    text, form = _text(text_id), HoursForm()
    form.offer(desk_page.past_places(text))
    if not form.validate():
        return _mistaken(text_id, form)
    try:
        minutes = form.minutes()
        service.write_hours(
            city(), member(), text_id, form.placement_id.data, minutes, now=clock.now()
        )
    except Refused as refusal:
        form.refuse("hours", refusal)
        return _mistaken(text_id, form, refusal)
    flash(desk_words.told(gettext("The hours are written down."), _text(text_id).contact))
    return redirect(url_for("desk.show"), 303)


@bp.post("/texts/<int:text_id>/stop")
def stop(text_id: int) -> ResponseReturnValue:
    """Take a text for a stop."""
    text = _text(text_id)

    def act() -> str:
        service.stop(city(), member(), text_id, now=clock.now())
        return str(gettext("No more texts go to this phone. One says so, the last."))

    return _done(text, act, tells=False)


@bp.post("/texts/<int:text_id>/settlement")
def settle(text_id: int) -> ResponseReturnValue:
    """Answer a text in words, or take it off the desk without an answer."""
    _text(text_id)
    form = ReplyForm()
    if not form.validate():
        return _mistaken(text_id, form)
    words = None if "seen" in request.form else (form.words.data or "").strip()
    try:
        service.settle(city(), member(), text_id, words=words, now=clock.now())
    except Refused as refusal:
        form.refuse("words", refusal)
        return _mistaken(text_id, form, refusal)
    flash(gettext("Your answer is on its way.") if words else gettext("Done with it."))
    return redirect(url_for("desk.show"), 303)


@bp.post("/effects/<int:effect_id>/undoing")
def undo(effect_id: int) -> ResponseReturnValue:
    """Take back what a text did."""
    text_id = undoing.text_of(db.session(), member(), effect_id)
    try:
        undoing.undo(city(), member(), effect_id, now=clock.now())
    except Refused as refusal:
        tell(refusal)
    else:
        flash(gettext("Taken back. The text is on the desk again: what did it mean?"))
    return redirect(url_for("text.show", text_id=text_id), 303)


def _done(text: Text, act: Callable[[], str], *, tells: bool = True) -> ResponseReturnValue:
    """Do it and go on to the next text, or say on this one's page why it cannot be done."""
    text_id = text.id
    try:
        sentence = act()
    except Refused as refusal:
        tell(refusal)
        return redirect(url_for("text.show", text_id=text_id), 303)
    flash(desk_words.told(sentence, _text(text_id).contact) if tells else sentence)
    return redirect(url_for("desk.show"), 303)


def _mistaken(text_id: int, form: Form, refusal: Refused | None = None) -> ResponseReturnValue:
    """Say what is wrong at its field while the text waits; afterwards, that it is dealt with."""
    if desk_page.is_waiting(_text(text_id)):
        return desk_page.of(text_id, sent=form)
    tell(refusal or Refused(DONE_ALREADY))
    return redirect(url_for("text.show", text_id=text_id), 303)


def _text(text_id: int) -> Text:
    return log.one(db.session(), member(), text_id)


def _name(text: Text) -> str:
    behind = people.of_contact(db.session(), city().id, text.contact_id)
    return ", ".join(one.name for one in behind)
