"""Hand-written stand-ins for the outside."""

from collections.abc import Collection
from threading import Lock

from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter


class FakeSms:
    """A carrier that remembers what it was given, and can be told to fail.

    ``failures`` are raised one by one, for the next sends.
    """

    def __init__(self) -> None:
        self.sent: list[Letter] = []
        self.failures: list[GatewayError] = []
        self._lock = Lock()

    def send(self, letter: Letter) -> str:
        with self._lock:
            if self.failures:
                raise self.failures.pop(0)
            self.sent.append(letter)
            return f"SM{len(self.sent):032}"

    def find(self, letter: Letter, *, besides: Collection[str] = ()) -> str | None:
        with self._lock:
            for number, sent in enumerate(self.sent, start=1):
                sid = f"SM{number:032}"
                if sent.token == letter.token and sid not in besides:
                    return sid
        return None
