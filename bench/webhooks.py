"""Measure how the server takes texts in when many people answer at once, and how it shows a page.

``python -m bench.webhooks [--n N] [--lines N] [--db sqlite|postgresql] [--json] [--beside
CHECKOUT]`` asks people about places, starts the server as it is deployed (two processes), and lets
them answer, most with a yes that takes a place, as Twilio posts it: signed, over HTTP, each over a
connection of its own, with so many on their way at once (``--lines``). First N texts, each as soon
as another is answered: how many a second. Then a hundred a second for twenty seconds: within how
many milliseconds 99 of 100 are answered. It prints too how many were answered 503 (*busy*: they are
posted again), how many were lost, read by nobody even after a worker looked, and for how long the
processors worked for a text. At the end it opens a list of twenty projects N times.

``--beside`` measures another checkout of this program before, in the same run, and prints how
many times as good this one is. Its database must have the same schema.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

import sqlalchemy as sa

from bench.answering import People, gather, page, read_the_rest, seconds_of, serving, texts
from bench.crash import a_store
from bench.posting import Posted
from tests.crash.stores import Store
from tests.gunicorn import Server
from volunteer.messages.model import Text

HERE = Path(__file__).parent.parent
WARM_UP = 40  # texts, and pages
RATE, SECONDS = 100, 20
LINES = 8  # on their way at once, if not told otherwise; both processes have four threads
WORDS = (
    "Yes", "YES", "Yes please", "yes", "No", "Yes", "Yes I can come", "Yes", "Yes",
    "Is there parking?",
)  # fmt: skip
LIST = "/near"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured. ``cpu_ms`` and ``page_cpu_ms`` are of the server's processes."""

    n: int
    db: str
    per_s: float
    p99_ms: float
    busy: int
    lost: int
    page_per_s: float
    cpu_ms: float
    page_cpu_ms: float


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    checkouts = [*options.beside, HERE]
    with tempfile.TemporaryDirectory() as name, a_store(options.db, Path(name)) as store:
        people = gather(store.url, WARM_UP + options.n + RATE * SECONDS)
        store.keep()
        found = [_measured(store, people, options, Path(name), one) for one in checkouts]
    if options.json:
        print(json.dumps(asdict(found[-1]) | _ratios(found)))
    else:
        _print(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=2000, help="how many texts, and then pages")
    parser.add_argument("--lines", type=int, default=LINES, help="how many on their way")
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="another checkout")
    return parser.parse_args()


def _measured(
    store: Store, people: People, options: argparse.Namespace, folder: Path, checkout: Path
) -> Figures:
    store.reset()
    said = iter(zip(people.phones, cycle(WORDS), strict=False))
    with serving(store.url, folder, checkout=checkout) as server:
        lists = [page(people, LIST)]
        first, many, steady = (
            texts(people, dict(islice(said, count)), server.port)
            for count in (WARM_UP, options.n, RATE * SECONDS)
        )
        _sent(server, first + lists * WARM_UP)
        flat, cpu = _worked(server, many, lines=options.lines)
        paced = _sent(server, steady, lines=options.lines, rate=RATE)
        pages, page_cpu = _worked(server, lists * options.n, kept=True)
        answered = [*zip(many, flat.answers, strict=True), *zip(steady, paced.answers, strict=True)]
        busy = [request for request, (status, _) in answered if status == 503]
        _sent(server, busy)
    assert {status for _, (status, _) in answered} <= {200, 503}, "a text was refused"
    assert {status for status, _ in pages.answers} == {200}, "a page was refused"
    read_the_rest(store.url)
    return Figures(
        n=options.n,
        db=options.db,
        per_s=round(options.n / flat.seconds, 1),
        p99_ms=round(quantiles([ms for _, ms in paced.answers], n=100)[98], 1),
        busy=len(busy),
        lost=len(people.phones) - _read(store),
        page_per_s=round(options.n / pages.seconds, 1),
        cpu_ms=round(cpu / options.n * 1000, 2),
        page_cpu_ms=round(page_cpu / options.n * 1000, 2),
    )


def _worked(
    server: Server, requests: list[str], *, lines: int = LINES, kept: bool = False
) -> tuple[Posted, float]:
    """Send them all; return what came of it, and the processors' seconds."""
    before = seconds_of(server)
    return _sent(server, requests, lines=lines, kept=kept), seconds_of(server) - before


def _sent(
    server: Server,
    requests: list[str],
    *,
    lines: int = LINES,
    rate: float = 0,
    kept: bool = False,
) -> Posted:
    """Let a process of its own send requests that are made already.

    A proxy hands each on over a new connection, if it is not told otherwise; browsers keep theirs.
    """
    told = {"port": server.port, "requests": requests, "lines": lines, "rate": rate, "kept": kept}
    ran = subprocess.run(
        [sys.executable, "-m", "bench.posting"],
        cwd=HERE,
        input=json.dumps(told),
        capture_output=True,
        check=True,
        text=True,
    )
    return Posted(**json.loads(ran.stdout))


def _read(store: Store) -> int:
    """Return how many texts are in the database and were read."""
    engine = sa.create_engine(store.url)
    with engine.connect() as connection:
        read = sa.select(sa.func.count(Text.id)).where(Text.outcome.is_not(None))
        count = connection.scalar(read) or 0
    engine.dispose()
    return count


def _ratios(found: list[Figures]) -> dict[str, float]:
    """Return how many times as good the last is as the first, if there are two."""
    first, last = found[0], found[-1]
    if len(found) == 1:
        return {}
    return {
        "texts_ratio": round(last.per_s / first.per_s, 2),
        "p99_ratio": round(first.p99_ms / last.p99_ms, 2),
        "cpu_ratio": round(first.cpu_ms / last.cpu_ms, 2),
        "page_ratio": round(last.page_per_s / first.page_per_s, 2),
    }


def _print(found: list[Figures]) -> None:
    print("| database | texts a second | 99 of 100 within | busy | lost | CPU a text", end=" ")
    print("| pages a second | CPU a page |\n|---|---|---|---|---|---|---|---|")
    for one in found:
        print(
            f"| {one.db} | {one.per_s:.0f} | {one.p99_ms:.0f} ms | {one.busy} | {one.lost} "
            f"| {one.cpu_ms:.1f} ms | {one.page_per_s:.0f} | {one.page_cpu_ms:.1f} ms |"
        )
    for name, ratio in _ratios(found).items():
        print(f"{name}: {ratio}")


if __name__ == "__main__":
    main()
