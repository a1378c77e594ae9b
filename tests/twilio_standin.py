"""A carrier in Twilio's place: its Messages API over real HTTP, with a memory and with faults.

It keeps what it accepted, answers in Twilio's JSON and with its error codes, and signs what
it sends to our webhooks. It sees no clock: ``now`` is what it thinks the time is.
"""

import base64
import json
import re
import secrets
import socket
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from twilio.request_validator import RequestValidator

ACCOUNT = "AC" + "5a" * 16
TOKEN = "0123456789abcdef" * 2
OTHER_ACCOUNT = "AC" + "6b" * 16
CALLBACK = "https://volunteer.example/sms/status"

BLOCKED = "Attempt to send to unsubscribed recipient"
SAYINGS = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21610: BLOCKED,
    21617: "The concatenated message body exceeds the 1600 character limit",
}
HTTP = {20003: 401, 20404: 404, 20429: 429}  # the status of an error; of all others it is 400
LONGEST = 1600
LARGEST_PAGE = 1000


class Manner(Enum):
    """How an answer comes."""

    WHOLE = auto()
    CUT = auto()  # half of it, then the connection ends
    SILENT = auto()  # none at all, and the connection stays
    RESET = auto()  # none at all, and the connection breaks


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call.

    ``keeps``: what was asked is done all the same. ``instead`` is the body of the answer in
    place of the right one.
    """

    name: str
    keeps: bool = False
    manner: Manner = Manner.WHOLE
    status: int = 0
    code: int | None = None
    instead: str | None = None


ACCEPTED_THEN_SILENT = Fault("accepted, then no answer", keeps=True, manner=Manner.SILENT)
ACCEPTED_THEN_RESET = Fault("accepted, then reset", keeps=True, manner=Manner.RESET)
ACCEPTED_THEN_500 = Fault("accepted, then 500", keeps=True, status=500)
ACCEPTED_THEN_CUT = Fault("accepted, then cut", keeps=True, manner=Manner.CUT)
ACCEPTED_THEN_GARBLED = Fault("accepted, then a page", keeps=True, instead="<html>Sorry</html>")
LOST_500 = Fault("not accepted, 500", status=500)
LOST_503 = Fault("not accepted, 503", status=503)
LOST_RESET = Fault("not accepted, reset", manner=Manner.RESET)
REFUSED_21610 = Fault("refused: stopped", code=21610)
REFUSED_429 = Fault("refused: too many requests", code=20429)
REFUSED_20003 = Fault("refused: who are you", code=20003)
ACCEPTED_THEN_TROUBLE = (
    ACCEPTED_THEN_SILENT,
    ACCEPTED_THEN_RESET,
    ACCEPTED_THEN_500,
    ACCEPTED_THEN_CUT,
    ACCEPTED_THEN_GARBLED,
)


@dataclass(slots=True)
class Kept:
    """A message that the carrier accepted."""

    sid: str
    to: str
    sender: str
    body: str
    callback: str
    created: datetime
    status: str = "queued"
    code: int | None = None

    @property
    def token(self) -> str:
        """Our token, as it stands in the address of the callbacks."""
        return parse_qs(urlsplit(self.callback).query)["m"][0]

    def as_json(self) -> dict[str, Any]:
        uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{self.sid}.json"
        moment = format_datetime(self.created)
        return {
            "account_sid": ACCOUNT,
            "api_version": "2010-04-01",
            "body": self.body,
            "date_created": moment,
            "date_sent": None,
            "date_updated": moment,
            "direction": "outbound-api",
            "error_code": self.code,
            "error_message": None,
            "from": self.sender,
            "messaging_service_sid": None,
            "num_media": "0",
            "num_segments": "1",
            "price": None,
            "price_unit": "GBP",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": uri.replace(".json", "/Media.json")},
            "to": self.to,
            "uri": uri,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    payload: dict[str, Any]


@dataclass
class StandIn:
    """The carrier: what it keeps, what goes wrong next, and how often it did.

    ``faults`` befall the next creations and ``list_faults`` the next looks at the list, one
    each, a None among them being a call that goes well. ``hidden`` are SIDs that the list does
    not show yet, ``blocked`` numbers that texted STOP. A page has at most ``page_most`` messages.
    """

    now: datetime
    url: str = ""
    page_most: int = LARGEST_PAGE
    kept: list[Kept] = field(default_factory=list)
    faults: list[Fault | None] = field(default_factory=list)
    list_faults: list[Fault | None] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    calls: Counter[str] = field(default_factory=Counter)
    fired: Counter[Fault] = field(default_factory=Counter)
    closing: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def create(self, form: dict[str, str]) -> tuple[Answer, Fault | None]:
        """Accept a message, or refuse it as the API does."""
        self.calls["create"] += 1
        fault = self._next(self.faults)
        if fault is not None and not fault.keeps:
            return _failed(fault), fault
        problem = self._problem(form)
        if problem is not None:
            return _error(problem), None
        kept = self._keep(form)
        answer = Answer(201, kept.as_json())
        return (_failed(fault) if fault and fault.status else answer), fault

    def fetch(self, sid: str) -> Answer:
        """Return one message."""
        self.calls["fetch"] += 1
        found = next((kept for kept in self.kept if kept.sid == sid), None)
        return Answer(200, found.as_json()) if found else _error(20404)

    def listed(self, query: dict[str, str]) -> tuple[Answer, Fault | None]:
        """Return a page of the messages to a number, the newest first."""
        self.calls["list"] += 1
        fault = self._next(self.list_faults)
        if fault is not None and (fault.status or fault.code):
            return _failed(fault), fault
        shown = [k for k in self.kept[::-1] if k.sid not in self.hidden]
        shown = [k for k in shown if query.get("To") in (None, k.to)]
        return Answer(200, _page(shown, query, self.page_most)), fault

    def _next(self, faults: list[Fault | None]) -> Fault | None:
        fault = faults.pop(0) if faults else None
        if fault is not None:
            self.fired[fault] += 1
        return fault

    def _problem(self, form: dict[str, str]) -> int | None:
        problems = {
            21604: not form.get("To"),
            21603: not form.get("From"),
            21602: not form.get("Body"),
            21617: len(form.get("Body", "")) > LONGEST,
            21610: form.get("To") in self.blocked,
        }
        return next((code for code, is_so in problems.items() if is_so), None)

    def _keep(self, form: dict[str, str]) -> Kept:
        kept = Kept(
            sid=f"SM{secrets.token_hex(16)}",
            to=form["To"],
            sender=form["From"],
            body=form["Body"],
            callback=form.get("StatusCallback", ""),
            created=self.now,
        )
        self.kept.append(kept)
        return kept


@contextmanager
def running(now: datetime) -> Iterator[StandIn]:
    """Give a carrier that listens on this machine until the end."""
    stand_in = StandIn(now)
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


def a_text(
    *, sid: str, phone: str, to: str, body: str, account: str = ACCOUNT, **more: str
) -> dict[str, str]:
    """Return the form that Twilio posts for a text that came in."""
    return {
        "AccountSid": account,
        "ApiVersion": "2010-04-01",
        "Body": body,
        "From": phone,
        "FromCountry": "GB",
        "MessageSid": sid,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": sid,
        "SmsSid": sid,
        "SmsStatus": "received",
        "To": to,
        "ToCountry": "GB",
        **more,
    }


def a_report(
    *, sid: str, word: str, code: str = "", account: str = ACCOUNT, **more: str
) -> dict[str, str]:
    """Return the form that Twilio posts for what became of a message."""
    error = {"ErrorCode": code} if code else {}
    return {
        "AccountSid": account,
        "ApiVersion": "2010-04-01",
        "MessageSid": sid,
        "MessageStatus": word,
        "SmsSid": sid,
        "SmsStatus": word,
        **error,
        **more,
    }


def signature(url: str, form: dict[str, str], *, token: str = TOKEN) -> str:
    """Sign a form for the address it is posted to."""
    return str(RequestValidator(token).compute_signature(url, form))


def _page(shown: list[Kept], query: dict[str, str], most: int) -> dict[str, Any]:
    """Cut a page out. Like Twilio's, its token names the last message that was shown."""
    size = min(int(query.get("PageSize", 50)), most)
    after = query.get("PageToken", "").removeprefix("PA")
    begin = next((n for n, kept in enumerate(shown, start=1) if kept.sid == after), 0)
    page, number = shown[begin : begin + size], int(query.get("Page", 0))
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    onward = None
    if begin + size < len(shown):
        rest = {**query, "Page": number + 1, "PageToken": f"PA{page[-1].sid}"}
        onward = f"{path}?{urlencode(rest)}"
    return {
        "end": begin + len(page) - 1,
        "first_page_uri": f"{path}?{urlencode({**query, 'Page': 0})}",
        "messages": [kept.as_json() for kept in page],
        "next_page_uri": onward,
        "page": number,
        "page_size": size,
        "previous_page_uri": None,
        "start": begin,
        "uri": f"{path}?{urlencode(query)}",
    }


