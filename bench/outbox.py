"""Measure how long a call to 100,000 people takes to be queued, and how fast a queue is sent.

``python -m bench.outbox [--n N] [--db sqlite|postgresql] [--workers N] [--json]`` makes a city of
N people and lets a proposed call to all of them be approved: whom to ask is ranked, and N
invitations, questions and texts are written. Then workers send them with the product's own task to
a carrier that takes everything at once, of a number without a rate. *Lost* are texts that the
carrier did not get or that are not known as taken by it, *doubled* those it got twice.
``queue_100k_s`` is for 100,000, whatever N is; ``rank_s`` is what ranking alone took, as measured.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from flask import Flask

from bench.crash import a_store
from bench.crowd import Proposal, approve, proposal
from tests.conftest import settings_for
from volunteer.app import create_app
from volunteer.calls import asking
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.ports import Letter
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.projects.model import Opening
from volunteer.worker import Task, Worker

HUNDRED_THOUSAND = 100_000
WORKERS = {"sqlite": 1, "postgresql": 2}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured."""

    n: int
    db: str
    workers: int
    queue_100k_s: float
    rank_s: float
    dispatch_per_s: float
    lost: int
    doubled: int


class NullCarrier:
    """A carrier that takes everything at once, and remembers what it was handed."""

    def __init__(self) -> None:
        self.handed: list[int] = []

    def send(self, letter: Letter) -> str:
        """Take a text."""
        self.handed.append(letter.message_id)
        return f"SM{letter.message_id:032x}"

    def find(self, _letter: Letter, *, besides: Collection[str] = ()) -> str | None:  # noqa: ARG002 - as gateways are
        """Return nothing: here no answer is ever lost."""
        return None


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    workers = options.workers or WORKERS[options.db]
    with tempfile.TemporaryDirectory() as name, a_store(options.db, Path(name)) as store:
        queued_s, rank_s = _queue(store.url, options.n)
        handed, took = _dispatch(store.url, workers)
        accepted = _accepted(store.url)
    times = Counter(handed)
    figures = Figures(
        n=options.n,
        db=options.db,
        workers=workers,
        queue_100k_s=round(queued_s * HUNDRED_THOUSAND / options.n, 2),
        rank_s=round(rank_s, 2),
        dispatch_per_s=round(len(handed) / took, 0),
        lost=options.n - len(times.keys() & accepted),
        doubled=len(handed) - len(times),
    )
    _tell(figures, as_json=options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=HUNDRED_THOUSAND, help="how many people")
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--workers", type=int, help="how many send (1 on SQLite, else 2)")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _tell(figures: Figures, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(figures)))
        return
    print("| database | people | queued, of 100,000 | ranking | sent a second | lost | doubled |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {figures.db}, {figures.workers} worker(s) | {figures.n} | {figures.queue_100k_s} s | "
        f"{figures.rank_s} s | {figures.dispatch_per_s:.0f} | {figures.lost} | {figures.doubled} |"
    )


def _app(url: str) -> Flask:
    return create_app(settings_for(url) | {"LOG_LEVEL": "ERROR", "TESTING": False})


def _queue(url: str, size: int) -> tuple[float, float]:
    """Return in how many seconds a call was queued, and how many of them are the ranking's."""
    with _app(url).app_context():
        session, now = db.session(), datetime.now(UTC)
        proposed = proposal(session, size, now=now)
        _settle(size)
        rank_s = _rank(proposed, now)
        begun = monotonic()
        approve(session, proposed, now=now)
        queued_s = monotonic() - begun
        queued = sa.select(sa.func.count(Message.id)).where(Message.status == Status.QUEUED)
        assert session.scalars(queued).one() == size, "somebody was not asked"
        _close()
    return queued_s, rank_s


def _rank(proposed: Proposal, now: datetime) -> float:
    session = db.session()
    city = session.get_one(City, proposed.city_id)
    opening = session.get_one(Opening, proposed.opening_id)
    begun = monotonic()
    ranked = asking.ranked_for(session, city, opening, now=now)
    took = monotonic() - begun
    assert ranked, "nobody fits"
    session.rollback()
    return took


def _settle(size: int) -> None:
    """Let the database know what it has, as one that has run for a while does."""
    session = db.session()
    session.execute(sa.text("ANALYZE"))
    session.commit()


def _close() -> None:
    db.session.remove()
    db.engine.dispose()


def _dispatch(url: str, workers: int) -> tuple[list[int], float]:
    """Let workers send all there is; return what the carrier was handed, and the seconds."""
    spawning = get_context("spawn")
    gate = spawning.Barrier(workers)
    with spawning.Pool(workers, initializer=_hold, initargs=(gate,)) as pool:
        shares = pool.map(_work, [url] * workers, chunksize=1)
    handed = [one for ids, _, _ in shares for one in ids]
    return handed, max(end for *_, end in shares) - min(begun for _, begun, _ in shares)


_held: dict[str, Any] = {}


def _hold(gate: Barrier) -> None:
    _held["gate"] = gate


def _work(url: str) -> tuple[list[int], float, float]:
    """Send until nothing is left for anybody; who finds nothing to do looks again at its time."""
    app, carrier = _app(url), NullCarrier()
    worker = Worker(app, carrier, geocoder=None, answer=lambda **_: False)
    every, send = _task(worker, "send")
    with app.app_context():
        db.session.execute(sa.text("SELECT 1"))
        _held["gate"].wait()
        begun = end = monotonic()
        while (sent := send()) or _left():
            end = monotonic() if sent else end
            sleep(0 if sent else every.total_seconds())
        _close()
    return carrier.handed, begun, end


def _task(worker: Worker, named: str) -> tuple[timedelta, Task]:
    """Return how often the worker's timetable has it do something, and that."""
    return next((every, task) for name, every, task in worker.timetable() if name == named)


def _left() -> bool:
    """Return whether anything waits still; another worker may just be claiming."""
    waiting = sa.select(sa.exists().where(Message.status == Status.QUEUED))
    left = bool(db.session.scalar(waiting))
    db.session.rollback()
    return left


def _accepted(url: str) -> set[int]:
    with _app(url).app_context():
        accepted = sa.select(Message.id).where(Message.status == Status.ACCEPTED)
        ids = set(db.session.scalars(accepted))
        _close()
    return ids


if __name__ == "__main__":
    main()
