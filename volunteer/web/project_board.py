"""All projects of those who work here, with what is next in each."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from wtforms import SelectChoice

from volunteer.challenges.model import Initiative
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.hours import unsettled
from volunteer.projects import board
from volunteer.web import paging
from volunteer.web.access import member
from volunteer.web.forms import Form, SelectField, TextField

bp = Blueprint("project_board", __name__, url_prefix="/staff/projects")

PAGE = 20
LONGEST = 80  # letters of what is looked for


class FilterForm(Form):
    """Which projects. It changes nothing, so it comes by GET and has no token."""

    class Meta:
        """No token."""

        csrf = False

    words = TextField(lazy_gettext("Words in it"), render_kw={"maxlength": LONGEST})
    initiative = SelectField(lazy_gettext("Initiative"))

    def offer(self, initiatives: list[Initiative]) -> None:
        """Fill the list."""
        self.initiative.choices = [
            SelectChoice("", lazy_gettext("Every initiative")),
            *(SelectChoice(str(one.id), one.title) for one in initiatives),
        ]

    def chosen(self) -> dict[str, Any]:
        """Return what to look for; an initiative that is not on the list is every one."""
        known = {choice.value for choice in self.initiative.choices} - {""}
        chosen = self.initiative.data
        return {
            "words": (self.words.data or "")[:LONGEST],
            "initiative_id": int(chosen) if chosen in known else None,
        }


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the projects, what is coming first."""
    session, me, now, number = db.session(), member(), clock.now(), paging.asked()
    form = FilterForm(request.args)
    form.offer(board.initiatives(session, me))
    chosen = form.chosen()
    found = board.lines(session, me, now=now, limit=PAGE + 1, offset=(number - 1) * PAGE, **chosen)
    page = paging.of(found, size=PAGE, number=number)
    return render_template(
        "staff/projects.html",
        filter=form,
        filtered=any(chosen.values()),
        page=page,
        unsettled=unsettled.of_projects(
            session, me, [line.project.id for line in page.rows], now=now
        ),
        kept={"words": chosen["words"] or None, "initiative": chosen["initiative_id"]},
    )
