"""A worker killed between claim, call and record, on each database: none lost, none doubled."""

from collections import Counter
from signal import SIGKILL

import pytest
import sqlalchemy as sa

from tests.crash.born import Died
from tests.crash.kills import Tally, kill_at_step
from tests.crash.scene import Scene
from tests.crash.signals import striking, the, when_taken
from tests.crash.steps import STEPS
from volunteer.messages.model import Message
from volunteer.messages.status import Status

# Of the four texts the second is taken and its answer lost, so that nothing is to be recorded.
TIMES = dict.fromkeys(STEPS, (1,)) | {
    "before the commit of the claim": (1, 2, 4),
    "after the commit of the claim": (1, 2, 4),
    "before the call": (1, 2, 4),
    "after the answer": (1, 2, 4),
    "before the commit of the record": (1, 3),
    "after the commit of the record": (1, 3),
}


@pytest.mark.parametrize("where", STEPS)
def test_a_worker_killed_at_a_step_loses_and_doubles_nothing(scene: Scene, where: str) -> None:
    tally = kill_at_step(scene, where, TIMES[where])

    assert tally.kills == len(TIMES[where])
    assert (tally.lost, tally.doubled, tally.odd) == (0, 0, [])


def test_a_worker_killed_while_the_carrier_has_its_text_loses_and_doubles_nothing(
    scene: Scene,
) -> None:
    tally = Tally("the carrier has it")
    for time in (1, 3, 4):
        scene.set_up()
        with scene.nursery.worker() as victim:
            when_taken(scene.carrier, the(time), striking(victim, SIGKILL))
            with pytest.raises(Died):
                scene.play(victim)
        scene.carrier.quiet()
        assert len(scene.carrier.sent) == time
        tally.add(time, scene.finish())

    assert tally.kills == 3
    assert (tally.lost, tally.doubled, tally.odd) == (0, 0, [])


def test_a_text_whose_worker_dies_twice_is_given_up_and_says_so(scene: Scene) -> None:
    scene.troubles = ()
    scene.set_up()
    for call in (1, 4):  # the second worker sends the three others, and then this one again
        order = f"strike SIGKILL {call} before the call"
        with scene.nursery.worker(order) as victim, pytest.raises(Died):
            scene.play(victim)
        scene.wait()
    verdict = scene.finish()
    scene.troubles = Scene.troubles

    assert (verdict.lost, verdict.doubled) == (1, 0)
    with scene.looking() as session:
        states = Counter(session.scalars(sa.select(Message.status)))
    assert states == {Status.ACCEPTED: 3, Status.FAILED: 1}
