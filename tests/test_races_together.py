"""Races of those who ask about all sessions at once, and about one of them.

Each begins with its control: the same race run by read-then-write, which goes wrong.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Event

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import set_rules
from tests.builders import STARTS, a_member, an_opening, another_session
from tests.crowds import a_crowd
from tests.racing import at_once, in_the_end, read_then_write, until_somebody_waits
from volunteer.calls import approval, asking, capacity, queries, service, together, unsent
from volunteer.calls.model import LIVE, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core import db as core_db
from volunteer.core.db import db, transaction
from volunteer.core.errors import Refused
from volunteer.messages.model import Message, Question, QuestionState
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role

DAY = timedelta(days=1)
THE_WEEK_AFTER = STARTS + 7 * DAY


@pytest.fixture
def days(session: Session, city: City) -> list[Opening]:
    """Give a project with four sessions."""
    first = an_opening(session, city, starts=THE_WEEK_AFTER)
    more = [another_session(session, first, starts=THE_WEEK_AFTER + n * DAY) for n in (1, 2, 3)]
    return [first, *more]


def live(session: Session) -> list[Call]:
    session.rollback()
    return list(session.scalars(sa.select(Call).where(Call.state.in_(LIVE)).order_by(Call.id)))


def beginnings(
    session: Session, city: City, days: list[Opening], now: datetime
) -> list[Callable[[], int | None]]:
    """Return how two members start and propose all sessions and single ones, each once."""
    cora, kay = a_member(session, city, "Cora"), a_member(session, city, "Kay")
    a_member(session, city, "Max", role=Role.MANAGER)
    city_id, project_id = city.id, days[0].role.project_id
    steps: list[tuple[Callable[..., int], int]] = [
        (together.start, project_id), (service.start, days[1].id), (together.start, project_id),
        (together.propose, project_id), (service.start, days[3].id), (service.start, days[0].id),
    ]  # fmt: skip
    members = [cora.id, kay.id]
    session.rollback()

    def job(number: int) -> int | None:
        begin, about = steps[number]
        here = db.session()
        me = here.get_one(Member, members[number % 2])
        try:
            return int(begin(here.get_one(City, city_id), me, about, now=now))
        except Refused:
            return None

    return [partial(in_the_end, partial(job, number)) for number in range(len(steps))]


def test_of_all_who_begin_at_once_with_all_or_one_each_session_is_asked_about_by_one(
    app: Flask, session: Session, city: City, days: list[Opening], now: datetime
) -> None:
    a_crowd(session, city, 12)
    opening_id = days[1].id
    naively: list[int | None] = []
    read_then_write(
        app,
        4,
        lambda: db.session().scalar(sa.select(Call.id).where(Call.opening_id == opening_id)),
        naively.append,
    )
    assert naively == [None] * 4  # the control: everybody finds that nobody asks about it

    done = at_once(app, beginnings(session, city, days, now))

    assert not [one for one in done if isinstance(one, Exception)]
    calls = live(session)
    assert Counter(call.opening_id for call in calls) == {one.id: 1 for one in days}
    drives = {call.together_id for call in calls} - {None}
    assert drives <= {call.id for call in calls if call.together_id == call.id}
    assert len({call.state for call in calls if call.together_id is not None}) <= len(drives)


def test_four_workers_ask_for_one_drive_and_nobody_is_asked_twice(
    app: Flask, session: Session, city: City, days: list[Opening], now: datetime
) -> None:
    cora, crowd = a_member(session, city), a_crowd(session, city, 28)
    together.start(city, cora, days[0].role.project_id, now=now)
    session.rollback()
    due = sa.select(Call.id).where(Call.next_wave_at <= now).order_by(Call.id)
    naively: list[int | None] = []
    read_then_write(app, 4, lambda: db.session().scalar(due), naively.append)
    assert len(set(naively)) == 1  # the control: all four take up the same call

    def work() -> int:
        waves = 0
        while in_the_end(partial(asking.ask_next, now=now)):
            waves += 1
        return waves

    done = at_once(app, [work] * 4)

    assert all(isinstance(one, int) for one in done)
    session.rollback()
    asked = Counter(session.scalars(sa.select(Invitation.volunteer_id)))
    assert asked == {person.id: 1 for person in crowd}
    assert Counter(session.scalars(sa.select(Message.contact_id))).most_common(1)[0][1] == 1
    assert set(session.scalars(sa.select(Call.waves))) == {1}


def test_waves_of_several_sessions_at_once_stay_below_one_person_s_limit_together(
    app: Flask, session: Session, city: City, days: list[Opening], now: datetime
) -> None:
    cora = a_member(session, city)
    a_crowd(session, city, 28)
    set_rules(city, second_person_above=6)
    for opening in days:
        session.add(running(opening, cora.id, now))
    session.commit()
    city_id, opening_id = city.id, days[0].id
    session.rollback()
    naively: list[int] = []

    def may_ask() -> int:
        here = db.session()
        return queries.one_person_may_ask(here, here.get_one(City, city_id), opening_id, now=now)

    read_then_write(app, 4, may_ask, naively.append)
    assert sum(naively) == 24  # the control: four waves of six each would go out

    done = at_once(app, [partial(in_the_end, partial(asking.ask_next, now=now))] * 4)

    assert done == [True] * 4
    session.rollback()
    assert session.scalars(sa.select(sa.func.count(Invitation.id))).one() == 6


def test_who_stops_all_while_it_asks_leaves_nothing_running_and_nothing_unsent(
    app: Flask, session: Session, city: City, days: list[Opening], now: datetime
) -> None:
    cora = a_member(session, city)
    a_crowd(session, city, 28)
    project_id, city_id, cora_id = days[0].role.project_id, city.id, cora.id
    together.start(city, cora, project_id, now=now)
    session.rollback()

    def stop() -> int:
        me = db.session().get_one(Member, cora_id)
        return together.stop(city_id, me, project_id, now=now)

    def ask() -> int:
        return asking.ask_next(now=now)

    done = at_once(app, [partial(in_the_end, job) for job in (ask, stop, ask)])

    assert done[1] == 4
    assert live(session) == []
    waiting = sa.select(sa.func.count()).where(Question.state == QuestionState.OPEN)
    assert session.scalars(waiting).one() == 0
    assert session.scalars(sa.select(sa.func.count(Invitation.id))).one() == 0


def test_of_those_who_approve_and_refuse_all_at_once_one_decides_on_all(
    app: Flask, session: Session, city: City, days: list[Opening], now: datetime
) -> None:
    cora = a_member(session, city, "Cora")
    others = [a_member(session, city, name, role=Role.MANAGER) for name in ("Max", "Mia")]
    first = together.propose(city, cora, days[0].role.project_id, now=now)
    ids, city_id = [one.id for one in others], city.id
    session.rollback()
    naively: list[CallState] = []
    read_then_write(app, 2, lambda: db.session().get_one(Call, first).state, naively.append)
    assert naively == [CallState.PROPOSED] * 2  # the control: both find it undecided

    def decide(number: int) -> bool:
        here = db.session()
        step = (approval.approve, approval.refuse)[number % 2]
        me = here.get_one(Member, ids[number % 2])
        try:
            step(here.get_one(City, city_id), me, first + number % 4, now=now)
        except Refused:
            return False
        return True

    done = at_once(app, [partial(in_the_end, partial(decide, number)) for number in range(8)])

    assert Counter(map(str, done)) == {"True": 1, "False": 7}
    session.rollback()
    states = set(session.scalars(sa.select(Call.state)))
    assert states in ({CallState.RUNNING}, {CallState.REFUSED})


@pytest.mark.postgresql
def test_a_wave_of_a_drive_and_the_last_yes_to_another_of_its_sessions_do_not_wait_in_a_ring(
    app: Flask, session: Session, city: City, days: list[Opening], *, now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Who takes a place holds its opening and then its call: so does a wave, of every session."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time, so nobody waits in a ring")
    together.start(city, a_member(session, city), days[0].role.project_id, now=now)
    at = {"city_id": city.id, "opening_id": days[1].id}
    holds = Event()
    session.rollback()
    monkeypatch.setattr(core_db, "TRIES", 1)  # who ends a ring is not to begin anew

    def take_the_last_place() -> None:
        with transaction() as mine:
            capacity.hold(mine, **at)
            holds.set()
            until_somebody_waits()
            unsent.end(mine, **at, state=CallState.FULL, now=now)

    def ask() -> None:
        holds.wait(timeout=30)
        asking.ask_next(now=now)

    assert at_once(app, [take_the_last_place, ask]) == [None, None]


def running(opening: Opening, member_id: int, now: datetime) -> Call:
    return Call(
        city_id=opening.city_id,
        opening_id=opening.id,
        started_by_id=member_id,
        started_at=now,
        deadline=opening.session.starts_at,
        next_wave_at=now,
    )
