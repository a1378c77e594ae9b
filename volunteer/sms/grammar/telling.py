"""A reading in a word or two, for operators and for the labelled sheets.

Pure.
"""

from volunteer.hours.timesheet import hours_text
from volunteer.sms.grammar.reading import Kind, Reading

PERSON = "ASK"  # a cry for help is one way to ask a person
BOTH = {(1, 2), (2, 1)}


def told(reading: Reading, listed: int = 2, day: int | None = None) -> str:
    """Say a reading: ``YES 2``, ``HOURS:2.5``, ``CHOICE:BOTH`` or ``ASK``.

    ``listed`` is how many there were to choose from: a number beyond is no choice. ``day`` is
    the weekday of what was asked (Monday is 0): a yes that names another is for a person, as no
    hours at all are.
    """
    if day is not None and reading.kind is Kind.YES and reading.days - {day}:
        return PERSON
    numbers = ",".join(map(str, reading.choices))
    details = {
        Kind.DANGER: PERSON,
        Kind.YES: "YES" if reading.party == 1 else f"YES {reading.party}",
        Kind.HOURS: f"HOURS:{hours_text(reading.minutes)}" if reading.minutes else PERSON,
        Kind.NAME: f"NAME:{reading.value}",
        Kind.POSTCODE: f"POSTCODE:{reading.value}",
        Kind.LANGUAGE: f"LANGUAGE:{reading.value}",
        Kind.CHOICE: _choice(reading, listed),
        Kind.SKILLS: f"SKILLS:{numbers}",
    }
    return details.get(reading.kind, reading.kind.name)


def _choice(reading: Reading, listed: int) -> str:
    if reading.both or (reading.choices in BOTH and listed == len(reading.choices)):
        return "CHOICE:BOTH"
    if any(number > listed for number in reading.choices):
        return PERSON
    return f"CHOICE:{','.join(map(str, reading.choices))}"
