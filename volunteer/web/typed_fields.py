"""Fields that take amounts, days and times as people type them."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms.validators import InputRequired, Length

from volunteer.web.filters import number
from volunteer.web.forms import DayField, TextField
from volunteer.web.typed import amount_of, time_of


def needed(message: Any, most: int | None = None) -> list[Any]:
    """Return the validators of a field that must be filled in, with ``most`` characters."""
    filled = [InputRequired(message=message)]
    if most is None:
        return filled
    return [
        *filled,
        Length(max=most, message=lazy_gettext("Say it in %(max)d characters or fewer.")),
    ]


class AmountField(TextField):
    """A number, with commas or a pound sign if they like."""

    data: Any  # a float, an int where it is whole, or None

    def __init__(self, *args: Any, whole: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"inputmode": "numeric" if whole else "decimal"})
        super().__init__(*args, **kwargs)
        self.whole = whole

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number out of what was typed; nothing is None."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = amount_of(typed)
        if typed and self.data is None:
            raise ValueError(gettext("Enter a number, like 12 or 14,000."))
        if self.whole and self.data is not None:
            if self.data != int(self.data):
                raise ValueError(gettext("Enter a whole number, like 12."))
            self.data = int(self.data)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else number(self.data)


class TimeField(TextField):
    """A time of day."""

    data: Any  # a time or None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the time that was typed; nothing is None."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = time_of(typed)
        if typed and self.data is None:
            raise ValueError(gettext("Enter a time, like 10am, 2:30pm or 14:30."))

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""


class TypedDayField(DayField):
    """A day, from the browser's picker or typed: 5/12/2026."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("format", ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"])
        super().__init__(*args, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the day that was chosen; say in plain words when there is none."""
        try:
            super().process_formdata([one for one in valuelist if one.strip()])
        except ValueError:
            raise ValueError(gettext("Enter a day, like 5/12/2026.")) from None
