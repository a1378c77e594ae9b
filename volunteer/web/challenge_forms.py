"""What a council lead tells us of the plan: challenges, initiatives, measures."""

from flask_babel import lazy_gettext
from wtforms import SelectChoice

from volunteer.challenges.model import Course, Kind
from volunteer.challenges.service import NewChallenge, NewInitiative, NewMeasure
from volunteer.web.forms import Form, LongTextField, RadiosField, SelectField, TextField
from volunteer.web.typed_fields import AmountField, TypedDayField, needed


class NeedForm(Form):
    """A need of the city."""

    title = TextField(
        lazy_gettext("What should change?"),
        needed(lazy_gettext("Enter what should change."), 80),
        description=lazy_gettext("For example “Heating and eating”"),
    )
    need = LongTextField(
        lazy_gettext("What is the need?"),
        needed(lazy_gettext("Enter what the need is."), 4000),
        description=lazy_gettext("“About 14,000 homes cannot be kept warm.”"),
        render_kw={"rows": 3},
    )


class MeasureForm(Form):
    """What is counted: from where to where, by when, and how anybody can check it."""

    name = TextField(
        lazy_gettext("What do you measure?"),
        needed(lazy_gettext("Enter what you measure."), 80),
        description=lazy_gettext("For example “Homes in fuel poverty”"),
    )
    unit = TextField(
        lazy_gettext("In what unit?"),
        needed(lazy_gettext("Enter the unit, like “homes”."), 40),
        description=lazy_gettext("For example “homes”, “kg”, “%”"),
    )
    baseline = AmountField(
        lazy_gettext("Where did it start?"),
        needed(lazy_gettext("Enter the number it started from.")),
        description=lazy_gettext("The baseline, as a number"),
    )
    baseline_on = TypedDayField(
        lazy_gettext("On which day?"), needed(lazy_gettext("Enter the day."))
    )
    target = AmountField(
        lazy_gettext("Where should it get to?"),
        needed(lazy_gettext("Enter the number you aim for.")),
        description=lazy_gettext("The target, as a number"),
    )
    target_on = TypedDayField(lazy_gettext("By which day?"), needed(lazy_gettext("Enter the day.")))
    source = TextField(
        lazy_gettext("Where is the baseline from?"),
        needed(lazy_gettext("Enter where the number is from."), 200),
        description=lazy_gettext("A report or a register that others can look up"),
    )
    method = TextField(
        lazy_gettext("How is it counted?"),
        needed(lazy_gettext("Enter how it is counted."), 200),
    )
    every = RadiosField(
        lazy_gettext("How often?"),
        needed(lazy_gettext("Choose how often.")),
        choices=[
            SelectChoice("month", lazy_gettext("Every month")),
            SelectChoice("quarter", lazy_gettext("Every quarter")),
            SelectChoice("year", lazy_gettext("Every year")),
        ],
    )

    def measure(self, kind: Kind, *, owner_id: int) -> NewMeasure:
        """Return the answers in the house's own terms."""
        return NewMeasure(
            name=self.name.data,
            unit=self.unit.data,
            kind=kind,
            baseline=self.baseline.data,
            baseline_on=self.baseline_on.data,
            target=self.target.data,
            target_on=self.target_on.data,
            source=self.source.data,
            method=self.method.data,
            every=self.every.data,
            owner_id=owner_id,
        )


class ChallengeForm(NeedForm, MeasureForm):
    """A need of the city, and the one number by which it is judged."""

    def challenge(self, *, owner_id: int) -> NewChallenge:
        """Return the answers in the house's own terms."""
        return NewChallenge(
            title=self.title.data,
            need=self.need.data,
            headline=self.measure(Kind.OUTCOME, owner_id=owner_id),
            owner_id=owner_id,
        )


class OwnMeasureForm(MeasureForm):
    """A measure of an initiative: of what is done, or of what changes."""

    kind = RadiosField(
        lazy_gettext("What does it show?"),
        needed(lazy_gettext("Choose what it shows.")),
        choices=[
            SelectChoice(Kind.OUTPUT, lazy_gettext("What was done: an output, like trees planted")),
            SelectChoice(Kind.OUTCOME, lazy_gettext("What changed: an outcome, like less hunger")),
        ],
    )


class InitiativeForm(Form):
    """A strategy against a challenge, and why volunteers are key to it."""

    title = TextField(
        lazy_gettext("What is it called?"), needed(lazy_gettext("Enter its name."), 80)
    )
    hypothesis = LongTextField(
        lazy_gettext("Why should it work?"),
        needed(lazy_gettext("Enter why it should work."), 4000),
        description=lazy_gettext("“Volunteers are key because …”"),
        render_kw={"rows": 3},
    )
    lead = SelectField(lazy_gettext("Who leads it?"), coerce=int)

    def initiative(self, challenge_id: int) -> NewInitiative:
        """Return the answers in the house's own terms."""
        return NewInitiative(
            challenge_id=challenge_id,
            title=self.title.data,
            hypothesis=self.hypothesis.data,
            lead_id=self.lead.data,
        )


class CourseForm(Form):
    """What becomes of an initiative."""

    course = RadiosField(
        lazy_gettext("What becomes of it?"),
        needed(lazy_gettext("Choose what becomes of it.")),
        choices=[
            SelectChoice(Course.ADAPTED, lazy_gettext("It goes on, changed")),
            SelectChoice(Course.STOPPED, lazy_gettext("It stops")),
            SelectChoice(Course.FINISHED, lazy_gettext("It is finished")),
        ],
    )
    reason = LongTextField(
        lazy_gettext("Why, and what was learnt?"),
        description=lazy_gettext("Anyone who looks at the results can read this."),
        render_kw={"rows": 3},
    )
