"""The city of ``bench.webhooks``: people who were asked, and a server as it is deployed."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from tests.asking import invite
from tests.builders import a_city, an_opening
from tests.carrier import ACCOUNT, TOKEN, a_text
from tests.carrier.forms import signature
from tests.conftest import settings_for
from tests.crowds import a_crowd
from tests.gunicorn import Server, free_port, gunicorn
from volunteer.app import create_app
from volunteer.core.db import db
from volunteer.sms import conversation

ROOM = 500  # places of an opening, and people asked about it
ROWS = 20  # projects on the list
AGO = timedelta(minutes=5)
NOBODY = "http://127.0.0.1:9"  # the carrier: nothing is sent here


@dataclass(frozen=True, slots=True)
class People:
    """Who was asked, the number of their city, and where its pages are."""

    phones: tuple[str, ...]
    number: str
    host: str


def gather(url: str, size: int) -> People:
    """Ask so many people, of an empty database, about as many places; and list some projects."""
    app, now = create_app(settings_for(url) | {"LOG_LEVEL": "ERROR"}), datetime.now(UTC)
    with app.app_context():
        session = db.session()
        city = a_city(session)
        crowd = a_crowd(session, city, size)
        rooms = [crowd[at : at + ROOM] for at in range(0, size, ROOM)]
        for number in range(max(ROWS, len(rooms))):
            opening = an_opening(session, city, f"Plant square {number + 1}", places=ROOM)
            if number < len(rooms):
                invite(session, opening, *rooms[number], now=now - AGO)
        people = People(tuple(one.contact.phone for one in crowd), city.number, city.host)
        db.session.remove()
        db.engine.dispose()
    return people


@contextmanager
def serving(url: str, folder: Path, *, checkout: Path) -> Iterator[Server]:
    """Give the server of a checkout, as ``volunteer run`` starts it, with two processes."""
    port = free_port()
    settings = _settings(url) | {
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(checkout),
    }
    with gunicorn(settings, folder, port=port) as server:
        yield server


def _settings(url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "WEB_WORKERS": "2",
        "SMS_GATEWAY": "twilio",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE": NOBODY,
        "MAIL_GATEWAY": "none",
        "SECRET_KEY": "k" * 32,
        "OPT_OUT_KEY": "o" * 32,
        "LOG_LEVEL": "ERROR",
    }


def texts(people: People, said: Mapping[str, str], port: int) -> list[str]:
    """Return what Twilio posts for these texts, by phone, whole and signed, each with a new id."""
    return [_text(people.number, phone, words, port) for phone, words in said.items()]


def _text(number: str, phone: str, words: str, port: int) -> str:
    form = a_text(sid=f"SM{secrets.token_hex(16)}", phone=phone, to=number, body=words)
    body = urlencode(form)
    lines = (
        "POST /sms/inbound HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "User-Agent: TwilioProxy/1.1",
        "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
        f"X-Twilio-Signature: {signature(f'http://127.0.0.1:{port}/sms/inbound', form)}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(lines) + "\r\n\r\n" + body


def page(people: People, address: str) -> str:
    """Return what a browser asks for a page."""
    lines = (
        f"GET {address} HTTP/1.1",
        f"Host: {people.host}",
        "Accept-Encoding: gzip, br",
        "Accept-Language: en-GB",
    )
    return "\r\n".join(lines) + "\r\n\r\n"


def read_the_rest(url: str) -> int:
    """Read, as a worker does, what the server left unread; return how many were."""
    app, count = create_app(settings_for(url) | {"LOG_LEVEL": "ERROR"}), 0
    with app.app_context():
        while conversation.answer_next(now=datetime.now(UTC)):
            count += 1
        db.session.remove()
        db.engine.dispose()
    return count


def seconds_of(server: Server) -> float:
    """Return how long the processors have worked for the server and its processes so far."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    ticks = [_ticks(one) for one in (str(server.pid), *children)]
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: str) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # in our own code and in the kernel's
