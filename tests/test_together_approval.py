"""A second person for a call about all sessions, and no way around one by splitting it up."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import invited, set_rules
from tests.builders import STARTS, a_member, an_opening, another_session
from tests.crowds import a_crowd
from tests.logbook import rows
from tests.noticing import FakeMail, send_all, told
from volunteer.calls import approval, asking, queries, service, together
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core.errors import Refused
from volunteer.projects.model import Opening, ProjectSession
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
THE_WEEK_AFTER = STARTS + 7 * DAY


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def days(session: Session, city: City, cora: Member) -> list[Opening]:
    """Give three sessions in a city with fifteen people, of whom one person may ask four."""
    a_crowd(session, city, 15)
    set_rules(city, second_person_above=4)
    first = an_opening(session, city, posted_by=cora, starts=THE_WEEK_AFTER)
    more = [another_session(session, first, starts=THE_WEEK_AFTER + n * DAY) for n in (1, 2)]
    return [first, *more]


def ask(now: datetime) -> None:
    while asking.ask_next(now=now):
        pass


def asked(session: Session, *openings: Opening) -> int:
    session.rollback()
    return sum(len(invited(session, opening)) for opening in openings)


def states(session: Session) -> list[CallState]:
    session.rollback()
    return [call.state for call in session.scalars(sa.select(Call).order_by(Call.id))]


def test_one_person_s_limit_counts_all_sessions_together(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    together.start(city, cora, days[0].role.project_id, now=now)

    ask(now)
    ask(now + 6 * HOUR)

    assert asked(session, *days) == 4
    with pytest.raises(Refused, match="no session with open places"):
        together.start(city, cora, days[0].role.project_id, now=now)


def test_asking_about_one_session_after_the_other_asks_no_more_people(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    service.start(city, cora, days[0].id, now=now)
    assert asked(session, *days) == 4

    with pytest.raises(Refused, match="4 people were asked about this project"):
        service.start(city, cora, days[1].id, now=now)
    with pytest.raises(Refused, match="4 people were asked about this project"):
        together.start(city, cora, days[1].role.project_id, now=now)


def test_stopping_a_drive_and_starting_another_asks_no_more_people(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    project_id = days[0].role.project_id
    together.start(city, cora, project_id, now=now)
    ask(now)
    session.execute(sa.update(Call).values(state=CallState.STOPPED, next_wave_at=None))
    session.commit()

    with pytest.raises(Refused, match="4 people were asked"):
        together.start(city, cora, project_id, now=now + HOUR)


def test_sessions_that_are_over_and_other_projects_do_not_count(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    other = an_opening(session, city, "Paint the hall", posted_by=cora, starts=THE_WEEK_AFTER)
    service.start(city, cora, days[0].id, now=now)

    def left(opening: Opening) -> int:
        return queries.one_person_may_ask(session, city, opening.id, now=now)

    assert [left(one) for one in (*days, other)] == [0, 0, 0, 4]
    long_ago = sa.update(ProjectSession).where(ProjectSession.id == days[0].session_id)
    session.execute(long_ago.values(starts_at=now - DAY, ends_at=now - 23 * HOUR))
    session.commit()
    assert [left(one) for one in days] == [0, 4, 4]


def test_what_is_proposed_together_is_told_of_listed_and_approved_as_one(
    session: Session, city: City, cora: Member, lee: Member, days: list[Opening], now: datetime
) -> None:
    first = together.propose(city, cora, days[0].role.project_id, now=now)
    ask(now)
    assert states(session) == [CallState.PROPOSED] * 3
    assert told(session) == [("Lee", Kind.APPROVAL, "proposal")]
    assert [call.id for call in approval.waiting_for(session, lee)] == [first]

    approval.approve(city, lee, first, now=now)
    ask(now)

    assert states(session) == [CallState.RUNNING] * 3
    assert asked(session, *days) == 15
    assert told(session).count(("Cora", Kind.APPROVAL, "decision")) == 1
    session.expire_all()
    assert all(one.code for one in days)
    deeds = [row.deed for row in rows(session, city)]
    assert deeds == ["call proposed"] * 3 + ["call approved"] * 3


def test_it_is_decided_on_from_any_of_its_sessions(
    session: Session, city: City, cora: Member, lee: Member, days: list[Opening], now: datetime
) -> None:
    first = together.propose(city, cora, days[0].role.project_id, now=now)

    approval.refuse(city, lee, first + 2, now=now)

    assert states(session) == [CallState.REFUSED] * 3
    assert told(session).count(("Cora", Kind.APPROVAL, "decision")) == 1
    with pytest.raises(Refused, match="decided already"):
        approval.approve(city, lee, first, now=now)


def test_nobody_approves_what_they_proposed_together(
    session: Session, city: City, lee: Member, days: list[Opening], now: datetime
) -> None:
    a_member(session, city, "Max", role=Role.MANAGER)
    first = together.propose(city, lee, days[0].role.project_id, now=now)

    for call_id in (first, first + 1):
        with pytest.raises(Refused, match="Somebody else"):
            approval.approve(city, lee, call_id, now=now)

    assert states(session) == [CallState.PROPOSED] * 3


def test_what_nobody_could_approve_is_not_proposed(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    with pytest.raises(Refused, match="Nobody else"):
        together.propose(city, cora, days[0].role.project_id, now=now)
    assert states(session) == []


def test_a_session_cancelled_before_the_decision_is_left_out_of_it_and_the_mail_still_goes(
    session: Session, city: City, cora: Member, lee: Member, days: list[Opening], now: datetime
) -> None:
    post = FakeMail()
    first = together.propose(city, cora, days[0].role.project_id, now=now)
    service.cancel_session(city, cora, days[0].session_id, now=now)
    send_all(post, now=now)

    assert [mail.to for mail in post.sent] == [lee.email]  # two are still to be decided on
    (listed,) = approval.waiting_for(session, lee)
    assert listed.id == first + 1
    approval.approve(city, lee, listed.id, now=now)
    assert states(session) == [CallState.STOPPED, CallState.RUNNING, CallState.RUNNING]


def test_whoever_proposed_all_of_it_may_take_all_of_it_back(
    session: Session, city: City, cora: Member, lee: Member, days: list[Opening], now: datetime
) -> None:
    first = together.propose(city, cora, days[0].role.project_id, now=now)

    together.stop(city.id, cora, days[0].role.project_id, now=now)

    assert states(session) == [CallState.STOPPED] * 3
    with pytest.raises(Refused, match="taken back"):
        approval.approve(city, lee, first, now=now)


def test_on_what_nobody_decided_in_time_its_proposer_is_told_once(
    session: Session, city: City, cora: Member, lee: Member, days: list[Opening], now: datetime
) -> None:
    together.propose(city, cora, days[0].role.project_id, now=now)

    assert approval.lapse(now=THE_WEEK_AFTER + 9 * DAY) == 3

    assert states(session) == [CallState.OVER] * 3
    assert told(session).count(("Cora", Kind.APPROVAL, "decision")) == 1
