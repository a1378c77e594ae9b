"""Two hundred people answer at once, through the server's real door, each in their own way."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.carrier.posts import Posted
from tests.crash.cast import gather_crowd
from tests.crash.scene import Scene, staged
from tests.crash.stores import Store
from tests.crash.web import serving, text
from volunteer.calls.model import Placement, Standing
from volunteer.messages.model import Contact, Message, Outcome, Text
from volunteer.projects.model import Opening

PEOPLE, PLACES = 200, 30
WORDS = ("Yes", "No", "Stop", "Yes 2", "Hours 2")
ALIKE = PEOPLE // len(WORDS)


@pytest.fixture(scope="module")
def crowd(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Give a scene with two hundred people who have all been asked about thirty places."""
    gathering = partial(gather_crowd, size=PEOPLE, places=PLACES)
    with staged(store, tmp_path_factory.mktemp("crowd"), gathering) as scene:
        scene.set_up()
        scene.troubles = ()
        yield scene


def test_of_two_hundred_who_answer_at_once_each_has_one_outcome_and_one_answer(
    crowd: Scene,
) -> None:
    said = dict(zip(crowd.cast.called, cycle(WORDS), strict=False))
    with serving(crowd, processes=2):
        posted = all_at_once(crowd, said)
    with crowd.nursery.worker() as worker:
        for _ in range(2):  # what the server had no time for is read, or fetched and read
            crowd.play(worker)

    assert {one.status for one in posted} <= {0, 200, 503}
    received = {phone: len(crowd.carrier.phone(phone).received) for phone in said}
    assert received == dict.fromkeys(said, 1)
    with crowd.looking() as session:
        assert_nobody_is_wronged(session)


def all_at_once(scene: Scene, said: dict[str, str]) -> list[Posted]:
    """Let everybody text at the same moment; Twilio tries twice where nobody answers."""
    gate = Barrier(len(said))

    def one(phone: str, words: str) -> Posted:
        gate.wait(timeout=60)
        return text(scene, phone, words, tries=2)

    with ThreadPoolExecutor(len(said)) as pool:
        return list(pool.map(one, said, said.values()))


def assert_nobody_is_wronged(session: Session) -> None:
    """Nothing is oversold, who stopped is stopped, and every text was read once."""
    placements = list(session.scalars(sa.select(Placement)))
    standings = Counter(one.standing for one in placements)
    seats = sum(one.party for one in placements if one.standing is Standing.CONFIRMED)
    opening = session.scalars(sa.select(Opening)).one()
    stopped = sa.select(sa.func.count(Contact.id)).where(Contact.stopped_at.is_not(None))
    asked = sa.select(sa.func.count(Text.id)).where(
        Text.body == "Yes 2", Text.outcome == Outcome.ASKED_BACK
    )  # while one place was left: would one do?
    answered = Counter(session.scalars(sa.select(Message.in_reply_to_id)))

    assert seats == opening.taken
    assert PLACES - 1 <= seats <= PLACES  # one is left if only parties of two are waiting
    in_line = standings[Standing.CONFIRMED] + standings[Standing.WAITING]
    assert in_line + (session.scalar(asked) or 0) == 2 * ALIKE
    assert session.scalar(stopped) == ALIKE
    assert None not in set(session.scalars(sa.select(Text.outcome)))
    assert session.scalar(sa.select(sa.func.count(Text.id))) == PEOPLE
    assert set(answered.values()) == {1}
    assert len(answered) == PEOPLE
