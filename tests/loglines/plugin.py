"""Keeps the log of the whole run, and searches it at the end: a hit fails the run.

Each process writes a file of its own; the one that started them searches all of them, and
what tests printed as well, as that is where a line would go that came by another way.
"""

import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.loglines import personal
from tests.loglines.sink import Hit, Sink, search

FOLDER = "loglines_folder"
PRINTED = ("Captured stdout", "Captured stderr")


class Lines:
    """What one process keeps."""

    def __init__(self, config: pytest.Config) -> None:
        given = getattr(config, "workerinput", None)
        self._is_worker = given is not None
        self.folder = Path(given[FOLDER] if given else tempfile.mkdtemp(prefix="volunteer-log-"))
        name = given["workerid"] if given else "main"
        self.sink = Sink(self.folder / f"{name}.log")
        self.count, self.hits = 0, list[Hit]()
        logging.getLogger().addHandler(self.sink)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell another process where to write."""
        node.workerinput[FOLDER] = str(self.folder)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Search what a test printed."""
        if self._is_worker or report.when != "teardown":  # which has what came before, too
            return
        for title, printed in report.sections:
            if title.startswith(PRINTED):
                self._search(report.nodeid, printed)

    def _search(self, test: str, printed: str) -> None:
        for line in printed.splitlines():
            self.hits += [Hit(test, kind, line) for kind in personal.found(line)]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Search what all processes logged."""
        logging.getLogger().removeHandler(self.sink)
        self.sink.close()
        if self._is_worker:
            return
        self.count, hits = search(self.folder)
        self.hits += hits
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.hits and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say what was searched, and name what was found."""
        terminalreporter.write_line(f"log: {self.count} lines searched for personal data")
        for hit in dict.fromkeys(self.hits):
            terminalreporter.write_line(f"log: {hit.kind} in {hit.test}: {hit.line}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Keep lines from the first on."""
    config.pluginmanager.register(Lines(config), "loglines")
