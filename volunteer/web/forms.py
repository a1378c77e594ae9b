"""Forms: WTForms' fields in GOV.UK's clothes, with room for what a slice refuses."""

from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_wtf import FlaskForm
from govuk_frontend_wtf import wtforms_widgets as govuk
from wtforms import ValidationError, fields

from volunteer.core import phone
from volunteer.core.db import db
from volunteer.core.errors import Refused
from volunteer.places import gazetteer
from volunteer.places.gazetteer import Spot


def sentence(refusal: Refused) -> str:
    """Return why something was refused, in the language of this page."""
    return str(gettext(refusal.sentence)) % refusal.values


class Form(FlaskForm):
    """A form of ours. CSRF is on; ``refuse`` shows at a field what a use-case said."""

    def refuse(self, name: str, refusal: Refused) -> None:
        """Show at the field it is about why a use-case refused."""
        field = self._fields[name]
        field.errors = [*field.errors, sentence(refusal)]

    def order(self, *names: str) -> None:
        """Let these fields come last, in this order: mistakes are told in that of the page."""
        for name in names:
            self._fields[name] = self._fields.pop(name)


class _NoEmptyHint:
    """GOV.UK's groups of boxes draw a hint even when there is nothing in it."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """Leave the hint out where there is none."""
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc] # its base has no types
        if not field.description:
            params.pop("hint", None)
        return params


class _Checkbox(_NoEmptyHint, govuk.GovCheckboxInput):
    """One box."""


class _Checkboxes(_NoEmptyHint, govuk.GovCheckboxesInput):
    """Several boxes."""


class _Radios(_NoEmptyHint, govuk.GovRadioInput):
    """One choice of several."""


class TextField(fields.StringField):
    """A line of text, without the spaces around it."""

    widget = govuk.GovTextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, and trim it."""
        self.data = valuelist[0].replace("\0", "").strip() if valuelist else ""


class MobileField(TextField):
    """A UK mobile. ``number`` is what was typed as E.164, once the form is valid."""

    number = ""

    def pre_validate(self, _form: Form) -> None:
        """Refuse what we cannot text, with the reason."""
        if not self.data:
            return
        try:
            self.number = phone.parse_mobile(self.data, drama=current_app.config["DRAMA_NUMBERS"])
        except Refused as refusal:
            raise ValidationError(sentence(refusal)) from None


class PostcodeField(TextField):
    """A postcode that is on the map. ``spot`` is where, once the form is valid."""

    spot: Spot

    def pre_validate(self, _form: Form) -> None:
        """Refuse what is on no map, with the reason."""
        if not self.data:
            return
        try:
            self.spot = gazetteer.find(db.session(), self.data)
        except Refused as refusal:
            raise ValidationError(sentence(refusal)) from None


class LongTextField(fields.TextAreaField):
    """Some lines of text."""

    widget = govuk.GovTextArea()


class PasswordField(fields.PasswordField):
    """A password."""

    widget = govuk.GovPasswordInput()


class CheckboxField(fields.BooleanField):
    """One box to tick."""

    widget = _Checkbox()


class CheckboxesField(fields.SelectMultipleField):
    """Boxes of which any number may be ticked."""

    widget = _Checkboxes()


class RadiosField(fields.RadioField):
    """One choice of several, all to be seen."""

    widget = _Radios()


class SelectField(fields.SelectField):
    """One choice of many, in a drop-down."""

    widget = govuk.GovSelect()


class NumberField(fields.DecimalField):
    """A number, which may have decimals. Typed as text: a scroll would change a number field."""

    widget = govuk.GovTextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, places=None, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number, or say what one looks like."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Give a number, such as 2.5.")) from None


class DayField(fields.DateField):
    """A day, in the browser's own picker (Safari and old phones: yyyy-mm-dd)."""

    widget = govuk.GovInput("date")
