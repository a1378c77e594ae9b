"""Kill a worker at every system call there is, and count what is lost and what is doubled.

``python -m bench.crash [--db sqlite|postgresql] [--kind NAME …] [--most N]`` makes a city with
three texts due, one of them taken by the carrier with its answer lost, and an unread YES. It
counts the system calls of a worker that settles all that, kills one worker after the other at
each of them, one kind at a time (or at N of a kind, spread over all), lets another worker
finish each time, and prints a table.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from flask_migrate import upgrade

from tests import databases
from tests.conftest import settings_for
from tests.crash.kills import Tally, calls_of, kill_at_calls, spread
from tests.crash.scene import Scene, staged
from tests.crash.stores import PostgresDatabase, SqliteFile, Store
from volunteer.app import create_app
from volunteer.core.db import db

BEYOND = 20  # a worker may make a few calls more than the one whose calls were counted


def main() -> None:
    """Kill, and print a table."""
    options, began = _options(), perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        a_store(options.db, Path(folder)) as store,
        staged(store, Path(folder)) as scene,
    ):
        print("| system call | calls | kills | lost | doubled |\n|---|---|---|---|---|", flush=True)
        tallies = [_told(one) for one in _tallies(scene, options.kind, options.most)]
    _told(_sum(tallies))
    print(f"\nIt took {(perf_counter() - began) / 60:.0f} minutes.")
    for odd in (odd for tally in tallies for odd in tally.odd):
        print(f"odd: {odd}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--kind", nargs="*", help="these kinds only")
    parser.add_argument("--most", type=int, help="at most so many kills of a kind")
    return parser.parse_args()


def _tallies(scene: Scene, kinds: list[str] | None, most: int | None) -> Iterator[Tally]:
    counted = calls_of(scene)
    for kind, calls in sorted(counted.items(), key=lambda one: -one[1]):
        if not kinds or kind in kinds:
            times = spread(calls, most) if most else range(1, calls + BEYOND)
            yield kill_at_calls(scene, kind, times, calls=calls)


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally("in all")
    for one in tallies:
        total.calls += one.calls
        total.kills += one.kills
        total.lost += one.lost
        total.doubled += one.doubled
    return total


def _told(tally: Tally) -> Tally:
    name = tally.kind if tally.kind == "in all" else f"`{tally.kind}`"
    print(
        f"| {name} | {tally.calls} | {tally.kills} | {tally.lost} | {tally.doubled} |", flush=True
    )
    return tally


@contextmanager
def a_store(kind: str, folder: Path) -> Iterator[Store]:
    """Give a database with the schema."""
    if kind == "sqlite":
        store = SqliteFile(folder / "volunteer.db")
        _migrate(store.url)
        yield store
        return
    with databases.cluster() as server:
        databases.create(server, databases.TEMPLATE)
        _migrate(databases.address(server, databases.TEMPLATE))
        database = PostgresDatabase(server)
        database.make()
        yield database


def _migrate(url: str) -> None:
    app = create_app(settings_for(url) | {"LOG_LEVEL": "ERROR"})
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


if __name__ == "__main__":
    main()
