"""``volunteer worker`` itself, with all its threads, killed in the middle of its work."""

import subprocess
import sys
from pathlib import Path
from signal import SIGKILL
from time import monotonic, sleep

import pytest

from tests.crash import traced
from tests.crash.born import PATIENCE, ROOT
from tests.crash.scene import Scene, settings

PLACES = [
    ("connect", 2),
    ("sendto", 2),  # the words of the first text
    ("sendto", 5),
    ("recvfrom", 1),
    ("recvfrom", 4),
    ("fdatasync", 3),
    ("pwrite64", 9),
]


@pytest.mark.parametrize(("kind", "at"), PLACES)
def test_the_command_killed_in_the_middle_of_its_work_loses_and_doubles_nothing(
    file_scene: Scene, kind: str, at: int
) -> None:
    file_scene.troubles = ()
    file_scene.set_up()
    with (file_scene.folder / "worker.log").open("w") as log:
        command = [str(Path(sys.executable).parent / "volunteer"), "worker"]
        process = subprocess.Popen(  # noqa: S603 - our own words
            [*traced.killed_by(file_scene.folder, kind=kind, at=at), *command],
            cwd=ROOT,
            env=settings(file_scene.store, file_scene.carrier),
            stdout=log,
            stderr=log,
        )
    over = monotonic() + PATIENCE
    while process.poll() is None:
        assert monotonic() < over, (file_scene.folder / "worker.log").read_text()
        sleep(0.05)
    file_scene.carrier.quiet()

    assert process.returncode == -SIGKILL  # strace dies as its command did
    assert file_scene.finish().well
