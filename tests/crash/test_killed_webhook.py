"""The server is killed while it takes a text in: the text is read once and answered once."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import product

import pytest
import sqlalchemy as sa

from tests.crash import traced
from tests.crash.cast import gather_crowd
from tests.crash.kills import spread
from tests.crash.scene import Scene, staged
from tests.crash.stores import SqliteFile, Store
from tests.crash.web import process_of, serving, text
from tests.gunicorn import Server
from volunteer.calls.model import Placement, Standing
from volunteer.messages.model import Outcome, Text

PEOPLE = 100
KILLS = 4  # of a kind
# Reading the post, writing it down, reading it, answering. On PostgreSQL what is written
# down is sent to its server, as the answer is to the carrier.
OF_A_FILE = ["recvfrom", "fcntl", "pwrite64", "fdatasync", "sendto"]
OF_A_SERVER = ["recvfrom", "sendto"]


@pytest.fixture(scope="module")
def crowd(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Give a scene with people who have all been asked, and a place for each."""
    gathering = partial(gather_crowd, size=PEOPLE, places=PEOPLE)
    with staged(store, tmp_path_factory.mktemp("crowd"), gathering) as scene:
        scene.set_up()
        scene.troubles = ()
        yield scene


def test_a_text_is_read_once_wherever_the_server_that_takes_it_in_is_killed(crowd: Scene) -> None:
    kinds = OF_A_FILE if isinstance(crowd.store, SqliteFile) else OF_A_SERVER
    with serving(crowd, processes=1) as server:
        texted, killed = kill_everywhere(crowd, server, kinds)
    missing, unread = left_behind(crowd, texted)
    with crowd.nursery.worker() as worker:
        for _ in range(2):  # what is here is read, and what is not is fetched and then read
            crowd.play(worker)

    assert all(killed[kind] for kind in kinds)
    assert missing  # the control: these texts were lost but for the worker,
    assert unread  # and these never read
    received = {phone: len(crowd.carrier.phone(phone).received) for phone in texted}
    assert received == dict.fromkeys(texted, 1)
    with crowd.looking() as session:
        outcomes = Counter(session.scalars(sa.select(Text.outcome)))
        standings = Counter(session.scalars(sa.select(Placement.standing)))
    assert outcomes == {Outcome.DONE: len(texted)}
    assert standings == {Standing.CONFIRMED: len(texted)}


def kill_everywhere(
    scene: Scene, server: Server, kinds: list[str]
) -> tuple[list[str], Counter[str]]:
    """Let one after the other text YES, with the server killed somewhere on its way each time.

    Every other text is posted once more when its connection breaks. Return who texted, and how
    often the server was killed at a call of which kind.
    """
    texted, killed = list(scene.cast.called[:1]), Counter[str]()
    with traced.counting(process_of(server), scene.folder) as calls:
        text(scene, texted[0], "Yes", tries=1)
    for kind, tries in product(kinds, (1, 2)):
        for at in spread(calls[kind], KILLS):
            texted.append(scene.cast.called[len(texted)])
            with traced.killing(process_of(server), scene.folder, kind=kind, at=at) as told:
                text(scene, texted[-1], "Yes", tries=tries)
            killed[kind] += traced.was_killed(told)
    return texted, killed


def left_behind(scene: Scene, texted: list[str]) -> tuple[int, int]:
    """Return how many texts the killed servers have not kept, and how many they have not read."""
    with scene.looking() as session:
        outcomes = list(session.scalars(sa.select(Text.outcome)))
    return len(texted) - len(outcomes), outcomes.count(None)
