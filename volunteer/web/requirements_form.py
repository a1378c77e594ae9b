"""What a coordinator says that a role asks for beside skills: an age, a vehicle, a check."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import SelectChoice
from wtforms.validators import Length, ValidationError

from volunteer.people.ages import AGES
from volunteer.people.levels import Level
from volunteer.projects.requirements import LONGEST_REASON, Requirements
from volunteer.web import levels
from volunteer.web.forms import CheckboxField, Form, SelectField, TextField

TOO_LONG = lazy_gettext("Say it in %(max)d characters or fewer.")


class RequirementsForm(Form):
    """What everybody in a role must be or bring."""

    least_age = SelectField(
        lazy_gettext("How old must people be?"),
        choices=[SelectChoice(age, lazy_gettext("%(age)s or over", age=age)) for age in AGES],
        coerce=int,
        default=AGES[0],
        description=lazy_gettext(
            "Everybody who joins is 18. For more, only people who said so in their profile are "
            "asked."
        ),
    )
    vehicle = CheckboxField(lazy_gettext("They need a car or van to use"))
    check_level = SelectField(
        lazy_gettext("Which check do they need?"),
        choices=lambda: [SelectChoice("", gettext("None")), *levels.choices()],
        default="",
        description=lazy_gettext("Only people whose check is valid on the day are asked."),
    )
    check_reason = TextField(
        lazy_gettext("Why may this role ask for a check?"),
        [Length(max=LONGEST_REASON, message=TOO_LONG)],
        description=lazy_gettext(
            "Asking for a check that a role is not eligible for is an offence. Say what makes it "
            "eligible, like “alone with children every week”. Everybody can read it."
        ),
    )

    def validate_check_reason(self, field: Any) -> None:
        """Refuse a check without a reason, and a reason for no check."""
        if self.check_level.data and not field.data:
            raise ValidationError(gettext("Say why this role may ask for a check."))
        if field.data and not self.check_level.data:
            raise ValidationError(gettext("Choose the check that this is the reason for."))

    @property
    def asks_for_more(self) -> bool:
        """Whether anything was chosen, or something is wrong with it."""
        chosen = self.vehicle.data or self.check_level.data or self.check_reason.data
        return bool(chosen or self.least_age.data != AGES[0] or self.check_reason.errors)

    def requirements(self) -> Requirements:
        """Return the answers in the house's own terms."""
        level = self.check_level.data
        return Requirements(
            least_age=self.least_age.data,
            vehicle=self.vehicle.data,
            level=Level(level) if level else None,
            reason=self.check_reason.data or "",
        )
