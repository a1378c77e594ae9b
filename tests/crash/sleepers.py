"""Workers that stop on their way, and wake when others have done everything."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.crash import traced
from tests.crash.born import Born
from tests.crash.scene import Scene, Verdict
from tests.crash.signals import wait_until_asleep, wake


@contextmanager
def asleep(scene: Scene, *orders: str) -> Iterator[Born]:
    """Give a worker that has stopped on its way, as it was told."""
    with scene.nursery.worker(*orders) as sleeper:
        sleeper.begin(f"work {scene.ahead}")
        wait_until_asleep(sleeper)
        yield sleeper


def woken(scene: Scene, sleeper: Born) -> Verdict:
    """Wake it, let it do what it was about to, and settle what that led to."""
    wake(sleeper)
    sleeper.answer()
    scene.play(sleeper)
    return scene.verdict()


def stopped_at(scene: Scene, where: str, *orders: str) -> Verdict:
    """Stop a worker at a step, let another do everything, and wake the first."""
    scene.set_up()
    with asleep(scene, *orders, f"strike SIGSTOP 1 {where}") as sleeper:
        assert scene.finish().well
        return woken(scene, sleeper)


def stopped_in_a_call(scene: Scene, kind: str, time: int, *orders: str) -> Verdict:
    """Stop a worker in a system call, let another do everything, and wake the first."""
    scene.set_up()
    with scene.nursery.worker(*orders) as sleeper:
        with traced.stopping(sleeper.pid, scene.folder, kind=kind, at=time):
            sleeper.begin(f"work {scene.ahead}")
        wait_until_asleep(sleeper)
        assert not scene.carrier.sent
        assert scene.finish().well
        return woken(scene, sleeper)
