"""Two clocks: how long something took, and how long a processor worked on it.

On a machine that is busy with other things most of what something takes is waiting for a turn;
what the processor worked, here and in PostgreSQL's own process, says what it would take alone.
"""

from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from volunteer.core.db import db


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds: on the wall's clock, and of processors."""

    wall: float
    cpu: float


class Clock:
    """Times steps; ``drivers`` are the connections whose PostgreSQL processes count too."""

    def __init__(self, *drivers: Any) -> None:
        pids = [one.info.backend_pid for one in drivers if hasattr(one, "info")]
        self._stats = [Path(f"/proc/{pid}/schedstat") for pid in pids]

    def start(self) -> None:
        """Begin a step."""
        self._cpu, self._wall = self._worked(), perf_counter()

    def stop(self) -> Took:
        """End it."""
        wall = perf_counter() - self._wall
        return Took(wall * 1000, (self._worked() - self._cpu) * 1000)

    def _worked(self) -> float:
        theirs = (int(stat.read_text().split()[0]) / 1e9 for stat in self._stats)
        return process_time() + sum(theirs)


def driver_of_session() -> Any:
    """Return the connection that the session works on."""
    return db.session().connection().connection.driver_connection


def p50(times: list[Took]) -> Took:
    """Return the medians of both clocks."""
    return Took(median(one.wall for one in times), median(one.cpu for one in times))


def p99(times: list[Took]) -> Took:
    """Return of both clocks what 99 of 100 stay within."""
    walls, cpus = ([getattr(one, name) for one in times] for name in ("wall", "cpu"))
    return Took(quantiles(walls, n=100)[98], quantiles(cpus, n=100)[98])
