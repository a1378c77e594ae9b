"""What a member is told by e-mail, and how often: their own choice."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import SelectChoice

from volunteer.core import clock
from volunteer.core.db import db
from volunteer.staff.notices import Kind, Often, choices
from volunteer.web.access import city, member
from volunteer.web.forms import Form, SelectField
from volunteer.web.kit import form_page

bp = Blueprint("notices", __name__, url_prefix="/staff")

HOW_OFTEN = [
    SelectChoice(Often.AT_ONCE, lazy_gettext("At once")),
    SelectChoice(Often.DAILY, lazy_gettext("Once a day, at 8am")),
    SelectChoice(Often.WEEKLY, lazy_gettext("Once a week, Monday 8am")),
    SelectChoice(Often.NEVER, lazy_gettext("Never")),
]


def _often(title: Any, what: Any) -> SelectField:
    bold = {"params": {"label": {"classes": "govuk-label--s"}}}
    return SelectField(title, description=what, choices=HOW_OFTEN, render_kw=bold)


class ChoicesForm(Form):
    """How often somebody wants each kind of notice. The fields are named as the kinds are."""

    danger = _often(
        lazy_gettext("Danger"),
        lazy_gettext("A text sounds as if somebody is in danger, and a person must look."),
    )
    texts = _often(
        lazy_gettext("Texts that wait"),
        lazy_gettext("Texts on the desk have waited too long for an answer."),
    )
    approval = _often(
        lazy_gettext("Decisions"),
        lazy_gettext("Something waits for your approval, or what you proposed was decided."),
    )
    expiry = _often(
        lazy_gettext("Time that runs out"),
        lazy_gettext(
            "We stopped asking for your project and places are open, a volunteer’s check runs out, "
            "or an invitation was not used."
        ),
    )
    overdue = _often(
        lazy_gettext("Figures that are overdue"),
        lazy_gettext("A measure that you answer for should have been read again by now."),
    )
    halted = _often(
        lazy_gettext("Texts or mails that do not go out"),
        lazy_gettext(
            "Our texts are refused or taken for spam, today’s money for them is used up, or a "
            "colleague’s mail is refused."
        ),
    )

    def chosen(self) -> dict[Kind, Often]:
        """Return what was chosen."""
        return {kind: Often(self[kind].data) for kind in Kind if kind in self}


@bp.route("/notices", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show what a member is told and how often, and let them choose."""
    now_told = choices.of(db.session(), member())
    form = ChoicesForm(data=now_told)
    for name in [field.name for field in form if field.name in set(Kind) - now_told.keys()]:
        del form[name]
    if form.validate_on_submit():
        choices.choose(city(), member().id, form.chosen(), now=clock.now())
        flash(gettext("Kept. From now on you are told so."))
        return redirect(url_for(".show"), 303)
    mails = current_app.extensions["mail"] is not None
    return form_page("staff/notices.html", form, mails=mails)
