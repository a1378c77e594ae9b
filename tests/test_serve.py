"""The server's worker: it is there while the server is, and no longer."""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from volunteer.cli.beside import Beside

DIES = "import sys; open(sys.argv[1], 'a').write('x')"
STAYS = DIES + "; import time; time.sleep(60)"


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    """Give a file that has a letter for each time the worker started."""
    path = tmp_path / "starts"
    path.touch()
    return path


def count_until(starts: Path, most: int, seconds: float = 20) -> int:
    """Return how often it started, once that is ``most`` or the time is over."""
    over = monotonic() + seconds
    while len(starts.read_text()) < most and monotonic() < over:
        sleep(0.02)
    return len(starts.read_text())


@pytest.fixture
def beside(starts: Path, request: pytest.FixtureRequest) -> Iterator[Beside]:
    worker = Beside([sys.executable, "-c", request.param, str(starts)], every=0.05)
    yield worker
    worker.stop()


@pytest.mark.parametrize("beside", [DIES], indirect=True)
def test_a_worker_that_dies_is_started_again(
    beside: Beside, starts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert count_until(starts, 3) >= 3
    assert "worker.died" in capsys.readouterr().out


@pytest.mark.parametrize("beside", [STAYS], indirect=True)
def test_a_worker_that_lives_is_left_alone(beside: Beside, starts: Path) -> None:
    assert count_until(starts, 1) == 1

    assert count_until(starts, 2, seconds=0.5) == 1


@pytest.mark.parametrize("beside", [DIES], indirect=True)
def test_a_worker_is_not_started_again_after_the_server_stopped(
    beside: Beside, starts: Path
) -> None:
    assert count_until(starts, 1) >= 1

    beside.stop()
    before = len(starts.read_text())

    assert count_until(starts, before + 1, seconds=0.5) == before


@pytest.mark.parametrize("beside", [STAYS], indirect=True)
def test_a_worker_that_was_killed_from_outside_comes_back(beside: Beside, starts: Path) -> None:
    assert count_until(starts, 1) == 1

    beside.process.kill()

    assert count_until(starts, 2) == 2
