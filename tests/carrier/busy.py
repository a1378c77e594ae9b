"""Who is being served: so that one can wait until nobody is, not even somebody who is gone."""

import socket
from dataclasses import dataclass, field
from threading import Condition
from urllib.parse import urlsplit

PATIENCE = 60.0


@dataclass
class Busy:
    """How many calls are at the door."""

    calls: int = 0
    changed: Condition = field(default_factory=Condition)

    def came(self) -> None:
        """Count a call that begins."""
        with self.changed:
            self.calls += 1

    def went(self) -> None:
        """Count a call that is over."""
        with self.changed:
            self.calls -= 1
            self.changed.notify_all()

    def wait(self, url: str) -> None:
        """Wait until all who have called so far are served.

        Calls are let in one after the other, so with one of our own the earlier ones are in.
        """
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as line:
            line.shutdown(socket.SHUT_WR)
            line.recv(1)
        with self.changed:
            assert self.changed.wait_for(lambda: self.calls == 0, PATIENCE), "somebody stays"
