r"""Texts with what each means, as a person labelled them, and how the grammar does on them.

A sheet has tab-separated columns: context, language (English where there is none), label
and text, in which \\n is a new line. A label is what ``volunteer sms read`` prints, or
NOT STOP, where anything but a stop is right.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from volunteer.sms.grammar import Context, read, told

SHEETS = Path(__file__).parent / "data"
NO_EFFECT = ("ASK", "NOTHING")
SATURDAY = 5  # whatever is asked in a sheet is on a Saturday


class Labelled(NamedTuple):
    """A text, and what it means to somebody who was last asked about ``context``."""

    context: str
    language: str
    label: str
    text: str


class Misread(NamedTuple):
    """A text that was taken for something else."""

    labelled: Labelled
    taken_for: str

    def __str__(self) -> str:
        """Say what was read, what was meant, and where."""
        context, language, label, text = self.labelled
        return f"{self.taken_for}, not {label} ({context}, {language}): {text!r}"


class Figures(NamedTuple):
    """How the grammar did: the first three must be nought."""

    stops_missed: int
    false_stops: int
    wrong_effects: int
    right: int
    of: int

    def __str__(self) -> str:
        """Say it in a line."""
        return (
            f"{self.of} texts: {self.stops_missed} stops missed, {self.false_stops} false stops, "
            f"{self.wrong_effects} wrong effects, {self.right} right ({self.right / self.of:.1%})"
        )


def labelled(sheet: Path) -> list[Labelled]:
    """Return the texts of a sheet."""
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Labelled(
                row["context"],
                row.get("language") or "en",
                row["label"],
                (row["text"] or "").replace("\\n", "\n"),
            )
            for row in rows
        ]


def misread(texts: Iterable[Labelled]) -> list[Misread]:
    """Return the texts that the grammar takes for something else."""
    return [wrong for one in texts if (wrong := _read(one)) is not None]


def figures(texts: list[Labelled]) -> Figures:
    """Return how the grammar does on texts."""
    wrong = misread(texts)
    found = Counter(_fault(one) for one in wrong)
    return Figures(
        found["missed"], found["false"], found["effect"], len(texts) - len(wrong), len(texts)
    )


def _read(one: Labelled) -> Misread | None:
    taken_for = told(read(one.text, Context(one.context), one.language), day=SATURDAY)
    right = taken_for != "STOP" if one.label == "NOT STOP" else taken_for == one.label
    return None if right else Misread(one, taken_for)


def _fault(wrong: Misread) -> str:
    if wrong.labelled.label == "STOP":
        return "missed"
    if wrong.taken_for == "STOP":
        return "false"
    return "other" if wrong.taken_for in NO_EFFECT else "effect"
