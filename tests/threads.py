"""The threads that make things ahead."""

from threading import enumerate as threads

from volunteer.core import ahead


def running_ahead() -> int:
    """Return how many there are."""
    return sum(one.name.startswith(ahead.NAME) for one in threads())
