"""A worker that was stopped, and wakes when others have done its work: nothing goes out twice."""

from collections.abc import Iterator
from signal import SIGSTOP

import pytest

from tests.carrier import REFUSED_429
from tests.crash.scene import Scene
from tests.crash.signals import striking, the, wait_until_asleep, wake, when_taken
from tests.crash.sleepers import asleep, stopped_at, woken


@pytest.fixture(autouse=True)
def untroubled(scene: Scene) -> Iterator[None]:
    """Let nothing go wrong but what each test says."""
    scene.troubles = ()
    yield
    scene.troubles = Scene.troubles


@pytest.mark.parametrize("where", ["after the commit of the claim", "before the call"])
def test_one_that_wakes_after_its_lease_sends_nothing_of_what_it_had_claimed(
    scene: Scene, where: str
) -> None:
    careless = stopped_at(scene, where, "be sleepy")  # that asks the time only once
    assert careless.doubled == 1

    assert stopped_at(scene, where).well


@pytest.mark.parametrize("time", [1, 2, 4])
def test_one_that_wakes_with_its_answer_on_the_line_sends_nothing_again(
    scene: Scene, time: int
) -> None:
    scene.set_up()
    with scene.nursery.worker() as sleeper:
        when_taken(scene.carrier, the(time), striking(sleeper, SIGSTOP))
        sleeper.begin(f"work {scene.ahead}")
        wait_until_asleep(sleeper)
        assert scene.finish().well
        assert woken(scene, sleeper).well


def test_one_that_wakes_with_a_refusal_spoils_nobody_elses_claim(scene: Scene) -> None:
    scene.troubles = (REFUSED_429,)
    scene.set_up()
    refused = scene.carrier.phone(scene.cast.answering)  # answers go first
    with asleep(scene, "strike SIGSTOP 1 after the answer") as sleeper:
        scene.wait()
        with scene.nursery.worker() as second:
            for _ in range(2):  # looks: then it is to be sent again
                second.tell(f"work {scene.ahead}")
                scene.wait()
            assert not refused.received
            when_taken(scene.carrier, lambda: bool(refused.received), striking(second, SIGSTOP))
            second.begin(f"work {scene.ahead}")
            wait_until_asleep(second)
            wake(sleeper)
            sleeper.answer()
            scene.wait()
            assert scene.finish().well
            assert woken(scene, second).well
