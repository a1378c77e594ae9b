"""Refusals at the command line: a sentence and exit code 1, not a traceback."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from volunteer.core.errors import NotFound, Refused

P = ParamSpec("P")
R = TypeVar("R")


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Make a command say what was refused."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (Refused, NotFound) as problem:
            raise click.ClickException(str(problem)) from None

    return wrapped
