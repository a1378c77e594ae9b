"""The audit log as administrators read it: who did what, the newest first."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from wtforms import SelectChoice

from volunteer.core.audit import chain, reading
from volunteer.core.audit.deeds import Deed
from volunteer.core.db import db
from volunteer.staff import queries as staff
from volunteer.web import audit_words as words
from volunteer.web.access import city
from volunteer.web.forms import Form, SelectField

bp = Blueprint("audit", __name__, url_prefix="/staff/audit")

PAGE = 50
EVERYBODY = EVERYTHING = ""


class FilterForm(Form):
    """Of whom, and of what. It changes nothing, so it comes by GET and has no token."""

    class Meta:
        """No token."""

        csrf = False

    member = SelectField(lazy_gettext("Who"))
    deed = SelectField(lazy_gettext("What"))

    def offer(self, names: dict[int, str]) -> None:
        """Fill the lists."""
        people = sorted(names.items(), key=lambda one: (one[1], one[0]))
        self.member.choices = [
            SelectChoice(EVERYBODY, lazy_gettext("Everybody")),
            *(SelectChoice(str(member_id), name) for member_id, name in people),
        ]
        self.deed.choices = [
            SelectChoice(EVERYTHING, lazy_gettext("Everything")),
            *(SelectChoice(deed.value, words.DEEDS[deed]) for deed in Deed),
        ]

    def chosen(self) -> dict[str, Any]:
        """Return what to look for; what is on neither list looks for everything."""
        member, deed = self.member.data, self.deed.data
        known = member in {choice.value for choice in self.member.choices} - {EVERYBODY}
        return {
            "member_id": int(member) if known else None,
            "deed": deed if deed in set(Deed) else None,
        }


@bp.get("")
def show() -> ResponseReturnValue:
    """Show a page of the log, and whether its rows are as they were written."""
    session, city_id = db.session(), city().id
    names = {one.id: one.name for one in staff.members(session, city_id)}
    form = FilterForm(request.args)
    form.offer(names)
    chosen = form.chosen()
    rows = reading.newest(session, city_id, before=_before(), limit=PAGE + 1, **chosen)
    shown = rows[:PAGE]
    return render_template(
        "staff/audit.html",
        filter=form,
        filtered=any(chosen.values()),
        lines=[words.line(row, names) for row in shown],
        bad=reading.first_bad(session, city_id, shown),
        paged=_before() is not None,
        older=shown[-1].number if len(rows) > PAGE else None,
        kept={"member": chosen["member_id"], "deed": chosen["deed"]},
    )


def _before() -> int | None:
    """Return the number that the page's rows are below; no database counts beyond its most."""
    before = request.args.get("before", type=int)
    return None if before is None else max(0, min(before, chain.MOST_ID))
