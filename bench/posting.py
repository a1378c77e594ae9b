"""The people of ``bench.webhooks``: a process of its own that only sends what was made before.

``python -m bench.posting`` reads one JSON object from its input: the ``port``, the ``requests``
as they go over the wire, how many may be on their way (``lines``), whether connections are
``kept`` or each request has one of its own, and how many to begin a second (``rate``; 0 is as
fast as they are answered). It prints how long it took in all, and for each request the status of
its answer and the milliseconds since it should have begun: at a fixed rate whoever had to wait
for a free line has waited for the server too.
"""

import json
import selectors
import socket
import sys
from collections import deque
from dataclasses import asdict, dataclass, field
from time import perf_counter

HOST = "127.0.0.1"
ENOUGH = 1 << 18


@dataclass
class Line:
    """A connection, and the request that is on it."""

    port: int
    ready: selectors.BaseSelector
    link: socket.socket | None = None
    number: int = -1
    since: float = 0.0
    came: bytes = b""

    def say(self, number: int, request: bytes, since: float) -> None:
        """Send a request that should have begun at a moment."""
        self.number, self.since, self.came = number, since, b""
        if self.link is None:
            self.link = socket.create_connection((HOST, self.port))
            self.ready.register(self.link, selectors.EVENT_READ, self)
        self.link.sendall(request)

    def hears_all(self) -> bool:
        """Take in what came; return whether the answer is whole."""
        assert self.link is not None
        more = self.link.recv(ENOUGH)
        if not more:
            raise ConnectionError("the server hung up")
        self.came += more
        head, gap, body = self.came.partition(b"\r\n\r\n")
        _, found, rest = head.lower().partition(b"content-length:")
        return bool(gap and found) and len(body) >= int(rest.partition(b"\r\n")[0])

    def hang_up(self) -> None:
        """End the connection."""
        if self.link is not None:
            self.ready.unregister(self.link)
            self.link.close()
            self.link = None


@dataclass
class Posted:
    """What came of it: seconds in all, and for each request its status and milliseconds."""

    seconds: float = 0.0
    answers: list[tuple[int, float]] = field(default_factory=list)


def main() -> None:
    """Send what is on standard input, and print what came of it."""
    told = json.load(sys.stdin)
    told["requests"] = [one.encode("latin-1") for one in told["requests"]]
    print(json.dumps(asdict(post(**told))))


def post(port: int, requests: list[bytes], lines: int, rate: float, *, kept: bool) -> Posted:
    """Send all requests, in turn, so many of them at once."""
    with selectors.DefaultSelector() as ready:
        free = deque(Line(port, ready) for _ in range(lines))
        posted = _posted(ready, free, requests, rate, kept=kept)
        for line in free:
            line.hang_up()
    return posted


def _posted(
    ready: selectors.BaseSelector,
    free: deque[Line],
    requests: list[bytes],
    rate: float,
    *,
    kept: bool,
) -> Posted:
    begun, sent = perf_counter(), 0
    answers = [(0, 0.0)] * len(requests)
    left = len(requests)
    while left:
        while sent < len(requests) and free and _is_due(sent, begun, rate):
            since = begun + sent / rate if rate else perf_counter()
            free.popleft().say(sent, requests[sent], since)
            sent += 1
        for line in _heard(ready, _pause(sent, begun, rate) if sent < len(requests) else None):
            answers[line.number] = (int(line.came[9:12]), (perf_counter() - line.since) * 1000)
            free.append(line)
            left -= 1
            if not kept:
                line.hang_up()
    return Posted(perf_counter() - begun, answers)


def _is_due(number: int, begun: float, rate: float) -> bool:
    return not rate or perf_counter() >= begun + number / rate


def _pause(number: int, begun: float, rate: float) -> float | None:
    """Return the seconds until the next request is to begin; None when an answer is waited for."""
    if not rate:
        return None
    due = begun + number / rate - perf_counter()
    return due if due > 0 else None


def _heard(ready: selectors.BaseSelector, pause: float | None) -> list[Line]:
    return [key.data for key, _ in ready.select(pause) if key.data.hears_all()]


if __name__ == "__main__":
    main()
