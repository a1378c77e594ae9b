"""Turns at a file that one may write at a time: threads, and the processes that one became.

SQLite lets whoever finds its file busy look again after 1, 2, 5, 10 ms and so on, up to a tenth
of a second, while whoever has it goes on and on. Here the next is woken at once, and is the next:
nobody goes twice before whoever waits first. Turns are a courtesy: the file's own lock is what
keeps writers apart, also from processes that know of no turns. So they are waited for a moment
only; whoever was killed in theirs holds up one other for that moment, who gives the turn back in
their stead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import BoundedSemaphore
from threading import Lock, get_ident

PATIENCE = 10  # seconds that a thread waits for another of its process
COURTESY = 0.25  # seconds that a process waits for another
_forking = get_context("fork")


class Turns:
    """Made before a process becomes several, it is one for all of them."""

    def __init__(self) -> None:
        self._threads = Lock()
        self._next, self._turn = (_forking.BoundedSemaphore(1) for _ in range(2))
        self._whose: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn and have it; a thread that has it goes on in it."""
        if self._whose == get_ident():
            yield
            return
        is_ours = self._threads.acquire(timeout=PATIENCE)
        try:
            with self._before_other_processes():
                self._whose = get_ident()
                try:
                    yield
                finally:
                    self._whose = None
        finally:
            if is_ours:
                self._threads.release()

    def is_free(self) -> bool:
        """Tell whether nobody, of whichever process, has a turn."""
        nobody_has_it = self._turn.acquire(block=False)
        if nobody_has_it:
            _give_back(self._turn)
        return nobody_has_it

    @contextmanager
    def _before_other_processes(self) -> Iterator[None]:
        self._next.acquire(timeout=COURTESY)
        self._turn.acquire(timeout=COURTESY)
        _give_back(self._next)
        try:
            yield
        finally:
            _give_back(self._turn)


def _give_back(turn: BoundedSemaphore) -> None:
    try:
        turn.release()
    except ValueError:  # it was not given to us in time, and has come back since
        return
