"""One thing is made in a thread of its own while what was made before it is put to use.

For what Python makes and a database takes: Python works on while a database is waited for. What
is made asks no database: its session is at work in the thread of the caller.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")
NAME = "ahead"  # of its threads, for whoever looks at a process


def one_ahead(made: Iterator[T]) -> Iterator[T]:
    """Yield what is made, in its order; the thread ends with this, however this ends."""
    with ThreadPoolExecutor(1, NAME) as thread:
        coming = _begun(thread, made)
        while (one := coming()) is not None:
            coming = _begun(thread, made)
            yield one


def _begun(thread: ThreadPoolExecutor, made: Iterator[T]) -> Callable[[], T | None]:
    """Let the next be made, and return what gives it.

    In a program that was told to end, threads begin nothing new, and a step that has begun is
    finished: what is left is made by whoever wants it.
    """
    following: Callable[[], T | None] = partial(next, made, None)
    try:
        return thread.submit(following).result
    except RuntimeError:
        return following
