"""A text that nobody understood comes as a wave is written, or as its call is handed over.

Each begins with its control: the same race without the guard, which goes wrong.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count, repeat

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call
from tests.builders import a_member, a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.fakes import FakeSms
from tests.racing import at_once, in_the_end
from tests.test_held import MISSED
from tests.test_races_asking import running
from tests.texting import text
from volunteer.calls import asking, drive, service
from volunteer.calls.model import Call, Invitation
from volunteer.calls.still_met import take_back
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.ports import Letter
from volunteer.messages import inbox, on_desk, sending
from volunteer.sms import conversation

CROWD, CALLS = 12, 4
SECOND = timedelta(seconds=1)
_serial = count(1)


def told(city_id: int, phone: str, now: datetime) -> None:
    """Let a phone text what no machine understands, and the conversation put it on the desk."""
    sid = f"SMheld{next(_serial)}"
    receive = partial(inbox.receive, city_id, sid=sid, phone=phone, body=MISSED, now=now)
    text_id = in_the_end(receive)
    assert text_id is not None
    in_the_end(partial(conversation.answer, text_id, now=now))


def send(carrier: FakeSms, city_id: int, now: datetime, *, guarded: bool) -> list[str]:
    """Let a worker send all that is due; return which phones were called."""
    guard = take_back if guarded else None
    for later in range(0, 90, 2):
        clock = repeat(now + later * SECOND).__next__
        sending.deliver_next(carrier, clock=clock, calling=[city_id], take_back=guard)
    return [letter.to for letter in carrier.sent if "can you help" in letter.body]


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
def test_a_text_that_comes_between_ranking_and_asking_keeps_its_phone_out_of_the_wave(
    session: Session, city: City, now: datetime, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    ada, bo = a_volunteer(session, city, "Ada"), a_volunteer(session, city, "Bo")
    opening = an_opening(session, city, places=9)
    call = a_call(session, opening, now=now)
    ids, call_id, city_id = [ada.id, bo.id], call.id, city.id
    if not guarded:
        monkeypatch.setattr(on_desk, "held", lambda *_args, **_named: set())
    ranked = {opening.id: drive.rank(session, city, opening, now=now)}
    text(session, city, ada, MISSED, now=now)

    with transaction() as inside:
        here, one = inside.get_one(City, city_id), inside.get_one(Call, call_id)
        asking.ask(inside, here, one, now=now, ranked=ranked)

    asked = list(session.scalars(sa.select(Invitation.volunteer_id).order_by("volunteer_id")))
    assert asked == (ids[1:] if guarded else ids)


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
def test_waves_and_texts_at_once_call_nobody_whose_text_nobody_has_read(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime, *, guarded: bool
) -> None:
    """Half of the crowd texts amid the waves. A worker sends all that is queued afterwards."""
    cora, crowd = a_member(session, city), a_crowd(session, city, CROWD)
    for number in range(CALLS):
        opening = an_opening(session, city, f"Project {number}", posted_by=cora, places=9)
        running(session, opening, cora.id, now)
    city_id, phones = city.id, [one.contact.phone for one in crowd]
    session.rollback()
    wave = partial(in_the_end, partial(asking.ask_next, now=now))
    texts = [partial(told, city_id, phone, now) for phone in phones[: CROWD // 2]]
    jobs: list[Callable[[], object]] = [wave, *texts[:3], wave, *texts[3:], wave, wave]
    if not guarded:  # as the race may go: all are asked before the first text is read
        wave()

    at_once(app, jobs)
    called = send(sms, city_id, now, guarded=guarded)

    assert set(phones[CROWD // 2 :]) <= set(called)
    assert len(called) == len(set(called))
    assert (set(called) == set(phones[CROWD // 2 :])) == guarded


class Interrupted(FakeSms):
    """A carrier whose first text is on its way as somebody texts us."""

    def __init__(self, city_id: int, phone: str, now: datetime) -> None:
        super().__init__()
        self._told = [partial(told, city_id, phone, now)]

    def send(self, letter: Letter) -> str:
        if self._told:
            self._told.pop()()
        return super().send(letter)


@pytest.mark.parametrize("guarded", [False, True], ids=["unguarded", "guarded"])
def test_a_text_that_comes_while_others_are_handed_over_keeps_its_call_from_going(
    session: Session, city: City, now: datetime, *, guarded: bool
) -> None:
    """Each call is claimed by itself, and looked at as it is claimed."""
    opening = an_opening(session, city, places=9)
    crowd = a_crowd(session, city, 4)
    service.start(city, opening.role.project.posted_by, opening.id, now=now)
    city_id, phones = city.id, [one.contact.phone for one in crowd]
    session.rollback()
    carrier = Interrupted(city_id, phones[-1], now)

    called = send(carrier, city_id, now, guarded=guarded)

    assert set(called) == set(phones[:-1] if guarded else phones)


def test_what_is_with_the_carrier_already_arrives_and_nothing_after_it_goes(
    session: Session, city: City, now: datetime
) -> None:
    """As with a stop, a text in the air is not caught."""
    ada = a_volunteer(session, city, "Ada")
    opening = an_opening(session, city, places=9)
    service.start(city, opening.role.project.posted_by, opening.id, now=now)
    city_id, phone = city.id, ada.contact.phone
    session.rollback()
    carrier = Interrupted(city_id, phone, now)

    assert send(carrier, city_id, now, guarded=True) == [phone]
    assert list(drive.rank(session, city, opening, now=now).people) == []
