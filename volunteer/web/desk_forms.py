"""What is typed on the desk."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext
from wtforms import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from volunteer.calls.model import Placement
from volunteer.core.errors import N_, Refused
from volunteer.desk.answers import MOST_IN_PARTY
from volunteer.desk.log import Sort
from volunteer.hours import timesheet
from volunteer.staff.model import Member
from volunteer.web.filters import when
from volunteer.web.forms import Form, LongTextField, SelectField, TextField
from volunteer.web.typed_fields import AmountField

LONGEST_REPLY = 400  # letters; how many parts that is, the desk counts
LONGEST_NAME = 60
SHORT = {"autocomplete": "off", "params": {"classes": "govuk-input--width-3"}}


class ReplyForm(Form):
    """An answer in words."""

    words = LongTextField(
        lazy_gettext("Answer in words"),
        [
            Length(
                max=LONGEST_REPLY,
                message=lazy_gettext("Say it in %(max)d characters or fewer."),
            )
        ],
        render_kw={"rows": 3},
    )


class PartyForm(Form):
    """For how many people a yes is."""

    party = AmountField(
        lazy_gettext("How many people come?"),
        [
            InputRequired(lazy_gettext("Enter how many people come, like 1.")),
            NumberRange(
                1, MOST_IN_PARTY, message=lazy_gettext("Enter a number from %(min)s to %(max)s.")
            ),
        ],
        whole=True,
        default=1,
        render_kw=SHORT | {"inputmode": "numeric"},
    )


class HoursForm(Form):
    """How long somebody helped, and where if that is not clear."""

    placement_id = SelectField(lazy_gettext("Where did they help?"), coerce=int)
    hours = TextField(
        lazy_gettext("How many hours did they give?"),
        [InputRequired(lazy_gettext("Enter how many hours they gave, like 2.5."))],
        render_kw=SHORT,
    )

    def offer(self, placements: Sequence[Placement]) -> None:
        """Fill the list of where."""
        self.placement_id.choices = [
            SelectChoice(one.id, f"{one.opening.session.project.title}, {_when(one)}")
            for one in placements
        ]

    def minutes(self) -> int:
        """Return the minutes that are meant."""
        minutes = timesheet.minutes(self.hours.data)
        if minutes is None:
            raise Refused(N_("That cannot be read as hours. Write it like 2.5, or 45 min."))
        return minutes


class HandForm(Form):
    """Who is to look after a text."""

    to = SelectField(lazy_gettext("Hand it to"), coerce=int)

    def offer(self, colleagues: Sequence[Member]) -> None:
        """Fill the list of who."""
        self.to.choices = [SelectChoice(one.id, one.name) for one in colleagues]


class FilterForm(Form):
    """Which texts. It changes nothing, so it comes by GET and has no token."""

    class Meta:
        """No token."""

        csrf = False

    name = TextField(lazy_gettext("Name"), render_kw={"maxlength": LONGEST_NAME})
    sort = SelectField(
        lazy_gettext("What became of it"),
        choices=[
            SelectChoice("", lazy_gettext("Any")),
            SelectChoice(Sort.PERSON.value, lazy_gettext("Went to a person")),
            SelectChoice(Sort.ACTED.value, lazy_gettext("Acted on automatically")),
            SelectChoice(Sort.NOTHING.value, lazy_gettext("Nothing to do")),
            SelectChoice(Sort.STOP.value, lazy_gettext("Stop")),
        ],
    )

    def chosen(self) -> dict[str, Any]:
        """Return what to look for; a sort that there is not is any."""
        known = {sort.value for sort in Sort}
        return {
            "name": (self.name.data or "")[:LONGEST_NAME],
            "sort": Sort(self.sort.data) if self.sort.data in known else None,
        }


def filter_form() -> FilterForm:
    """Return the filter as the address has it."""
    return FilterForm(request.args)


def _when(placement: Placement) -> str:
    return when(placement.opening.session)
