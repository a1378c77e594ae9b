"""What is written down after a session: who gave how many hours, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms.validators import NumberRange, ValidationError

from volunteer.calls.model import Placement, Standing
from volunteer.hours import timesheet
from volunteer.hours.model import Entry
from volunteer.people.model import Volunteer
from volunteer.web.access import city
from volunteer.web.filters import hours as as_hours
from volunteer.web.forms import CheckboxField, Form, TextField
from volunteer.web.typed_fields import AmountField, needed


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a roster: with a place, with hours, or with both.

    ``offered`` are minutes to put down for somebody of whom nothing is known yet; ``lack``
    says what they lack of what their role asks for.
    """

    volunteer: Volunteer
    placement: Placement | None
    entry: Entry | None
    offered: int | None = None
    lack: str = ""

    @property
    def minutes(self) -> int | None:
        """What stands in their box: what was confirmed, or else what they claimed."""
        if self.entry is None:
            return None if self.was_absent else self.offered
        if self.entry.confirmed_minutes is not None:
            return self.entry.confirmed_minutes or None
        return self.entry.claimed_minutes

    @property
    def was_absent(self) -> bool:
        """Whether it is known that they did not come."""
        return self.placement is not None and self.placement.standing is Standing.ABSENT


class HoursField(TextField):
    """Hours as people write them, kept as minutes: "2.5", "2h30", "45 min"."""

    data: Any  # minutes or None

    def __init__(self, *args: Any, whose: str = "", **kwargs: Any) -> None:
        """Make the box of somebody, whose name its errors say."""
        super().__init__(*args, **kwargs)
        self.whose = whose

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the minutes that were typed; nothing is None."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = timesheet.minutes(typed) if typed else None
        if typed and self.data is None:
            raise ValueError(gettext("%(name)s: enter hours, like 2.5.", name=self.whose))

    def pre_validate(self, _form: Any) -> None:
        """Refuse what nobody gives to one session."""
        least, most = city().rules.hours_least_minutes, city().rules.hours_most_minutes
        if self.data is not None and not least <= self.data <= most:
            raise ValidationError(
                gettext(
                    "%(name)s: enter %(least)s to %(most)s hours, or tick “did not come”.",
                    name=self.whose,
                    least=as_hours(least),
                    most=as_hours(most),
                )
            )

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else timesheet.typed(self.data)


class HoursForm(Form):
    """A box for hours and one for absence, for each person with a place."""

    def given(self) -> dict[int, int]:
        """Return the minutes of everybody whose box has any, by their id."""
        return {
            int(name.removeprefix("hours_")): field.data
            for name, field in self._fields.items()
            if name.startswith("hours_") and field.data
        }

    def absent(self) -> list[int]:
        """Return the ids of those who did not come."""
        return [
            int(name.removeprefix("absent_"))
            for name, field in self._fields.items()
            if name.startswith("absent_") and field.data
        ]

    def known(self) -> list[int]:
        """Return the ids of those who came and lacked what their role asks for, as is known."""
        return [
            int(name.removeprefix("known_"))
            for name, field in self._fields.items()
            if name.startswith("known_") and field.data
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the boxes; nobody both gave hours and did not come."""
        valid = super().validate(extra_validators) and not self._unsaid()
        both = set(self.given()).intersection(self.absent())
        for volunteer_id in both:
            box = self[f"hours_{volunteer_id}"]
            box.errors = [
                gettext("%(name)s: enter hours or tick “did not come”, not both.", name=box.whose)
            ]
        return valid and not both

    def _unsaid(self) -> bool:
        """Refuse hours of who lacked something, unless whoever confirms them says they know."""
        given, known = self.given(), self.known()
        unsaid = [who for who in given if f"known_{who}" in self._fields and who not in known]
        for who in unsaid:
            box = self[f"known_{who}"]
            box.errors = [
                gettext(
                    "%(lack)s If they took part all the same, tick that you know.",
                    lack=box.description,
                )
            ]
        return bool(unsaid)


def hours_form(rows: Iterable[Row]) -> HoursForm:
    """Return the form for a roster: with what was typed, or else with what each person claimed."""
    fields: dict[str, Any] = {}
    for row in rows:
        fields[f"hours_{row.volunteer.id}"] = HoursField(
            lazy_gettext("Hours of %(name)s", name=row.volunteer.name),
            whose=row.volunteer.name,
            default=row.minutes,
            render_kw={"inputmode": "decimal", "autocomplete": "off"},
        )
        fields[f"absent_{row.volunteer.id}"] = CheckboxField(
            lazy_gettext("Did not come"), default=row.was_absent
        )
        if row.lack:
            fields[f"known_{row.volunteer.id}"] = CheckboxField(
                lazy_gettext("They took part all the same, and I know"), description=row.lack
            )
    filled: type[HoursForm] = type("RosterForm", (HoursForm,), fields)
    return filled() if fields.keys() & request.form.keys() else filled(formdata=None)


class ReportForm(Form):
    """What a session achieved: a verb, a quantity and a noun."""

    verb = TextField(
        lazy_gettext("We"),
        needed(lazy_gettext("Enter what you did, like “planted”."), 40),
        description=lazy_gettext("Like “planted”"),
    )
    quantity = AmountField(
        lazy_gettext("How many?"),
        [
            *needed(lazy_gettext("Enter how many, like 40.")),
            NumberRange(0, message=lazy_gettext("Enter 0 or more.")),
        ],
        description=lazy_gettext("Like 40"),
    )
    noun = TextField(
        lazy_gettext("Of what?"),
        needed(lazy_gettext("Enter what you counted, like “trees”."), 60),
        description=lazy_gettext("Like “trees”"),
    )
    counts = CheckboxField(
        lazy_gettext("This is what the project counts"),
        description=lazy_gettext("A session has one such report: a new one corrects it."),
        default=True,
    )
