"""Work of threads that wait for one another, done at once by whoever's turn it is.

Databases call it group commit: those that came while somebody wrote are written together, in one
transaction, and each learns what came of theirs.
"""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[A, R]):
    """Somebody's work, and what came of it once it is done."""

    work: A
    came: tuple[R] | Exception | None = None


class Gathering(Generic[A, R]):
    """Gathers the threads of this process.

    ``do`` is given what they want done, in the order they came, and returns for each what comes of
    it or the error it is told. An error that it raises is everybody's. It is done in a ``turn``:
    while that is waited for, more may come.
    """

    def __init__(
        self,
        do: Callable[[Sequence[A]], Sequence[R | Exception]],
        turn: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._do, self._turn = do, turn
        self._first = Lock()
        self._waiting: deque[_Waiting[A, R]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return len(self._waiting)

    def done(self, work: A) -> R:
        """Have this done, by whichever thread, with all that waits; return what came of it."""
        mine = _Waiting[A, R](work)
        self._waiting.append(mine)
        with self._first:
            if mine.came is None:
                with self._turn():
                    self._do_all()
        if isinstance(mine.came, Exception):
            raise mine.came
        assert mine.came is not None, "whoever took it either did it or told of an error"
        return mine.came[0]

    def _do_all(self) -> None:
        """Do all that waits; whoever came later waits for the next turn."""
        taken = [self._waiting.popleft() for _ in range(self.waiting)]
        try:
            for one, came in zip(taken, self._do([each.work for each in taken]), strict=True):
                one.came = came if isinstance(came, Exception) else (came,)
        except Exception as error:  # noqa: BLE001 - each is told it who wanted something done
            for one in taken:
                one.came = error
