"""All benchmarks by one command: which there are, where their figures go, and what is drawn."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench import everything, outbox_plot
from bench.everything import BENCHES, Bench

FIGURES = {"queue_100k_s": 2.5, "dispatch_per_s": 12_345.0, "n": 10, "lost": 0, "doubled": 0}


def test_each_benchmark_of_a_database_runs_on_both() -> None:
    assert list(Bench("outbox", ("--n", "9")).runs(quick=False)) == [
        ("outbox-sqlite", ["--n", "9", "--json", "--db", "sqlite"]),
        ("outbox-postgresql", ["--n", "9", "--json", "--db", "postgresql"]),
    ]
    assert list(Bench("policies", on=(), quick=("--seeds", "1")).runs(quick=True)) == [
        ("policies", ["--seeds", "1", "--json"])
    ]
    assert {"matching", "policies", "outbox", "webhooks"} <= {one.name for one in BENCHES}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("matching --n 500", {"p50_ms", "p99_ms", "vs_postgis", "vs_postgis_best", "vs_loop",
                              "agreement", "shortlist_p50_ms"}),
        ("outbox --n 200", {"queue_100k_s", "dispatch_per_s", "lost", "doubled"}),
    ],
)  # fmt: skip
def test_what_a_benchmark_prints_is_json_alone_and_names_its_figures(
    words: str, names: set[str]
) -> None:
    name, *told = words.split()
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", f"bench.{name}", *told, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert names <= set(json.loads(done.stdout))


def test_one_that_fails_keeps_no_other_from_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Bench("grammar", on=(), tells=True)  # with no sheet to read it tells nothing
    wrong = Bench("policies", quick=("--seeds", "none"), on=())
    monkeypatch.setattr(everything, "BENCHES", (wrong, told))
    monkeypatch.setattr(sys, "argv", ["everything", "--into", str(tmp_path), "--quick"])

    failed = everything.main()

    assert failed == 1
    assert "policies failed" in capsys.readouterr().err
    kept = json.loads((tmp_path / "grammar.json").read_text())
    assert kept["told"] == []
    assert len(kept["load"]) == 2


def test_what_the_outbox_took_is_drawn_from_what_was_kept(tmp_path: Path) -> None:
    outbox_plot.draw(tmp_path, tmp_path / "none.svg")
    assert not (tmp_path / "none.svg").exists()
    for database in ("sqlite", "postgresql"):
        kept = json.dumps(FIGURES | {"db": database})
        (tmp_path / f"outbox-{database}.json").write_text(kept)

    outbox_plot.draw(tmp_path, tmp_path / "outbox.svg")

    drawn = ET.parse(tmp_path / "outbox.svg").getroot()  # noqa: S314 - our own
    words = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("SQLite") == words.count("PostgreSQL") == 2
    assert "2.5 s" in words
    assert "12,345 a second" in words
