"""Why somebody whom a coordinator knows is not on the shortlist of an opening."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext, ngettext
from wtforms.validators import DataRequired

from volunteer.calls import absence, drive, evenness, queries, requirements, shortlist
from volunteer.calls.absence import Absent
from volunteer.calls.lacks import Lack
from volunteer.calls.model import LIVE
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.desk import queue
from volunteer.people import queries as people
from volunteer.people.model import Volunteer
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.web.access import city, member
from volunteer.web.forms import Form, TextField
from volunteer.web.kit import form_page

bp = Blueprint("why_not", __name__, url_prefix="/staff")

WHY = {
    Absent.JOINING: lazy_gettext(
        "They have not finished joining. They can, by answering the text they got."
    ),
    Absent.STOPPED: lazy_gettext("They do not want texts. They can text START when they do again."),
    Absent.UNREACHABLE: lazy_gettext(
        "Texts do not reach their phone. Ask them for another number: they can join with it."
    ),
    Absent.PLACED: lazy_gettext("They had or have a place in this session, or wait for one."),
    Absent.ASKED: lazy_gettext("They were asked about this already."),
    Absent.ELSEWHERE: lazy_gettext("They have a place in something else at the same time."),
    Absent.NOWHERE: lazy_gettext("We could not find their home on the map."),
    Absent.TOO_FAR: lazy_gettext(
        "They live farther away than they said they would come, or than this role asks people from."
    ),
    Absent.NOT_FREE: lazy_gettext("They said that they are not free at that time of the week."),
    Absent.UNREAD: lazy_gettext(
        "A text from their phone waits on the desk. They may be asked once it is answered or put "
        "aside."
    ),
    Absent.ANSWERING: lazy_gettext(
        "They were asked something else and have not answered. They may be asked once that is over."
    ),
    Absent.LIMIT: lazy_gettext(
        "They were texted as often lately as we promised to, or as they said they want at most."
    ),
}
LACKS = {
    Lack.TOO_YOUNG: lazy_gettext(
        "They have not said that they are old enough for this role. If they are, they can say so "
        "in their profile."
    ),
    Lack.NO_VEHICLE: lazy_gettext(
        "They have not said that they have a car or van to use. If they have, they can say so in "
        "their profile."
    ),
    Lack.NO_CHECK: lazy_gettext(
        "No check is written down that is of the level this role asks for and valid until the "
        "session is over. A manager can write it down once it is decided on."
    ),
}

HEARD = lazy_gettext(
    "They have a place in another session of this project, or were asked about others often "
    "enough. All of its sessions are asked about together, so they are left in peace."
)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody of that name: their place on the shortlist, or what keeps them off it.

    ``worth_it`` tells whether a text to them is worth sending now. ``on_desk`` is whether a text
    of theirs must be looked at first, and ``text_id`` that text, if whoever looks may read it.
    """

    volunteer: Volunteer
    rank: int | None
    why: str | None
    worth_it: bool = True
    on_desk: bool = False
    text_id: int | None = None


class NameForm(Form):
    """A name. It changes nothing, so it comes by GET and has no token."""

    class Meta:
        """No token."""

        csrf = False

    name = TextField(
        lazy_gettext("Their name"),
        [DataRequired(lazy_gettext("Give a name."))],
        description=lazy_gettext("As they gave it when they joined, or one word of it"),
        render_kw={"autocomplete": "off", "params": {"classes": "govuk-input--width-20"}},
    )


@bp.get("/openings/<int:opening_id>/why")
def show(opening_id: int) -> ResponseReturnValue:
    """Show why people of a name are not on the shortlist, or where on it they are."""
    session, now = db.session(), clock.now()
    opening = projects.opening_for(session, member(), opening_id)
    if "name" not in request.args:
        return render_template("staff/why_not.html", opening=opening, form=NameForm(), found=None)
    form = NameForm(request.args)
    if not form.validate():
        return form_page("staff/why_not.html", form, opening=opening, found=None)
    named = people.named(session, city().id, form.name.data)
    found = _found(opening, named, now)
    return render_template("staff/why_not.html", opening=opening, form=form, found=found)


def _found(opening: Opening, named: list[Volunteer], now: datetime) -> list[Found]:
    session, here = db.session(), city()
    heard = _heard(opening)
    fitting = shortlist.ranking(session, here, opening, now=now) if named else []
    ranked = [one for one in fitting if one.volunteer_id not in heard]
    floor = evenness.floor_of(session, here, opening, now=now)
    ranks = {one.volunteer_id: (number, one) for number, one in enumerate(ranked, 1)}
    found = []
    for one in named:
        rank, match = ranks.get(one.id, (None, None))
        why = None if match else absence.why(session, here, opening, one, now=now)
        told = _told(opening, one, why, now) or (str(HEARD) if one.id in heard else None)
        worth_it = match is None or match.worth >= floor
        on_desk = why is Absent.UNREAD
        text_id = queue.holding(session, member(), one.contact_id) if on_desk else None
        found.append(Found(one, rank, told, worth_it, on_desk, text_id))
    return found


def _heard(opening: Opening) -> set[int]:
    """Return whom a call leaves in peace, as it asks about other sessions of its project too."""
    session, here = db.session(), city()
    last = queries.last_call(session, here.id, opening.id)
    asks = last is not None and last.state in LIVE
    return drive.has_heard(session, here, last) if last is not None and asks else set()


def _told(opening: Opening, who: Volunteer, why: Absent | None, now: datetime) -> str | None:
    """Return in words what keeps somebody off the list, and what they can do about it."""
    if why is None:
        return None
    if why is Absent.LACKS_SKILL:
        return _skills(opening, who)
    if why is Absent.LACKS_MORE:
        lack = requirements.lack_of(db.session(), city(), who.id, opening, now=now)
        return str(LACKS[lack]) if lack else None
    return str(WHY[why])


def _skills(opening: Opening, who: Volunteer) -> str:
    must = {wish.skill for wish in opening.role.skills if wish.required}
    lacking = sorted(must - set(who.skills), key=lambda skill: skill.number)
    said: str = ngettext(
        "Everybody in this role must have a skill that they did not say they have: %(skills)s. "
        "They can add it in their profile.",
        "Everybody in this role must have skills that they did not say they have: %(skills)s. "
        "They can add them in their profile.",
        len(lacking),
        skills=", ".join(skill.name for skill in lacking),
    )
    return said
