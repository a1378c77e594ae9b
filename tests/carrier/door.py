"""The carrier's door: HTTP, with answers that come whole, late, cut or not at all."""

import json
import re
import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.carrier import console
from tests.carrier.answers import Answer
from tests.carrier.faults import Fault, Manner
from tests.carrier.standin import Made, StandIn

A_WHILE = 0.1  # seconds
PATIENCE = 20.0
MESSAGES = re.compile(r"/2010-04-01/Accounts/(\w+)/Messages(?:/(\w+))?\.json")


@contextmanager
def running(now: datetime | Callable[[], datetime]) -> Iterator[StandIn]:
    """Give a carrier that listens on this machine until the end."""
    stand_in = StandIn(now if callable(now) else lambda: now)
    http = _Server(stand_in)
    stand_in.url = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.closing.set()
        http.shutdown()
        thread.join()
        http.server_close()
        stand_in.postman.go_home()


class _Server(ThreadingHTTPServer):
    """A door with its carrier behind it."""

    def __init__(self, stand_in: StandIn) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stand_in = stand_in

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count who is served; calls are taken in the order in which they came."""
        self.stand_in.busy.came()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one call, in a thread of its own."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.stand_in.busy.went()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a caller who is gone; what is wrong with us is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One call."""

    server: _Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"] or 0)
        self._reply(_flat(self.rfile.read(length).decode()))

    def do_GET(self) -> None:
        self._reply(None)

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - inherited
        """Say what the time is by the carrier's clock."""
        return format_datetime(self.server.stand_in.now, usegmt=True)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _reply(self, form: dict[str, str] | None) -> None:
        carrier = self.server.stand_in
        carrier.do(carrier.before_taking)
        with carrier.lock:
            answer, fault, kept = self._route(form)
        told = carrier.bring(kept)
        carrier.do(carrier.after_taking)
        manner = fault.manner if fault else Manner.WHOLE
        try:
            self._hesitate(manner, told)
            self._answer(manner, answer, fault)
        finally:
            told.set()

    def _route(self, form: dict[str, str] | None) -> Made:
        parts, carrier = urlsplit(self.path), self.server.stand_in
        own = console.at(parts.path)
        if not carrier.account.lets_in(self.headers["Authorization"]):
            return carrier.refuse(20003, counted=form is not None), None, None
        if own is not None:
            return console.show(carrier, own, _flat(parts.query), form), None, None
        return self._messages(MESSAGES.fullmatch(parts.path), _flat(parts.query), form)

    def _messages(
        self, where: re.Match[str] | None, query: dict[str, str], form: dict[str, str] | None
    ) -> Made:
        carrier = self.server.stand_in
        if where is None or where[1] != carrier.account.sid:
            return carrier.refuse(20404, counted=form is not None), None, None
        if form is not None:
            return carrier.create(form)
        if where[2]:
            return carrier.fetch(where[2]), None, None
        return *carrier.listed(query), None

    def _hesitate(self, manner: Manner, told: Event) -> None:
        """Wait as the fault has it; what is reported does not wait for that."""
        if manner is Manner.SLOW:
            self.server.stand_in.closing.wait(A_WHILE)
        elif manner is Manner.LATE:
            told.set()
            self.connection.settimeout(PATIENCE)
            self.connection.recv(1)  # nothing comes: whoever asked hangs up
        elif manner is Manner.SILENT:
            told.set()
            self.server.stand_in.closing.wait()

    def _answer(self, manner: Manner, answer: Answer, fault: Fault | None) -> None:
        if manner is Manner.RESET:
            _reset(self.connection)
        elif manner is not Manner.SILENT:
            self._write(answer, fault)

    def _write(self, answer: Answer, fault: Fault | None) -> None:
        body = json.dumps(answer.payload).encode()
        if fault is not None and fault.instead is not None:
            body = fault.instead.encode()
        cut = fault is not None and fault.manner is Manner.CUT
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        with suppress(OSError):  # whoever asked may have given up
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)


def _flat(encoded: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(encoded, keep_blank_values=True).items()}


def _reset(connection: socket.socket) -> None:
    """Close with RST instead of FIN, as a router that died would."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