def _failed(fault: Fault) -> Answer:
    if fault.code is not None:
        return _error(fault.code)
    return Answer(fault.status, {"message": "Sorry", "status": fault.status})


def _error(code: int) -> Answer:
    status = HTTP.get(code, 400)
    return Answer(
        status,
        {
            "code": code,
            "message": SAYINGS.get(code, "Bad request"),
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        },
    )


class _Server(ThreadingHTTPServer):
    """The door of a carrier."""

    def __init__(self, stand_in: StandIn) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stand_in = stand_in


class _Handler(BaseHTTPRequestHandler):
    """One call."""

    server: _Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"] or 0)
        self._reply(_flat(self.rfile.read(length).decode()))

    def do_GET(self) -> None:
        self._reply(None)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _reply(self, form: dict[str, str] | None) -> None:
        with self.server.stand_in.lock:
            answer, fault = self._route(form)
        manner = fault.manner if fault else Manner.WHOLE
        if manner is Manner.SILENT:
            self.server.stand_in.closing.wait()
        elif manner is Manner.RESET:
            _reset(self.connection)
        else:
            self._write(answer, fault)

    def _route(self, form: dict[str, str] | None) -> tuple[Answer, Fault | None]:
        parts = urlsplit(self.path)
        where = re.fullmatch(r"/2010-04-01/Accounts/(\w+)/Messages(?:/(\w+))?\.json", parts.path)
        if self.headers["Authorization"] != _basic(ACCOUNT, TOKEN):
            return _error(20003), None
        if where is None or where[1] != ACCOUNT:
            return _error(20404), None
        if form is not None:
            return self.server.stand_in.create(form)
        if where[2]:
            return self.server.stand_in.fetch(where[2]), None
        return self.server.stand_in.listed(_flat(parts.query))

    def _write(self, answer: Answer, fault: Fault | None) -> None:
        body = json.dumps(answer.payload).encode()
        if fault is not None and fault.instead is not None:
            body = fault.instead.encode()
        cut = fault is not None and fault.manner is Manner.CUT
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        with suppress(ConnectionError):  # whoever asked may have given up
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if cut else body)


def _flat(encoded: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(encoded, keep_blank_values=True).items()}


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _reset(connection: socket.socket) -> None:
    """Close with RST instead of FIN, as a router that died would."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
