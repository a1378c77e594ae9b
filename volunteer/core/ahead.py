"""One thing is made in a thread of its own while what was made before it is put to use.

For what Python makes and a database takes: Python works on while a database is waited for. What
is made asks no database: its session is at work in the thread of the caller.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
NAME = "ahead"  # of its threads, for whoever looks at a process


def one_ahead(made: Iterator[T]) -> Iterator[T]:
    """Yield what is made, in its order; the thread ends with this, however this ends."""
    with ThreadPoolExecutor(1, NAME) as thread:
        coming = thread.submit(next, made, None)
        while (one := coming.result()) is not None:
            coming = thread.submit(next, made, None)
            yield one
