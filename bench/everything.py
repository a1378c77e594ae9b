"""Run all benchmarks, one after the other, and draw what they found.

``python -m bench.everything [--only NAME …] [--quick] [--into FOLDER]`` writes the JSON of each
into ``var/bench/`` (which git ignores), one file each, says what it does meanwhile, and then
draws ``docs/plots/`` from those files. Each can be run by itself: ``python -m bench.NAME``. One
that fails does not keep the others from running; what failed is said at the end. Two are left
out, as they read files that are not here: ``bench.grammar`` and ``bench.ward_overlap``.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from bench import outbox_plot, policy_plot

ROOT = Path(__file__).parent.parent
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Bench:
    """One benchmark: its module, what it is told, and what instead when it shall be quick."""

    name: str
    told: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    on: tuple[str, ...] = DATABASES
    tells: bool = False  # in words, not in JSON

    def runs(self, *, quick: bool) -> Iterator[tuple[str, list[str]]]:
        """Yield each run's name and words: one on each database, if it is of databases."""
        words = [*(self.quick if quick else self.told), *([] if self.tells else ["--json"])]
        for database in self.on or ("",):
            of = ["--db", database] if database else []
            yield "-".join(filter(None, (self.name, database))), [*words, *of]


BENCHES = (
    Bench("matching", ("--n", "10000", "100000", "1000000"), ("--n", "10000")),
    Bench("outbox", quick=("--n", "2000")),
    Bench("webhooks", quick=("--n", "100")),
    Bench("policies", ("--seeds", "8"), ("--seeds", "1"), on=()),
    Bench("sharing", quick=("--seeds", "1"), on=()),
    Bench("outlook", ("--seeds", "4", "--first-seed", "8"), ("--seeds", "1"), on=()),
    Bench("page_timing", ("--rounds", "25"), ("--rounds", "3")),
    Bench("code_timing", ("400",), ("20",), on=(), tells=True),
    Bench("crash", ("--most", "20"), ("--most", "1"), on=("sqlite",), tells=True),
)
PLOTS: dict[str, Callable[[Path, Path], None]] = {
    "policies": policy_plot.draw,
    "outbox": outbox_plot.draw,
}


def main() -> int:
    """Run, draw, and say what failed."""
    options = _options()
    folder = Path(options.into)
    folder.mkdir(parents=True, exist_ok=True)
    failed = [
        name
        for bench in BENCHES
        if find_spec(f"bench.{bench.name}") and (not options.only or bench.name in options.only)
        for name, words in bench.runs(quick=options.quick)
        if not _run(bench, name, words, folder)
    ]
    for name, draw in PLOTS.items():
        if not options.quick and (not options.only or name in options.only):
            print(f"==> Drawing docs/plots/{name}.svg", flush=True)
            draw(folder, ROOT / "docs" / "plots" / f"{name}.svg")
    print(f"==> {folder}: {', '.join(sorted(one.name for one in folder.glob('*.json')))}")
    for name in failed:
        print(f"==> {name} failed: run it by itself to see why", file=sys.stderr)
    return len(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="these only", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="small ones, and no plots")
    parser.add_argument("--into", default=str(ROOT / "var" / "bench"), help="where the JSON goes")
    return parser.parse_args()


def _run(bench: Bench, name: str, words: list[str], folder: Path) -> bool:
    """Run one, and keep what it found with the moment and how busy the machine was."""
    print(f"==> python -m bench.{bench.name} {' '.join(words)}", flush=True)
    at, begun, busy = datetime.now(UTC), monotonic(), os.getloadavg()[0]
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", f"bench.{bench.name}", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        return False
    found = {
        "at": f"{at:%Y-%m-%d %H:%M}",
        "took_s": round(monotonic() - begun),
        "load": [round(busy, 1), round(os.getloadavg()[0], 1)],
        "cores": os.cpu_count(),
        **_found(bench, done.stdout),
    }
    (folder / f"{name}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return True


def _found(bench: Bench, told: str) -> dict[str, object]:
    read = {"told": told.splitlines()} if bench.tells else json.loads(told)
    return read if isinstance(read, dict) else {"found": read}


if __name__ == "__main__":
    sys.exit(main())
