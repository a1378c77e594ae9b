"""Keeps every line that was logged, with the test that was running."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.loglines import personal
from volunteer.core.log_lines import formatter


class Sink(logging.Handler):
    """A second way out of the log, into a file; it sees what goes out by the first."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.setFormatter(formatter())
        self._file = file.open("a", buffering=1, encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line down."""
        test = os.environ.get("PYTEST_CURRENT_TEST", "between tests").replace("\t", " ")
        try:
            line = _flat(self.format(record))
        except (TypeError, ValueError):
            line = "a line that could not be written"
        self._file.write(f"{_flat(test)}\t{line}\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that gives somebody away."""

    test: str
    kind: str
    line: str


def lines(folder: Path) -> Iterator[tuple[str, str]]:
    """Return every line kept in a folder: its test, and itself."""
    for file in sorted(folder.glob("*.log")):
        for written in file.read_text(encoding="utf-8").splitlines():
            test, _, line = written.partition("\t")
            yield test, line


def search(folder: Path) -> tuple[int, list[Hit]]:
    """Return how many lines there are, and those that give somebody away."""
    count, hits = 0, []
    for test, line in lines(folder):
        count += 1
        hits += [Hit(test, kind, line) for kind in personal.found(line)]
    return count, hits


def _flat(words: str) -> str:
    return " ".join(words.splitlines())
