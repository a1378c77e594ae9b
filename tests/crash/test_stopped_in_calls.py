"""A worker stopped in a system call on its way to the carrier: it wakes late and writes no more.

On SQLite: there the carrier's is the only socket of a worker.
"""

import pytest

from tests.crash.scene import Scene
from tests.crash.sleepers import stopped_in_a_call


@pytest.mark.parametrize(("kind", "time"), [("connect", 1), ("sendto", 1)])
def test_one_that_wakes_on_its_way_to_the_carrier_writes_no_more(
    file_scene: Scene, kind: str, time: int
) -> None:
    file_scene.troubles = ()
    careless = stopped_in_a_call(file_scene, kind, time, "be sleepy")
    assert careless.doubled == 1

    assert stopped_in_a_call(file_scene, kind, time).well
