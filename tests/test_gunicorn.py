"""The server as it runs: what it refuses, what it says of itself, and what it logs."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.loglines import personal

ROOT = Path(__file__).parent.parent
SETTINGS = {
    "SECRET_KEY": "k" * 32,
    "PUBLIC_BASE_URL": "https://volunteer.example",
    "SMS_GATEWAY": "twilio",
    "MAIL_GATEWAY": "none",
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "t" * 32,
    "WEB_WORKERS": "1",
    "LOG_LEVEL": "DEBUG",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A server on a port of this machine, and what it has written so far."""

    port: int
    log: Path

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


@pytest.fixture(scope="module")
def server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give the server that ``volunteer run`` starts."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copy(sqlite_template, folder / "volunteer.db")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = SETTINGS | {"DATABASE_URL": f"sqlite:///{folder / 'volunteer.db'}", "PATH": ""}
    command = [str(Path(sys.executable).parent / "volunteer"), "run", "--no-worker"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            [*command, "--port", str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    server = Server(port, folder / "log")
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    over = monotonic() + 60
    while monotonic() < over and process.poll() is None:
        if server.answers():
            return
        sleep(0.1)
    raise AssertionError("\n".join(server.lines()))


def test_its_answers_do_not_say_what_serves_them(server: Server) -> None:
    answer = server.say(
        b"GET /health HTTP/1.1\r\nHost: volunteer.example\r\nConnection: close\r\n\r\n"
    )

    assert b"Server: volunteer\r\n" in answer
    assert b"gunicorn" not in answer.lower()
    assert b"X-Content-Type-Options: nosniff\r\n" in answer


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (b"GET /?" + b"x" * 5000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 9000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: 1\r\n" * 80 + b"\r\n", b"431"),
        (b"TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"400"),
    ],
)
def test_it_refuses_what_is_too_long(server: Server, words: bytes, status: bytes) -> None:
    assert server.say(words).split(b" ", 2)[1] == status


def test_a_body_that_does_not_tell_its_length_is_refused(server: Server) -> None:
    answer = server.say(
        b"POST /sms/inbound HTTP/1.1\r\nHost: volunteer.example\r\nConnection: close\r\n",
        b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"4\r\nFrom\r\n0\r\n\r\n",
    )

    assert answer.split(b" ", 2)[1] == b"411"


def test_every_line_it_writes_is_json_and_tells_of_nobody(server: Server) -> None:
    number = personal.CANARY_PHONE.encode()

    server.say(b"GET /?phone=" + number + b" NONSENSE\r\nHost: a\r\n\r\n")
    server.say(b"GET /?phone=" + number + b" HTTP/1.1\r\nHost: nowhere.example\r\n\r\n")
    server.say(b"GET / HTTP/1.1\r\nHost: a\r\nBad Header " + number + b"\r\n\r\n")

    lines = server.lines()
    events = [json.loads(line)["event"] for line in lines]
    assert "Invalid request from ip" in events
    assert "page.refused" in events
    assert [kind for line in lines for kind in personal.found(line)] == []
