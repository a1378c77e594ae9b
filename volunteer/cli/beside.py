"""A worker beside the server, in a process of its own."""

import subprocess  # our own command, no shell  # nosec B404
from collections.abc import Sequence
from threading import Event, Thread

import structlog

STOP_WITHIN = 20  # seconds a worker has to finish what it is at
LOOK_EVERY = 5  # seconds: so one that cannot start is not started more often
log = structlog.get_logger()


class Beside:
    """Runs a command, and again when it ends, until told to stop."""

    def __init__(self, command: Sequence[str], *, every: float = LOOK_EVERY) -> None:
        """Start it, and begin to watch."""
        self._command, self._every = command, every
        self._stopping = Event()
        self.process = self._start()
        self._watching = Thread(target=self._watch, name="watches the worker", daemon=True)
        self._watching.start()

    def stop(self) -> None:
        """Stop it, and start it no more."""
        self._stopping.set()
        self._watching.join()
        self.process.terminate()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command)  # ourselves  # noqa: S603  # nosec B603

    def _watch(self) -> None:
        while not self._stopping.wait(self._every):
            if self.process.poll() is not None:  # gunicorn may have taken its exit code
                log.error("worker.died")
                self.process = self._start()
