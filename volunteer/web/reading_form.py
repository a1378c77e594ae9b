"""What a measure says on a day, and how sure that is."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import SelectChoice

from volunteer.impact.model import Grade
from volunteer.web.forms import Form, RadiosField, TextField
from volunteer.web.grades import WORDS
from volunteer.web.typed_fields import AmountField, TypedDayField, needed


def _graded(grade: Grade, words: LazyString) -> LazyString:
    return lazy_gettext("%(grade)s, %(words)s", grade=grade.value, words=words)


class ReadingForm(Form):
    """One reading of a measure."""

    value = AmountField(
        lazy_gettext("What does it say?"), needed(lazy_gettext("Enter the number."))
    )
    on = TypedDayField(lazy_gettext("On which day?"), needed(lazy_gettext("Enter the day.")))
    grade = RadiosField(
        lazy_gettext("How sure is it?"),
        needed(lazy_gettext("Choose how sure it is.")),
        choices=[SelectChoice(one, _graded(one, words)) for one, words in WORDS.items()],
    )
    evidence = TextField(
        lazy_gettext("Where is it from?"),
        needed(lazy_gettext("Enter where it is from."), 200),
        description=lazy_gettext("A report, a register or a count that others can look up"),
    )
