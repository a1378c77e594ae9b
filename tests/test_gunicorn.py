"""The server as it runs: what it refuses, what it says of itself, and what it logs."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gunicorn import Server, gunicorn
from tests.loglines import personal

SETTINGS = {
    "SECRET_KEY": "k" * 32,
    "OPT_OUT_KEY": "o" * 32,
    "PUBLIC_BASE_URL": "https://volunteer.example",
    "SMS_GATEWAY": "twilio",
    "MAIL_GATEWAY": "none",
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "t" * 32,
    "WEB_WORKERS": "1",
    "LOG_LEVEL": "DEBUG",
}


@pytest.fixture(scope="module")
def server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give the server that ``volunteer run`` starts."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copy(sqlite_template, folder / "volunteer.db")
    settings = SETTINGS | {"DATABASE_URL": f"sqlite:///{folder / 'volunteer.db'}"}
    with gunicorn(settings, folder) as server:
        yield server


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
