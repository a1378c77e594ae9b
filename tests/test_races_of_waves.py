"""Many waves at once, and answers amid them: nobody is asked beyond their cap, nor about nothing.

Each begins with its control: the same race without the guard, which goes wrong.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.builders import a_member, a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.racing import at_once, in_the_end
from tests.test_races_asking import running
from volunteer.calls import asking, capacity, caps, service, shortlist
from volunteer.calls.drive import Ranking
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.messages import inbox
from volunteer.messages.model import Contact, Message, Question, QuestionState
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.sms import conversation
from volunteer.staff.model import Member

CALLS, CROWD, WAVES = 6, 8, 4


def no_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caps, "reached", lambda *_args, **_named: set())


def asked_most(app: Flask, session: Session, city: City, now: datetime) -> int:
    """Let calls rank at one moment, then ask and ask again; return how often one was asked at most.

    Everybody answers at once. So no question is open, and only their cap keeps them from the next.
    """
    cora = a_member(session, city)
    openings = [an_opening(session, city, posted_by=cora, places=9) for _ in range(CALLS)]
    calls = [running(session, opening, cora.id, now) for opening in openings]
    city_id, gate = city.id, Barrier(CALLS)
    session.rollback()

    def job(call_id: int) -> None:
        ranked = _ranked(city_id, call_id, now)
        for _ in range(WAVES):
            gate.wait(timeout=60)
            in_the_end(lambda: _ask(city_id, call_id, ranked, now))
            for phone in _asked(call_id):
                _say_no(city_id, call_id, phone, now)

    results = at_once(app, [partial(job, call_id) for call_id in calls])
    assert [one for one in results if isinstance(one, Exception)] == []
    session.rollback()
    times = sa.select(sa.func.count()).select_from(Invitation).group_by(Invitation.volunteer_id)
    return max(session.scalars(times))


def _ranked(city_id: int, call_id: int, now: datetime) -> list[Match]:
    session = db.session()
    opening = session.get_one(Call, call_id).opening
    found = shortlist.ranking(session, session.get_one(City, city_id), opening, now=now)
    session.rollback()
    return found


def _ask(city_id: int, call_id: int, ranked: Sequence[Match], now: datetime) -> None:
    with transaction() as session:
        call = session.get_one(Call, call_id)
        here = session.get_one(City, city_id)
        asking.ask(session, here, call, now=now, ranked={call.opening_id: Ranking(1, ranked)})


def _say_no(city_id: int, call_id: int, phone: str, now: datetime) -> None:
    sid = f"{call_id}{phone}"
    text_id = in_the_end(lambda: inbox.receive(city_id, sid=sid, phone=phone, body="No", now=now))
    assert text_id is not None
    in_the_end(partial(conversation.answer, text_id, now=now))


def _asked(call_id: int) -> list[str]:
    session = db.session()
    phones = (
        sa.select(Contact.phone)
        .join(Volunteer, Volunteer.contact_id == Contact.id)
        .join(Invitation, Invitation.volunteer_id == Volunteer.id)
        .where(Invitation.call_id == call_id, Invitation.answer == Answer.ASKED)
    )
    found = list(session.scalars(phones))
    session.rollback()
    return found


def test_without_looking_again_as_it_is_written_somebody_is_asked_beyond_their_cap(
    app: Flask, session: Session, city: City, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    a_crowd(session, city, CROWD)
    no_cap(monkeypatch)

    assert asked_most(app, session, city, now) > 1


@pytest.mark.parametrize(
    ("rules", "own", "most"),
    [
        ({}, None, 1),
        ({"calls_a_day": 9, "calls_in_7_days": 2, "calls_in_14_days": 9}, None, 2),
        ({"calls_a_day": 9, "calls_in_7_days": 9, "calls_in_14_days": 3}, None, 3),
        ({"calls_a_day": 9, "calls_in_7_days": 9, "calls_in_30_days": 2}, None, 2),
        ({"calls_a_day": 9, "calls_in_7_days": 9, "calls_in_14_days": 9}, 2, 2),
    ],
)
def test_many_calls_at_once_ask_nobody_beyond_their_cap(
    app: Flask, session: Session, city: City, *, now: datetime,
    rules: dict[str, int], own: int | None, most: int,
) -> None:  # fmt: skip
    set_rules(city, **rules)
    for person in a_crowd(session, city, CROWD):
        person.most_calls_a_month = own
    session.commit()

    assert 0 < asked_most(app, session, city, now) <= most


def on_their_way_about_what_is_full(
    app: Flask, session: Session, city: City, *, now: datetime, start: Callable[[int, int], object]
) -> int:
    """Let people take the last places while calls begin.

    Return how many texts wait to be sent about what is full by then, and calls that go on.
    """
    cora = a_member(session, city)
    takers = [a_volunteer(session, city, f"Taker {number}") for number in range(CALLS)]
    openings = [an_opening(session, city, posted_by=cora, places=1) for _ in takers]
    ids = [(opening.id, taker.id) for opening, taker in zip(openings, takers, strict=True)]
    city_id, cora_id = city.id, cora.id
    session.rollback()

    def take(opening_id: int, volunteer_id: int) -> None:
        here = db.session().get_one(City, city_id)
        in_the_end(lambda: service.accept_on_web(here, volunteer_id, opening_id, now=now))

    jobs: list[Callable[[], object]] = []
    for opening_id, taker_id in ids:
        jobs += [partial(start, cora_id, opening_id), partial(take, opening_id, taker_id)]
    at_once(app, jobs)
    session.rollback()
    full = sa.select(Opening.id).where(Opening.taken == Opening.places)
    assert len(session.scalars(full).all()) == CALLS
    waiting = (
        sa.select(sa.func.count())
        .select_from(Invitation)
        .join(Question, Question.subject_id == Invitation.id)
        .join(Message, Message.question_id == Question.id)
        .where(
            Invitation.opening_id.in_(full),
            Question.state == QuestionState.OPEN,
            Message.status == Status.QUEUED,
        )
    )
    live = sa.select(sa.func.count(Call.id)).where(Call.state == CallState.RUNNING)
    return session.scalars(waiting).one() + session.scalars(live).one()


def test_a_full_opening_sends_nothing_more_however_close_its_last_yes_and_its_call_were(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    a_crowd(session, city, 40)
    city_id = city.id

    def start(member_id: int, opening_id: int) -> object:
        session = db.session()
        here, cora = session.get_one(City, city_id), session.get_one(Member, member_id)
        return in_the_end(lambda: service.start(here, cora, opening_id, now=now))

    assert on_their_way_about_what_is_full(app, session, city, now=now, start=start) == 0


def test_without_holding_the_opening_a_call_may_ask_about_what_is_full(
    app: Flask, session: Session, city: City, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The control, one after the other: the last place goes between the look and the asking."""
    a_crowd(session, city, 5)
    taker, cora = a_volunteer(session, city, "Taker"), a_member(session, city)
    opening = an_opening(session, city, posted_by=cora, places=1)
    service.accept_on_web(city, taker.id, opening.id, now=now)
    running(session, opening, cora.id, now)
    monkeypatch.setattr(capacity, "held_left", lambda *_args, **_named: 1)  # as it was before

    assert asking.ask_next(now=now)

    queued = sa.select(sa.func.count(Message.id)).where(
        Message.kind == "call", Message.status == Status.QUEUED
    )
    assert session.scalars(queued).one() > 0


@pytest.mark.postgresql
def test_a_phone_that_somebody_is_busy_with_is_left_for_the_next_wave(
    app: Flask, session: Session, city: City, now: datetime
) -> None:
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so nobody is found busy")
    people = a_crowd(session, city, 4)
    cora = a_member(session, city)
    opening = an_opening(session, city, posted_by=cora, places=9)
    call_id = running(session, opening, cora.id, now)
    busy, opening_id = people[1].id, opening.id
    contact_id = people[1].contact_id
    session.rollback()

    with db.engine.begin() as other:
        other.execute(sa.select(Contact.id).where(Contact.id == contact_id).with_for_update())
        assert asking.ask_next(now=now)  # and it does not wait

    asked = sa.select(Invitation.volunteer_id).where(Invitation.opening_id == opening_id)
    assert Counter(session.scalars(asked)) == Counter(p.id for p in people if p.id != busy)
    due = session.get_one(Call, call_id).next_wave_at
    assert due is not None
    assert asking.ask_next(now=due)
    assert busy in session.scalars(asked).all()
