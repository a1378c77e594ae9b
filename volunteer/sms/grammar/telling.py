"""A reading in a word or two, for operators and for the labelled sheets.

Pure.
"""

from volunteer.hours.timesheet import hours_text
from volunteer.sms.grammar.reading import Kind, Reading

PERSON = "ASK"  # a cry for help is one way to ask a person
BOTH = {(1, 2), (2, 1)}


def told(reading: Reading, listed: int = 2) -> str:
    """Say a reading: ``YES 2``, ``HOURS:2.5``, ``CHOICE:BOTH`` or ``ASK``.

    ``listed`` is how many there were to choose from: a number beyond is no choice.
    """
    numbers = ",".join(map(str, reading.choices))
    details = {
        Kind.DANGER: PERSON,
        Kind.YES: "YES" if reading.party == 1 else f"YES {reading.party}",
        Kind.HOURS: f"HOURS:{hours_text(reading.minutes or 0)}",
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
