"""Turns at a file that one may write at a time: threads, and the processes that one became.

SQLite lets whoever finds its file busy look again after 1, 2, 5, 10 ms and so on, up to a tenth
of a second, while whoever has it goes on and on. Here one who waits is woken at once, and stands
before all who come later: they hold ``_next`` until they have their turn. Turns are a courtesy:
the file's own lock is what keeps writers apart, also from processes that know of no turns. So
they are waited for a moment only; whoever was killed in theirs holds up one other for that
moment, who gives the turn back in their stead.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import BoundedSemaphore
from os import getpid

PATIENCE = 10  # seconds that a thread waits for another of its process
COURTESY = 0.25  # seconds that a process waits for another, and for its place before others
Semaphore = BoundedSemaphore | threading.BoundedSemaphore


class Turns:
    """Made before a process becomes several, it is one for all of them."""

    def __init__(self) -> None:
        self._threads = threading.Lock()
        self._next, self._turn = _semaphore(), _semaphore()
        self._inside: set[tuple[int, int]] = set()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn and have it; a thread that has it goes on in it."""
        me = getpid(), threading.get_ident()
        if me in self._inside:
            yield
            return
        is_ours = self._threads.acquire(timeout=PATIENCE)
        try:
            with self._before_other_processes():
                self._inside.add(me)
                try:
                    yield
                finally:
                    self._inside.discard(me)
        finally:
            if is_ours:
                self._threads.release()

    @contextmanager
    def _before_other_processes(self) -> Iterator[None]:
        """Have the turn; who must go on without it keeps their place before others meanwhile."""
        self._next.acquire(timeout=COURTESY)
        is_ours = self._turn.acquire(timeout=COURTESY)
        if is_ours:
            _give_back(self._next)
        try:
            yield
        finally:
            _give_back(self._turn)
            if not is_ours:
                _give_back(self._next)


def _semaphore() -> Semaphore:
    """Return one that processes share; where a machine has none, threads of each take turns."""
    try:
        return get_context("fork").BoundedSemaphore(1)
    except OSError:
        return threading.BoundedSemaphore(1)


def _give_back(turn: Semaphore) -> None:
    try:
        turn.release()
    except ValueError:  # it was not given to us in time, and has come back since
        return
