"""strace, at a process that runs already: it counts system calls, or kills at one of them.

The signal comes as the call is entered, so the call itself is not made: the moment after a
call is the moment before the next one, of whichever kind.
"""

import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 60.0
LETS_GO = 3.0
ASLEEP = "--- stopped by SIGSTOP ---"
CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


@contextmanager
def counting(pid: int, folder: Path) -> Iterator[Counter[str]]:
    """Give what has, in the end, the number of a process's system calls by their names."""
    calls: Counter[str] = Counter()
    with _at(pid, folder, "--trace=all") as told:
        yield calls
    calls.update(CALL.findall(told.read_text()))


@contextmanager
def killing(pid: int, folder: Path, *, kind: str, at: int) -> Iterator[Path]:
    """Kill a process as a thread of it enters its so-manieth system call of a kind.

    Give where is written what was seen, which ``was_killed`` reads.
    """
    with _at(pid, folder, f"--trace={kind}", f"--inject={kind}:signal=KILL:when={at}") as told:
        yield told


def killed_by(folder: Path, *, kind: str, at: int) -> list[str]:
    """Return the words before a command that will be killed as it enters a system call."""
    inject = f"--inject={kind}:signal=KILL:when={at}"
    return [_tool(), "--follow-forks", f"--output={folder / 'strace'}", f"--trace={kind}", inject]


def was_killed(told: Path) -> bool:
    """Tell whether there was a call that did not return."""
    return "= ?" in told.read_text()


@contextmanager
def stopping(pid: int, folder: Path, *, kind: str, at: int) -> Iterator[None]:
    """Stop a process in its so-manieth system call of a kind: the call is made, no more.

    What is done inside must lead there; afterwards the process is asleep and untraced.
    """
    with _at(pid, folder, f"--trace={kind}", f"--inject={kind}:signal=STOP:when={at}") as told:
        yield
        over = monotonic() + PATIENCE
        while ASLEEP not in told.read_text():
            assert monotonic() < over, f"it never came to its {kind} number {at}"
            sleep(0.01)


@contextmanager
def _at(pid: int, folder: Path, *options: str) -> Iterator[Path]:
    """Attach, and say where is written what is seen."""
    told = folder / "strace"
    process = subprocess.Popen(  # noqa: S603 - our own words
        [_tool(), "--follow-forks", f"--attach={pid}", f"--output={told}", *options],
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    assert b"attached" in first, first + process.stderr.read()
    try:
        yield told
    finally:
        process.send_signal(signal.SIGINT)  # it lets go of what lives
        try:
            process.communicate(timeout=LETS_GO)
        except subprocess.TimeoutExpired:  # it waits for threads that died under its hands
            process.kill()
            process.communicate()


def _tool() -> str:
    tool = shutil.which("strace")
    assert tool, "strace is not here: on Debian, apt-get install strace"
    return tool
