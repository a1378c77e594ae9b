"""A worker killed at a system call: no text is lost and none is doubled.

Here some calls of a kind, spread over all that there are; ``python -m bench.crash`` goes
through every one of every kind.
"""

from collections.abc import Iterator

import pytest

from tests.crash.kills import calls_of, kill_at_calls, spread
from tests.crash.scene import Scene

KILLS, ENOUGH = 8, 5  # of a kind
# What a worker's files and its carrier see of it.
KINDS = ["pwrite64", "fdatasync", "fcntl", "openat", "close", "connect", "sendto", "recvfrom"]


@pytest.fixture(scope="module")
def calls(file_scene: Scene) -> dict[str, int]:
    """Give how many calls there are of each kind."""
    return calls_of(file_scene)


@pytest.mark.parametrize("kind", KINDS)
def test_a_worker_killed_at_its_calls_loses_and_doubles_nothing(
    file_scene: Scene, calls: dict[str, int], kind: str
) -> None:
    times = spread(calls[kind], KILLS)

    tally = kill_at_calls(file_scene, kind, times)

    assert tally.kills >= ENOUGH  # an answer comes in one piece or in two: there may be fewer calls
    assert (tally.lost, tally.doubled, tally.odd) == (0, 0, [])


@pytest.mark.parametrize(
    ("manner", "kind", "harm"),  # loses, doubles
    [("hasty", "sendto", (True, False)), ("forgetful", "recvfrom", (False, True))],
)
def test_the_same_kills_bite_a_worker_without_the_guard(
    untroubled: Scene, manner: str, kind: str, harm: tuple[bool, bool]
) -> None:
    untroubled.set_up()
    unhurt = untroubled.finish(f"be {manner}")

    tally = kill_at_calls(untroubled, kind, range(1, 9), f"be {manner}")

    assert (unhurt.lost, unhurt.doubled) == (0, 0)
    assert tally.kills > 3
    assert (tally.lost > 0, tally.doubled > 0) == harm


@pytest.fixture
def untroubled(file_scene: Scene) -> Iterator[Scene]:
    """Give a scene in which nothing goes wrong but what is killed."""
    file_scene.troubles = ()
    yield file_scene
    file_scene.troubles = Scene.troubles
