"""What a check found: what is well, what must be mended and how, and what cannot be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import click


class Mark(StrEnum):
    """How a line begins."""

    OK = "ok"
    MEND = "mend"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check."""

    mark: Mark
    words: str


def ok(words: str) -> Finding:
    """Say that something is well."""
    return Finding(Mark.OK, words)


def mend(words: str) -> Finding:
    """Say what is wrong, and exactly what to do about it."""
    return Finding(Mark.MEND, words)


def note(words: str) -> Finding:
    """Say what cannot be told from here, or what is as it is and worth knowing."""
    return Finding(Mark.NOTE, words)


def tell(findings: Iterable[Finding]) -> int:
    """Print each as soon as it is found; return how many must be mended."""
    to_mend = 0
    for finding in findings:
        click.echo(f"{finding.mark:<6}{finding.words}")
        to_mend += finding.mark is Mark.MEND
    return to_mend
