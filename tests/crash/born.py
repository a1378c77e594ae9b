"""How a test speaks with the nursery and with the workers born there."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class Died(Exception):
    """A worker did not answer any more."""


@dataclass
class Born:
    """A worker: a process that does what it is told."""

    line: socket.socket
    pid: int

    def tell(self, words: str) -> int:
        """Tell it something and return its answer."""
        self.begin(words)
        return self.answer()

    def begin(self, words: str) -> None:
        """Tell it something, and do not wait for the answer."""
        with suppress(BrokenPipeError):
            self.line.sendall(words.encode() + b"\n")

    def answer(self) -> int:
        """Wait for an answer; raise Died when there is none to come."""
        with suppress(ConnectionResetError):
            answer = self.line.recv(100)
            if answer:
                return int(answer)
        raise Died


@dataclass
class Nursery:
    """A nursery at work."""

    process: "subprocess.Popen[bytes]"
    path: str
    log: Path

    @contextmanager
    def worker(self, *orders: str) -> Iterator[Born]:
        """Give a worker, told some things already; it is gone afterwards."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(self.path)
            born = Born(line, int(line.recv(100)))
            try:
                for order in orders:
                    born.tell(order)
                yield born
            finally:
                with suppress(ProcessLookupError):
                    os.kill(born.pid, signal.SIGKILL)
                with suppress(OSError):
                    while line.recv(100):  # until it is gone, and its locks with it
                        pass


@contextmanager
def nursery(settings: Mapping[str, str], folder: Path) -> Iterator[Nursery]:
    """Give a nursery of the service with these settings; it logs to the folder."""
    path = folder / "nursery"
    command = [sys.executable, "-m", "tests.crash.nursery", str(path)]
    with (folder / "nursery.log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            command,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), **settings, "PATH": ""},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(path, process, folder / "nursery.log")
        yield Nursery(process, str(path), folder / "nursery.log")
    finally:
        process.communicate()  # its input ends, and with that the nursery


def _wait_for(path: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    over = monotonic() + PATIENCE
    while monotonic() < over and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as line, suppress(OSError):
            line.connect(str(path))
            return
        sleep(0.05)
    raise AssertionError(log.read_text())
