"""The desk: texts that no machine understood, answered by people."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import Length

from volunteer.calls import desk, threads
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.core.errors import N_, Refused
from volunteer.messages.model import Outcome, Text
from volunteer.people import queries as people
from volunteer.web.access import city, member
from volunteer.web.forms import Form, LongTextField

bp = Blueprint("desk", __name__, url_prefix="/staff/desk")

LONGEST_REPLY = 400  # letters; how many parts that is, the desk counts


class ReplyForm(Form):
    """An answer in words."""

    words = LongTextField(
        lazy_gettext("Your answer"),
        [
            Length(
                max=LONGEST_REPLY,
                message=lazy_gettext("Say it in %(max)d characters or fewer."),
            )
        ],
        render_kw={"rows": 3},
    )


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the texts that wait, what sounds like danger first."""
    return _page()


@bp.post("/<int:text_id>/number")
def number(text_id: int) -> ResponseReturnValue:
    """Show the number a text came from, to ring it."""
    return _page(ring={text_id: desk.show_number(member(), text_id, now=clock.now())})


@bp.post("/<int:text_id>/settlement")
def settle(text_id: int) -> ResponseReturnValue:
    """Answer a text, or take it off the desk without an answer."""
    desk.one(db.session(), member(), text_id)
    form = _form(text_id)
    if form.validate_on_submit():
        try:
            replied = _settle(
                text_id, None if "seen" in request.form else (form.words.data or "").strip()
            )
        except Refused as refusal:
            form.refuse("words", refusal)
        else:
            flash(gettext("Your answer is on its way.") if replied else gettext("Done with it."))
            return redirect(url_for(".show"), 303)
    return _page({text_id: form})


def _settle(text_id: int, words: str | None) -> bool:
    """Take a text off the desk; return whether it was answered."""
    if words == "":
        raise Refused(N_("Write an answer, or choose “Done without an answer”."))
    desk.settle(city(), member(), text_id, words=words, now=clock.now())
    return words is not None


def _form(text_id: int) -> ReplyForm:
    return ReplyForm(prefix=f"text{text_id}")


def _page(
    sent: dict[int, ReplyForm] | None = None, *, ring: Mapping[int, str] | None = None
) -> ResponseReturnValue:
    session, sent = db.session(), sent or {}
    numbers = _in_danger() | dict(ring or {})
    texts = desk.waiting(session, member(), limit=desk.AT_ONCE)
    page = render_template(
        "staff/desk.html",
        texts=texts,
        threads=threads.of_texts(session, member(), texts, limit=6),
        names=_names(texts),
        numbers=numbers,
        forms={text.id: sent.get(text.id) or _form(text.id) for text in texts},
        form=next(iter(sent.values()), None),
    )
    return page, 422 if sent else 200


def _in_danger() -> dict[int, str]:
    """Return the numbers to ring at once, by texts; what is dangerous comes first."""
    first = desk.waiting(db.session(), member(), limit=1)
    if not first or first[0].outcome is not Outcome.DANGER:
        return {}
    return desk.numbers_in_danger(member(), now=clock.now())


def _names(texts: list[Text]) -> dict[int, str]:
    """Return who may have written each text: everybody who shares the phone."""
    phones = {text.contact_id for text in texts}
    behind = people.of_contacts(db.session(), city().id, phones)
    return {t.id: ", ".join(one.name for one in behind.get(t.contact_id, [])) for t in texts}
