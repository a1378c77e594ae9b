"""Texts: how one is read, and what one costs.

``read`` and ``count`` need neither settings nor a database: they start before either is
there. Both answer line by line, so that they can stand in a pipe.
"""

import sys
from collections.abc import Callable

import click

from volunteer.messages import segments
from volunteer.sms.grammar import Context, read, told

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.group()
def sms() -> None:
    """Try out how texts are read and what they cost; check the carrier's set-up."""


@sms.command("read")
@click.option(
    "--context",
    type=click.Choice([context.value for context in Context]),
    default=Context.NONE.value,
    show_default=True,
    help="What the sender was last asked; none: nothing is open.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "cy"]),
    default="en",
    show_default=True,
    help="Of the sender: a few words differ.",
)
@click.option(
    "--listed",
    type=click.IntRange(1, 9),
    default=2,
    show_default=True,
    help="With --context choice: how many there were to choose from.",
)
@click.option(
    "--day",
    type=click.Choice(WEEKDAYS),
    help="Of what was asked: a yes that names another is for a person.",
)
def read_(context: str, language: str, listed: int, day: str | None) -> None:
    r"""Print what each text on standard input is taken for, one a line.

    A line is a text, and \\n in it a new line. An answer, a choice or hours are printed as
    YES, CHOICE:1 or HOURS:2.5; NOTHING needs no reply, and ASK is for a person to look at.
    """
    asked, on = Context(context), WEEKDAYS.index(day) if day else None
    _each_line(lambda text: told(read(text, asked, language), listed, on))


@sms.command()
def count() -> None:
    r"""Print the encoding and the segments of each text on standard input, one a line.

    A line is a text, and \\n in it a new line. It is counted as it stands.
    """
    _each_line(_cost)


def _cost(text: str) -> str:
    parts = segments.count(text)
    return f"{parts.encoding} {parts.segments}"


def _each_line(answer: Callable[[str], str]) -> None:
    """Answer every line at once, blank ones too."""
    for line in sys.stdin.buffer:
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode(errors="replace")
        click.echo(answer(text.replace("\\n", "\n")).encode())
