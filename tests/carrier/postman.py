"""The postman: posts the reports, one after the other, while the carrier goes on."""

from collections.abc import Callable
from queue import Queue
from threading import Event, Thread

from tests.carrier.reports import Report

Post = Callable[[Report], None]


class Postman:
    """A thread with a bag."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._bag: Queue[tuple[Report, Event] | None] = Queue()
        self._thread = Thread(target=self._walk)
        self._thread.start()

    def take(self, reports: list[Report], not_before: Event) -> None:
        """Take reports along, to be posted after something has happened."""
        for report in reports:
            self._bag.put((report, not_before))

    def wait(self) -> None:
        """Wait until the bag is empty."""
        self._bag.join()

    def go_home(self) -> None:
        """End, with what is in the bag delivered."""
        self._bag.put(None)
        self._thread.join()

    def _walk(self) -> None:
        while (one := self._bag.get()) is not None:
            report, not_before = one
            not_before.wait()
            try:
                self._post(report)
            finally:
                self._bag.task_done()
