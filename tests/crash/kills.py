"""Kill a worker at every place, one after the other, and count what that costs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.crash import traced
from tests.crash.born import Died
from tests.crash.scene import Scene, Verdict


@dataclass
class Tally:
    """What came of killing at one kind of place."""

    kind: str
    calls: int = 0
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    odd: list[str] = field(default_factory=list)

    def add(self, at: int, verdict: Verdict) -> None:
        """Count one kill, and what it cost."""
        self.kills += 1
        self.lost += verdict.lost
        self.doubled += verdict.doubled
        self.odd += [f"{self.kind} {at}: {one}" for one in verdict.odd]


def calls_of(scene: Scene) -> Counter[str]:
    """Count the system calls of a worker to whom nothing happens, by their kinds."""
    scene.set_up()
    with (
        scene.nursery.worker() as worker,
        traced.counting(worker.pid, scene.folder) as calls,
    ):
        scene.play(worker)
    assert scene.verdict().well
    return calls


def kill_at_calls(
    scene: Scene, kind: str, times: Iterable[int], *orders: str, calls: int = 0
) -> Tally:
    """Kill a worker at its so-manieth calls of a kind, until one lives to the end."""
    tally = Tally(kind, calls)
    for at in times:
        verdict = killed_at(scene, kind, at, *orders)
        if verdict is None:
            break
        tally.add(at, verdict)
    return tally


def killed_at(scene: Scene, kind: str, at: int, *orders: str) -> Verdict | None:
    """Kill a worker at one call; return what that cost, or None if it never came so far."""
    scene.set_up()
    with scene.nursery.worker(*orders) as victim:
        try:
            with traced.killing(victim.pid, scene.folder, kind=kind, at=at):
                scene.play(victim)
        except Died:
            scene.carrier.quiet()  # what it wrote last may still be at the door
            return scene.finish(*orders)
    return None


def kill_at_step(scene: Scene, where: str, times: Sequence[int]) -> Tally:
    """Kill a worker when it comes by a named step, the first time, the second and so on."""
    tally = Tally(where)
    for time in times:
        scene.set_up()
        with scene.nursery.worker(f"strike SIGKILL {time} {where}") as victim:
            try:
                scene.play(victim)
            except Died:
                scene.carrier.quiet()
                tally.add(time, scene.finish())
    return tally


def spread(calls: int, most: int) -> list[int]:
    """Choose places evenly among so many, the first and the last with them; always the same."""
    if calls <= most:
        return list(range(1, calls + 1))
    return sorted({1 + round(n * (calls - 1) / (most - 1)) for n in range(most)})
