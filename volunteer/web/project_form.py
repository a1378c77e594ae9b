"""What a coordinator tells us of a project: one page, typed in five minutes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import SelectChoice
from wtforms.validators import NumberRange, ValidationError

from volunteer.challenges.model import Initiative, Kind
from volunteer.core import clock
from volunteer.core.errors import Refused
from volunteer.people.model import Skill
from volunteer.projects.draft import LONGEST, MOST_PLACES, Draft, Slot, ensure_sound
from volunteer.web.forms import CheckboxField, Form, LongTextField, SelectField, TextField
from volunteer.web.kit import city_time
from volunteer.web.role_form import ROLE, RoleForm
from volunteer.web.typed_fields import AmountField, TimeField, TypedDayField, needed

MOST_WEEKS = 26


class AboutForm(Form):
    """What needs doing, for what, and where."""

    title = TextField(
        lazy_gettext("What needs doing?"),
        needed(lazy_gettext("Enter what needs doing."), 60),
        description=lazy_gettext("A few words, as a text would say it: “Draught-proof a flat”"),
    )
    summary = LongTextField(
        lazy_gettext("What should people know?"),
        needed(lazy_gettext("Enter what people should know.")),
        description=lazy_gettext("What they will do, what to bring, how to get in."),
        render_kw={"rows": 4},
    )
    initiative = SelectField(
        lazy_gettext("Which initiative is it part of?"),
        needed(lazy_gettext("Choose an initiative.")),
        coerce=lambda value: int(value) if value else None,
    )
    measure = SelectField(
        lazy_gettext("What will you count?"),
        description=lazy_gettext("After each session you report how much was done."),
        coerce=lambda value: int(value) if value else None,
    )
    address = TextField(
        lazy_gettext("Address and postcode"),
        needed(lazy_gettext("Enter an address with its postcode."), 200),
        description=lazy_gettext("For example “Central Park, PL4 6NP”"),
    )
    private = CheckboxField(
        lazy_gettext("This is somebody’s home: show the address only to people with a place"),
    )
    contact_name = TextField(
        lazy_gettext("Whom do they ask for?"),
        needed(lazy_gettext("Enter the name of somebody who will be there."), 60),
    )


class SlotForm(Form):
    """When, and for how many."""

    day = TypedDayField(lazy_gettext("Day"), needed(lazy_gettext("Enter the day.")))
    starts = TimeField(
        lazy_gettext("Starts at"),
        needed(lazy_gettext("Enter when it starts, like 10am.")),
        description=lazy_gettext("Like 10am or 14:30"),
    )
    ends = TimeField(
        lazy_gettext("Ends at"), description=lazy_gettext("Leave empty if any hour will do")
    )
    places = AmountField(
        lazy_gettext("How many people?"),
        [
            *needed(lazy_gettext("Enter how many people you need.")),
            NumberRange(1, MOST_PLACES, message=lazy_gettext("Ask for 1 to 500 people.")),
        ],
        whole=True,
    )

    def slots(self) -> tuple[Slot, ...]:
        """Return the sessions that were asked for, by the city's clock."""
        return (self._slot(self.day.data),)

    def validate_ends(self, field: Any) -> None:
        """Refuse an end before the start, unless the session may last past midnight."""
        starts, ends = self.starts.data, field.data
        if starts and ends and ends <= starts and _overnight(starts, ends) > LONGEST:
            raise ValidationError(gettext("It has to end after it starts. Check both times."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then that somebody could come to these sessions."""
        if not super().validate(extra_validators):
            return False
        try:
            ensure_sound(self.slots(), now=clock.now())
        except Refused as refusal:
            self.refuse("starts", refusal)
        return not self.errors

    def _slot(self, day: date) -> Slot:
        starts, ends = self.starts.data, self.ends.data
        return Slot(
            starts_at=_moment(day, starts),
            ends_at=ends and _moment(day + timedelta(days=ends <= starts), ends),
            places=self.places.data,
        )


class ProjectForm(AboutForm, SlotForm, RoleForm):
    """A project with one role and its sessions, one a week."""

    weeks = AmountField(
        lazy_gettext("For how many weeks?"),
        [NumberRange(1, MOST_WEEKS, message=lazy_gettext("Enter 1 to 26 weeks."))],
        description=lazy_gettext("1 is only once; more are the same day and time each week"),
        whole=True,
        default=1,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the role come last, as on the page: mistakes are told in that order."""
        super().__init__(*args, **kwargs)
        self.order("weeks", *ROLE)

    def offer(self, initiatives: list[Initiative], skills: list[Skill]) -> None:
        """Fill in what there is to choose from."""
        outputs = [(i, m) for i in initiatives for m in i.measures if m.kind is Kind.OUTPUT]
        self._counts_for = {m.id: i.id for i, m in outputs}
        self.initiative.choices = [
            SelectChoice("", gettext("Choose one")),
            *(SelectChoice(i.id, i.title) for i in initiatives),
        ]
        self.measure.choices = [
            SelectChoice("", gettext("Nothing")),
            *(SelectChoice(m.id, f"{m.name} ({i.title})") for i, m in outputs),
        ]
        self.offer_skills(skills)

    def validate_measure(self, field: Any) -> None:
        """Refuse to count for an initiative what another one counts."""
        if field.data and self._counts_for.get(field.data) != self.initiative.data:
            raise ValidationError(gettext("That is counted by another initiative."))

    def slots(self) -> tuple[Slot, ...]:
        """Return the sessions, a week apart by the city's clock."""
        weeks = range(self.weeks.data or 1)
        return tuple(self._slot(self.day.data + timedelta(weeks=week)) for week in weeks)

    def draft(self) -> Draft:
        """Return the answers in the house's own terms."""
        role = self.role()
        return Draft(
            title=self.title.data,
            summary=self.summary.data,
            initiative_id=self.initiative.data,
            measure_id=self.measure.data,
            address=self.address.data,
            private=self.private.data,
            contact_name=self.contact_name.data,
            role_title=role.title,
            skills_required=role.skills_required,
            skills_helping=role.skills_helping,
            radius_km=role.radius_km,
            requirements=role.requirements,
            remote=role.remote,
            sessions=self.slots(),
        )


def _overnight(starts: time, ends: time) -> timedelta:
    """Return how long it is from one hour to the other on the next day."""
    return datetime.combine(date(2000, 1, 2), ends) - datetime.combine(date(2000, 1, 1), starts)


def _moment(day: date, at: time) -> datetime:
    return city_time(datetime.combine(day, at))
