"""Measure how the server takes texts in when many people answer at once.

``python -m bench.webhooks [--n N] [--db sqlite|postgresql] [--json]`` asks N people about a
session, starts the server as it is deployed (two processes), and lets everybody answer, many
at the same moment, as Twilio posts it: signed, over HTTP. It prints how many texts were taken
in a second, the 99th percentile of an answer in milliseconds, and how many texts were lost:
read by nobody, after a worker has taken in what the server had no time for. Then it opens the
city's start page as often, and prints how many a second.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TypeVar

import sqlalchemy as sa

from bench.crash import a_store
from tests.crash.cast import gather_crowd
from tests.crash.scene import Scene, staged
from tests.crash.web import serving, text
from tests.gunicorn import Server
from volunteer.messages.model import Text

T = TypeVar("T")
AT_ONCE = 10  # a call goes out at a text a second: so many answers at a moment are a rush
WORDS = ("Yes", "No", "Stop", "Yes 2", "Hours 2", "Is there parking?")
PAGE = b"GET / HTTP/1.1\r\nHost: plymouth.example\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured. ``busy`` are texts that were answered 503, and came in another way."""

    n: int
    db: str
    per_s: float
    p99_ms: float
    busy: int
    lost: int
    page_per_s: float


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    with tempfile.TemporaryDirectory() as name, a_store(options.db, Path(name)) as store:
        gathering = partial(gather_crowd, size=options.n, places=options.n // 4 or 1)
        with staged(store, Path(name), gathering) as scene:
            figures = _measured(scene, options.n, options.db)
    if options.json:
        print(json.dumps(asdict(figures)))
        return
    print("| database | texts | a second | 99 of 100 within | busy | lost | pages a second |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {figures.db} | {figures.n} | {figures.per_s:.0f} | {figures.p99_ms:.0f} ms | "
        f"{figures.busy} | {figures.lost} | {figures.page_per_s:.0f} |"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=500, help="how many texts, and then pages")
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measured(scene: Scene, count: int, kind: str) -> Figures:
    scene.set_up()
    scene.carrier.luck.creating.clear()
    said = zip(scene.cast.called, cycle(WORDS), strict=False)
    with serving(scene, processes=2) as server:
        _page(server)  # its processes are up
        texts, took = _timed([partial(_post, scene, *one) for one in said])
        pages, pages_took = _timed([partial(_page, server)] * count)
    assert {status for status, _ in texts} <= {200, 503}, "a text was refused"
    assert all(pages), "a page was refused"
    with scene.nursery.worker() as worker:
        scene.play(worker)
    return Figures(
        n=count,
        db=kind,
        per_s=round(count / took, 1),
        p99_ms=round(quantiles([ms for _, ms in texts], n=100)[98], 1),
        busy=sum(status == 503 for status, _ in texts),
        lost=count - _read(scene),
        page_per_s=round(count / pages_took, 1),
    )


def _timed(jobs: Iterable[Callable[[], T]]) -> tuple[list[T], float]:
    """Do them all, many at the same time; return what each gave, and how long it took in all."""
    begun = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        given = list(pool.map(lambda job: job(), jobs))
    return given, perf_counter() - begun


def _post(scene: Scene, phone: str, words: str) -> tuple[int, float]:
    begun = perf_counter()
    posted = text(scene, phone, words, tries=1)
    return posted.status, (perf_counter() - begun) * 1000


def _page(server: Server) -> bool:
    return server.say(PAGE).startswith(b"HTTP/1.1 200")


def _read(scene: Scene) -> int:
    """Return how many texts are in the database and were read."""
    with scene.looking() as session:
        read = sa.select(sa.func.count(Text.id)).where(Text.outcome.is_not(None))
        return session.scalar(read) or 0


if __name__ == "__main__":
    main()
