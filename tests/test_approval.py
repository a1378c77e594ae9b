"""A second person for a large call: proposed, approved or refused by somebody else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.asking import a_call, invited, set_rules
from tests.builders import STARTS, a_city, a_member, a_volunteer, an_opening
from tests.noticing import FakeMail, send_all, told
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.calls import approval, asking, service, steps
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def max_(session: Session, city: City) -> Member:
    """Give a manager of Cora's organisation."""
    return a_member(session, city, "Max", role=Role.MANAGER)


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening for more people than one person may ask, in a city with six."""
    for number in range(6):
        a_volunteer(session, city, f"V{number}")
    set_rules(city, second_person_above=4)
    return an_opening(session, city, posted_by=cora, places=20)


def call_of(session: Session, call_id: int) -> Call:
    session.rollback()
    return session.get_one(Call, call_id, populate_existing=True)


@pytest.mark.usefixtures("max_", "lee")
def test_a_proposed_call_asks_nobody_and_tells_who_may_approve_it(
    session: Session,
    city: City,
    cora: Member,
    opening: Opening,
    now: datetime,
) -> None:
    a_member(session, city, "Olly", role=Role.MANAGER, organisation="Somebody else")
    a_member(session, city, "Colleague")

    call_id = approval.propose(city, cora, opening.id, now=now)
    while asking.ask_next(now=now + DAY):
        pass

    assert call_of(session, call_id).state is CallState.PROPOSED
    assert invited(session, opening) == []
    assert told(session) == [
        ("Lee", Kind.APPROVAL, "proposal"),
        ("Max", Kind.APPROVAL, "proposal"),
    ]


def test_approved_by_somebody_else_it_asks_as_many_as_it_takes(
    session: Session, city: City, cora: Member, max_: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, cora, opening.id, now=now)

    approval.approve(city, max_, call_id, now=now + HOUR)

    call = call_of(session, call_id)
    assert (call.state, call.decided_by_id) == (CallState.RUNNING, max_.id)
    assert call.decided_at == now + HOUR
    assert len(invited(session, opening)) == 6  # one person may ask four
    assert ("Cora", Kind.APPROVAL, "decision") in told(session)


def test_refused_it_asks_nobody_and_another_may_be_started(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, cora, opening.id, now=now)

    approval.refuse(city, lee, call_id, now=now)

    call = call_of(session, call_id)
    assert (call.state, call.decided_by_id, call.ended_at) == (CallState.REFUSED, lee.id, now)
    assert ("Cora", Kind.APPROVAL, "decision") in told(session)
    service.start(city, cora, opening.id, now=now)
    assert len(invited(session, opening)) == 4


def test_nobody_approves_what_they_proposed(
    session: Session, city: City, max_: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, max_, opening.id, now=now)

    for decide in (approval.approve, approval.refuse):
        with pytest.raises(Refused, match="Somebody else"):
            decide(city, max_, call_id, now=now)

    assert call_of(session, call_id).state is CallState.PROPOSED


def test_the_database_itself_lets_nobody_decide_on_their_own(
    session: Session, city: City, max_: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, max_, opening.id, now=now)

    own = sa.update(Call).where(Call.id == call_id).values(decided_by_id=max_.id)
    with pytest.raises(IntegrityError):
        session.execute(own)
    session.rollback()


@pytest.mark.parametrize(
    "who",
    [
        (Role.COORDINATOR, "Growing Together"),
        (Role.MANAGER, "Somebody else"),
        (Role.COORDINATOR, "Somebody else"),
    ],
)
@pytest.mark.usefixtures("lee")
def test_who_does_not_answer_for_it_does_not_decide(
    session: Session,
    city: City,
    cora: Member,
    opening: Opening,
    now: datetime,
    who: tuple[Role, str],
) -> None:
    other = a_member(session, city, "Other", role=who[0], organisation=who[1])
    call_id = approval.propose(city, cora, opening.id, now=now)

    for decide in (approval.approve, approval.refuse):
        with pytest.raises(NotFound):
            decide(city, other, call_id, now=now)
    assert approval.waiting_for(session, other) == []


def test_a_lead_of_another_city_does_not_find_it(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    stranger = a_member(session, barnsley, "Else", role=Role.ADMINISTRATOR)
    call_id = approval.propose(city, cora, opening.id, now=now)

    with pytest.raises(NotFound):
        approval.approve(barnsley, stranger, call_id, now=now)


def test_what_nobody_could_approve_is_not_proposed(
    session: Session, city: City, max_: Member, opening: Opening, now: datetime
) -> None:
    with pytest.raises(Refused, match="Nobody else"):
        approval.propose(city, max_, opening.id, now=now)


def test_an_opening_has_one_call_that_runs_or_is_proposed(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    approval.propose(city, cora, opening.id, now=now)

    for begin in (approval.propose, service.start):
        with pytest.raises(Refused, match="already being asked"):
            begin(city, cora, opening.id, now=now)


def test_whoever_proposed_it_may_take_it_back(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, cora, opening.id, now=now)

    service.stop(city.id, cora, call_id, now=now)

    with pytest.raises(Refused, match="decided already, taken back"):
        approval.approve(city, lee, call_id, now=now)
    assert invited(session, opening) == []


def test_a_proposal_ends_with_its_session(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, cora, opening.id, now=now)

    service.cancel_session(city, cora, opening.session_id, now=now)

    with pytest.raises(Refused):
        approval.approve(city, lee, call_id, now=now)
    assert call_of(session, call_id).state is CallState.STOPPED


def test_a_proposal_for_an_opening_that_is_full_is_over(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    call_id = approval.propose(city, cora, opening.id, now=now)
    ada = a_volunteer(session, city, "Ada")
    session.execute(sa.update(Opening).values(taken=19))
    session.commit()

    with transaction() as open_session:
        city_ = open_session.get_one(City, city.id)
        steps.accept(open_session, city_, open_session.merge(ada), opening.id, now=now)

    assert call_of(session, call_id).state is CallState.FULL


def test_a_proposal_asks_nobody_when_a_place_comes_free_again_and_waits_for_somebody_to_decide(
    session: Session, city: City, cora: Member, lee: Member, now: datetime
) -> None:
    opening = an_opening(session, city, posted_by=cora, places=1)
    ada = a_volunteer(session, city, "Ada")
    a_volunteer(session, city, "Bo")
    call_id = approval.propose(city, cora, opening.id, now=now)
    taken = service.accept_on_web(city, ada.id, opening.id, now=now)
    send_all(FakeMail(), now=now)
    assert call_of(session, call_id).state is CallState.FULL

    service.withdraw_on_web(city, ada.id, taken.id, now=now + HOUR)
    while asking.ask_next(now=now + HOUR):
        pass

    assert call_of(session, call_id).state is CallState.PROPOSED
    assert invited(session, opening) == []
    post = FakeMail()
    send_all(post, now=now + HOUR)
    assert [mail.to for mail in post.sent] == [lee.email]
    approval.approve(city, lee, call_id, now=now + HOUR)
    assert invited(session, opening) == ["Bo"]


def test_an_urgent_proposal_asks_as_long_as_an_urgent_call_does(
    session: Session, city: City, cora: Member, lee: Member
) -> None:
    soon = STARTS + HOUR
    opening = an_opening(session, city, posted_by=cora, starts=soon + 5 * HOUR)
    call_id = approval.propose(city, cora, opening.id, urgent=True, now=soon)

    approval.approve(city, lee, call_id, now=soon)

    assert call_of(session, call_id).deadline == opening.session.starts_at - HOUR / 2


def test_on_what_nobody_decided_in_time_is_over_and_its_proposer_is_told(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    post = FakeMail()
    call = call_of(session, approval.propose(city, cora, opening.id, now=now))
    deadline = call.deadline

    early = approval.lapse(now=deadline - HOUR)
    late = approval.lapse(now=deadline)
    send_all(post, now=deadline)

    assert (early, late) == (0, 1)
    assert call_of(session, call.id).state is CallState.OVER
    assert [mail.to for mail in post.sent] == [cora.email]  # the lead's mail is no news any more
    with pytest.raises(Refused):
        approval.approve(city, lee, call.id, now=deadline)


def test_stopping_and_starting_again_asks_no_more_people_without_a_second_person(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    first = service.start(city, cora, opening.id, now=now)
    assert len(invited(session, opening)) == 4
    session.execute(sa.update(Call).where(Call.id == first).values(state=CallState.STOPPED))
    session.commit()

    with pytest.raises(Refused, match="4 people were asked"):
        service.start(city, cora, opening.id, now=now + HOUR)

    call_id = approval.propose(city, cora, opening.id, now=now + HOUR)
    approval.approve(city, lee, call_id, now=now + HOUR)
    assert len(invited(session, opening)) == 6


def test_an_approved_call_still_spends_no_more_than_the_city_set_aside(
    session: Session, city: City, cora: Member, lee: Member, opening: Opening, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=40)
    call_id = approval.propose(city, cora, opening.id, now=now)

    approval.approve(city, lee, call_id, now=now)

    assert len(invited(session, opening)) == 5


@pytest.mark.usefixtures("max_", "lee")
def test_of_those_who_approve_and_refuse_at_once_one_decides(
    app: Flask,
    session: Session,
    city: City,
    cora: Member,
    opening: Opening,
    now: datetime,
) -> None:
    call_id = approval.propose(city, cora, opening.id, now=now)
    named = sa.select(Member.id).where(Member.name.in_(("Max", "Lee"))).order_by(Member.id)
    ids, city_id = session.scalars(named).all(), city.id
    session.rollback()

    def decide(number: int) -> Callable[[], bool]:
        step = (approval.approve, approval.refuse)[number % 2]

        def job() -> bool:
            here = db.session()
            me = here.get_one(Member, ids[number % 2])
            try:
                step(here.get_one(City, city_id), me, call_id, now=now)
            except Refused:
                return False
            return True

        return lambda: in_the_end(job)

    done = at_once(app, [decide(number) for number in range(12)])

    assert sorted(map(str, done)) == ["False"] * 11 + ["True"]
    call = call_of(session, call_id)
    asked = len(invited(session, opening))
    assert (call.state, asked) in {(CallState.RUNNING, 6), (CallState.REFUSED, 0)}
    assert told(session).count(("Cora", Kind.APPROVAL, "decision")) == 1


def test_without_the_condition_both_would_decide(
    app: Flask, session: Session, city: City, opening: Opening, now: datetime
) -> None:
    call_id = a_call(session, opening, now=now).id
    session.execute(sa.update(Call).values(state=CallState.PROPOSED))
    session.commit()
    decided: list[CallState] = []

    def read() -> CallState:
        return db.session.scalars(sa.select(Call.state).where(Call.id == call_id)).one()

    read_then_write(app, 2, read, decided.append)

    assert decided == [CallState.PROPOSED] * 2  # both saw it undecided: the fault is real


@pytest.mark.usefixtures("lee")
def test_of_many_who_propose_and_start_at_once_one_does(
    app: Flask,
    session: Session,
    city: City,
    cora: Member,
    opening: Opening,
    now: datetime,
) -> None:
    cora_id, city_id, opening_id = cora.id, city.id, opening.id
    session.rollback()

    def begin(number: int) -> Callable[[], bool]:
        step = (approval.propose, service.start)[number % 2]

        def job() -> bool:
            here = db.session()
            city_, me = here.get_one(City, city_id), here.get_one(Member, cora_id)
            try:
                step(city_, me, opening_id, now=now)
            except Refused:
                return False
            return True

        return lambda: in_the_end(job)

    done = at_once(app, [begin(number) for number in range(12)])

    assert sorted(map(str, done)) == ["False"] * 11 + ["True"]
    assert session.query(Call).count() == 1
