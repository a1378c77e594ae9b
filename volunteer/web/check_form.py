"""What is asked of a check that somebody decided on: never the certificate."""

from flask_babel import lazy_gettext
from wtforms.validators import DataRequired

from volunteer.calls.checks import NewCheck
from volunteer.people.levels import Level
from volunteer.web import levels
from volunteer.web.forms import Form, MobileField, RadiosField, TextField
from volunteer.web.typed_fields import TypedDayField, needed


class CheckForm(Form):
    """Whose check it is, of what level, and from when until when it counts."""

    name = TextField(
        lazy_gettext("Name"),
        needed(lazy_gettext("Enter their name."), 60),
        description=lazy_gettext("As they joined with it."),
        render_kw={"autocomplete": "off"},
    )
    phone = MobileField(
        lazy_gettext("Mobile number"),
        [DataRequired(lazy_gettext("Enter their mobile number."))],
        description=lazy_gettext("The one they joined with. Both together tell who it is."),
        render_kw={"autocomplete": "off", "type": "tel"},
    )
    level = RadiosField(
        lazy_gettext("Level"),
        [DataRequired(lazy_gettext("Choose a level."))],
        choices=levels.choices,
    )
    decided_on = TypedDayField(
        lazy_gettext("Decided on"),
        needed(lazy_gettext("Enter the day on which you decided.")),
        description=lazy_gettext("The day on which you saw the result and decided to go by it."),
    )
    last_day = TypedDayField(
        lazy_gettext("Valid until"),
        needed(lazy_gettext("Enter the last day on which it counts.")),
        description=lazy_gettext(
            "Checks have no end of their own: you set it, at most 5 years on."
        ),
    )

    def check(self) -> NewCheck:
        """Return the answers in the house's own terms."""
        return NewCheck(
            phone=self.phone.number,
            name=self.name.data,
            level=Level(self.level.data),
            decided_on=self.decided_on.data,
            last_day=self.last_day.data,
        )
