"""The server as it runs, on a port of this machine, in a process of its own."""

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Server:
    """A server on a port of this machine, and what it has written so far."""

    port: int
    log: Path
    pid: int = 0

    def say(self, *words: bytes) -> bytes:
        """Say something to it, byte by byte as it is; return the answer.

        It hangs up on what it refuses with words still on the line, and then its answer may
        be lost: it is asked again.
        """
        while True:
            with suppress(ConnectionError), self._line() as line:
                line.sendall(b"".join(words))
                answer = b"".join(iter(lambda: line.recv(65_536), b""))
                if answer:
                    return answer

    def answers(self) -> bool:
        """Tell whether it is up."""
        try:
            self._line().close()
        except ConnectionRefusedError:
            return False
        return True

    def _line(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def lines(self) -> list[str]:
        """Return what it has written."""
        return self.log.read_text().splitlines()


@contextmanager
def gunicorn(settings: Mapping[str, str], folder: Path, *, port: int = 0) -> Iterator[Server]:
    """Give the server that ``volunteer run`` starts with these settings; it logs to the folder."""
    port = port or free_port()
    command = [str(Path(sys.executable).parent / "volunteer"), "run", "--no-worker"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            [*command, "--port", str(port)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), **settings, "PATH": ""},
            stdout=log,
            stderr=log,
        )
    server = Server(port, folder / "log", process.pid)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    """Return a port of this machine at which nobody is."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    over = monotonic() + 60
    while monotonic() < over and process.poll() is None:
        if server.answers():
            return
        sleep(0.1)
    raise AssertionError("\n".join(server.lines()))
