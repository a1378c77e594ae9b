"""What a measure says on a day, and how sure that is."""

from flask_babel import lazy_gettext
from wtforms import SelectChoice

from volunteer.impact.model import Grade
from volunteer.web.forms import Form, RadiosField, TextField
from volunteer.web.typed_fields import AmountField, TypedDayField, needed


class ReadingForm(Form):
    """One reading of a measure."""

    value = AmountField(
        lazy_gettext("What does it say?"), needed(lazy_gettext("Enter the number."))
    )
    on = TypedDayField(lazy_gettext("On which day?"), needed(lazy_gettext("Enter the day.")))
    grade = RadiosField(
        lazy_gettext("How sure is it?"),
        needed(lazy_gettext("Choose how sure it is.")),
        choices=[
            SelectChoice(Grade.A, lazy_gettext("A: from a register, or a verified count")),
            SelectChoice(Grade.B, lazy_gettext("B: counted by a coordinator, with evidence")),
            SelectChoice(Grade.C, lazy_gettext("C: from a survey")),
            SelectChoice(Grade.D, lazy_gettext("D: estimated")),
        ],
    )
    evidence = TextField(
        lazy_gettext("Where is it from?"),
        needed(lazy_gettext("Enter where it is from."), 200),
        description=lazy_gettext("A report, a register or a count that others can look up"),
    )
