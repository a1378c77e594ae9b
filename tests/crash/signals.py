"""Strike a worker from outside while the carrier has its call, and see that it sleeps."""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from signal import SIGCONT, Signals
from time import monotonic, sleep

from tests.carrier import StandIn
from tests.crash.born import PATIENCE, Born


def when_taken(carrier: StandIn, is_it: Callable[[], bool], deed: Callable[[], object]) -> None:
    """Do something once the carrier has taken a certain call, before it answers."""

    def taken() -> None:
        if is_it():
            deed()
        else:
            carrier.before_taking.append(ready)

    def ready() -> None:
        carrier.after_taking.append(taken)

    carrier.before_taking.append(ready)


def the(time: int) -> Callable[[], bool]:
    """Return what is true when it is asked the first time, the second or so."""
    times = count(1)
    return lambda: next(times) == time


def striking(worker: Born, sign: Signals) -> Callable[[], None]:
    """Return what sends a signal to a worker."""
    return lambda: os.kill(worker.pid, sign)


def wait_until_asleep(worker: Born) -> None:
    """Wait until a worker is stopped."""
    over = monotonic() + PATIENCE
    while monotonic() < over:
        words = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2]
        if words.split()[0] == "T":
            return
        sleep(0.01)
    raise AssertionError("the worker was never stopped")


def wake(worker: Born) -> None:
    """Let a stopped worker go on where it was."""
    os.kill(worker.pid, SIGCONT)
