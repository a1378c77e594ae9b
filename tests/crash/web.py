"""The web's side of a scene: the real server, and texts posted to it as Twilio does."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.carrier import Kept, a_text, posts
from tests.carrier.posts import Posted
from tests.crash.born import PATIENCE
from tests.crash.scene import Scene, settings
from tests.gunicorn import Server, free_port, gunicorn

HEALTH = b"GET /health HTTP/1.1\r\nHost: plymouth.example\r\nConnection: close\r\n\r\n"


@contextmanager
def serving(scene: Scene, *, processes: int) -> Iterator[Server]:
    """Give the server of a scene, to which the carrier posts what comes in."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    more = {"PUBLIC_BASE_URL": base, "WEB_WORKERS": str(processes)}
    with gunicorn(settings(scene.store, scene.carrier) | more, scene.folder, port=port) as server:
        scene.carrier.owns(scene.cast.number, url=f"{base}/sms/inbound")
        yield server


def text(scene: Scene, phone: str, body: str, *, tries: int) -> Posted:
    """Text the city; it is posted once, and once more if nobody answered and two tries are meant.

    Twilio tries twice when a connection fails; afterwards, and after any answer, never again.
    """
    carrier, number = scene.carrier, scene.cast.number
    sid = f"SM{secrets.token_hex(16)}"
    carrier.kept.append(Kept(sid, number, phone, body, "", scene.now(), "received", incoming=True))
    form = a_text(sid=sid, phone=phone, to=number, body=body)
    url = carrier.account.numbers[number].url
    signature = carrier.account.sign(url, form)
    for _ in range(tries):
        posted = posts.send(url, form, signature)
        if posted.status:
            break
    return posted


def process_of(server: Server) -> int:
    """Wait until the server's one process is up and has answered; return its id."""
    over = monotonic() + PATIENCE
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    while monotonic() < over:
        before = children.read_text().split()
        answers = len(before) == 1 and server.say(HEALTH).startswith(b"HTTP/1.1 ")
        if answers and children.read_text().split() == before:
            return int(before[0])
        sleep(0.05)
    raise AssertionError("\n".join(server.lines()))
