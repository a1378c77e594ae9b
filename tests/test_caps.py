"""How much a city asks: of one person, in one wave, on one day."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call, invite, invited, set_rules
from tests.builders import a_member, a_volunteer, an_opening
from tests.racing import at_once, in_the_end
from tests.texting import heard, messages, open_question, text
from volunteer.calls import asking, caps, service, shortlist
from volunteer.calls.model import Call, CallState, Invitation
from volunteer.calls.waves import prudent
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.geo import Point
from volunteer.messages.model import Message
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PLYMPTON = Point(50.386, -4.051)  # 6.7 km from the Guildhall
LATE_EVENING = datetime(2030, 5, 4, 20, tzinfo=UTC)  # 21:00 in Plymouth
SUNDAY_AT_TEN = datetime(2030, 5, 5, 9, tzinfo=UTC)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give two places on Monday morning."""
    return an_opening(session, city, posted_by=cora)


@pytest.fixture
def ada(session: Session, city: City) -> Volunteer:
    """Give somebody who lives next to it."""
    return a_volunteer(session, city, "Ada")


def a_crowd(session: Session, city: City, size: int) -> list[Volunteer]:
    return [a_volunteer(session, city, f"Person {number}") for number in range(size)]


def state_of(session: Session, call_id: int) -> CallState:
    session.rollback()
    return session.get_one(Call, call_id).state


def test_nobody_is_asked_twice_in_a_day(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    service.start(city, cora, an_opening(session, city, posted_by=cora).id, now=now)
    text(session, city, ada, "no", now=now)

    call = service.start(city, cora, opening.id, now=now + 4 * HOUR)
    assert invited(session, opening) == []

    asking.ask(session, city, session.get_one(Call, call), now=now + DAY)
    assert invited(session, opening) == ["Ada"]


@pytest.mark.parametrize("rule", ["calls_a_day", "calls_in_7_days", "calls_in_30_days"])
def test_a_city_that_lets_nobody_be_asked_asks_nobody_whoever_was_ranked_before_it_said_so(
    session: Session, city: City, opening: Opening, ada: Volunteer, rule: str, now: datetime
) -> None:
    ranked = asking.ranked_for(session, city, opening, now=now)
    call = a_call(session, opening, now=now)
    assert ranked is not None
    assert [one.volunteer_id for one in ranked[opening.id].people] == [ada.id]

    set_rules(city, **{rule: 0})
    asking.ask(session, city, call, now=now, ranked=ranked)

    assert invited(session, opening) == []


def test_who_says_that_they_never_want_to_be_asked_is_not_even_if_ranked_before_they_said_so(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    ranked = asking.ranked_for(session, city, opening, now=now)
    call = a_call(session, opening, now=now)

    ada.most_calls_a_month = 0
    session.commit()
    asking.ask(session, city, call, now=now, ranked=ranked)

    assert invited(session, opening) == []


def test_nobody_is_asked_more_than_three_times_in_two_weeks(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    coming = [now + timedelta(days=day + 3) for day in range(14)]
    openings = [an_opening(session, city, posted_by=cora, starts=starts) for starts in coming]

    for day, opening in enumerate(openings):
        service.start(city, cora, opening.id, now=now + day * DAY)
        if open_question(session, ada):
            text(session, city, ada, "no", now=now + day * DAY)

    asked = heard(session, ada).count("call")
    assert asked == 3


def test_a_city_may_leave_its_people_in_more_peace(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    set_rules(city, calls_in_14_days=1)
    invite(session, an_opening(session, city), ada, now=now - 10 * DAY)
    text(session, city, ada, "no", now=now - 10 * DAY)

    service.start(city, cora, opening.id, now=now)

    assert invited(session, opening) == []


def test_somebody_s_own_limit_a_month_holds(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    ada.most_calls_a_month = 1
    invite(session, an_opening(session, city), ada, now=now - 20 * DAY)
    text(session, city, ada, "no", now=now - 20 * DAY)

    service.start(city, cora, opening.id, now=now)

    assert invited(session, opening) == []


def test_the_first_wave_asks_only_as_many_as_it_takes(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    a_crowd(session, city, 30)
    opening = an_opening(session, city, posted_by=cora, places=1)

    service.start(city, cora, opening.id, now=now)

    chances = list(session.scalars(sa.select(Invitation.chance)))
    assert sum(chances) >= prudent(1) > sum(chances[:-1])
    assert len(chances) < 10


@pytest.mark.parametrize(("days", "reached"), [(29, True), (31, False)])
def test_a_limit_of_a_month_counts_all_of_it(
    session: Session, city: City, opening: Opening, ada: Volunteer, now: datetime,
    *, days: int, reached: bool,
) -> None:  # fmt: skip
    ada.most_calls_a_month = 1
    invite(session, opening, ada, now=now - days * DAY)

    assert caps.reached(session, city, [ada.id], now=now) == ({ada.id} if reached else set())


@pytest.mark.parametrize(
    ("ahead", "lasts"), [(DAY, HOUR), (5 * HOUR, HOUR), (3 * HOUR, HOUR), (-DAY, None)]
)
def test_the_shortlist_says_how_many_a_first_wave_asks(
    session: Session, city: City, cora: Member, now: datetime,
    *, ahead: timedelta, lasts: timedelta | None,
) -> None:  # fmt: skip
    a_crowd(session, city, 40)
    opening = an_opening(session, city, posted_by=cora, places=3, starts=now + ahead, lasts=lasts)
    said = shortlist.of(session, city, opening, now=now).first

    service.start(city, cora, opening.id, now=now)

    assert 3 < said == len(invited(session, opening))


def test_the_next_wave_waits_its_time_and_asks_others(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    a_crowd(session, city, 14)
    opening = an_opening(session, city, posted_by=cora, places=1)
    call_id = service.start(city, cora, opening.id, now=now)
    first = set(invited(session, opening))
    due = session.get_one(Call, call_id).next_wave_at
    assert due is not None

    early = asking.ask_next(now=due - timedelta(minutes=1))
    later = asking.ask_next(now=due)

    assert (early, later) == (False, True)
    assert set(invited(session, opening)) > first


def test_a_call_started_in_the_evening_asks_in_the_morning(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer
) -> None:
    call_id = service.start(city, cora, opening.id, now=LATE_EVENING)

    assert invited(session, opening) == []
    assert session.get_one(Call, call_id).next_wave_at == SUNDAY_AT_TEN
    assert asking.ask_next(now=SUNDAY_AT_TEN)
    assert invited(session, opening) == ["Ada"]


def test_a_call_asks_no_more_than_one_person_may_decide_on(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    a_crowd(session, city, 6)
    opening = an_opening(session, city, posted_by=cora, places=20)
    set_rules(city, second_person_above=4)

    call_id = service.start(city, cora, opening.id, now=now)
    asking.ask(session, city, session.get_one(Call, call_id), now=now + HOUR)

    assert len(invited(session, opening)) == 4


def test_a_call_spends_no_more_than_the_city_set_aside_for_the_day(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    a_crowd(session, city, 6)
    opening = an_opening(session, city, posted_by=cora, places=20)
    set_rules(city, spend_a_day_pence=25)

    service.start(city, cora, opening.id, now=now)

    spent = sum(4 * segments for segments in session.scalars(sa.select(Message.segments)))
    assert 0 < spent <= 25
    assert len(invited(session, opening)) == 3


def test_whoever_was_not_reached_was_not_asked(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer, now: datetime
) -> None:
    service.stop(city.id, cora, service.start(city, cora, opening.id, now=now), now=now)
    another = an_opening(session, city, "Paint the fence", posted_by=cora)

    service.start(city, cora, another.id, now=now + HOUR)

    assert invited(session, another) == ["Ada"]


def test_a_call_for_any_hour_is_of_no_use_after_a_week(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime
) -> None:
    opening = an_opening(session, city, posted_by=cora, starts=now - DAY, lasts=None)

    service.start(city, cora, opening.id, now=now)

    assert messages(session, ada)[0].expires_at <= now + timedelta(days=7)


@pytest.mark.parametrize(
    ("rule", "most", "days"), [("calls_in_7_days", 1, 6), ("calls_in_30_days", 1, 29)]
)
def test_a_city_may_count_by_the_week_and_by_the_month(
    session: Session, city: City, cora: Member, opening: Opening, ada: Volunteer,
    *, now: datetime, rule: str, most: int, days: int,
) -> None:  # fmt: skip
    set_rules(city, **{rule: most})
    invite(session, an_opening(session, city), ada, now=now - days * DAY)
    text(session, city, ada, "no", now=now - days * DAY)

    service.start(city, cora, opening.id, now=now)
    assert invited(session, opening) == []

    call = session.scalars(sa.select(Call).where(Call.opening_id == opening.id)).one()
    asking.ask(session, city, call, now=now + DAY)
    assert invited(session, opening) == ["Ada"]


def test_who_was_asked_since_the_ranking_was_made_is_not_asked_once_more(
    session: Session, city: City, cora: Member, ada: Volunteer, now: datetime,
    *, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Another call asks Ada, and she answers, between the ranking of this one and its asking."""
    opening, other = (an_opening(session, city, posted_by=cora) for _ in range(2))
    ranked_before = shortlist.ranking(session, city, opening, now=now)
    service.start(city, cora, other.id, now=now)
    text(session, city, ada, "no", now=now)
    monkeypatch.setattr(shortlist, "ranking", lambda *_args, **_named: ranked_before)

    service.start(city, cora, opening.id, now=now + HOUR)
    assert invited(session, opening) == []
    assert open_question(session, ada) is None
    assert heard(session, ada) == ["call", "declined"]

    monkeypatch.setattr(caps, "reached", lambda *_args, **_named: set())
    call = session.scalars(sa.select(Call).where(Call.opening_id == opening.id)).one()
    asking.ask(session, city, call, now=now + 2 * HOUR)
    assert invited(session, opening) == ["Ada"]  # what the guard keeps from happening


def test_many_calls_at_once_ask_nobody_twice_in_a_day(
    app: Flask, session: Session, city: City, cora: Member, now: datetime
) -> None:
    a_crowd(session, city, 6)
    openings = [an_opening(session, city, posted_by=cora, places=6) for _ in range(8)]
    city_id, cora_id = city.id, cora.id

    def call(opening_id: int) -> int:
        here, me = db.session.get_one(City, city_id), db.session.get_one(Member, cora_id)
        return service.start(here, me, opening_id, now=now)

    jobs = [partial(in_the_end, partial(call, opening.id)) for opening in openings]
    results = at_once(app, jobs)

    assert [one for one in results if isinstance(one, Exception)] == []
    session.rollback()
    times = session.execute(
        sa.select(Invitation.volunteer_id, sa.func.count()).group_by(Invitation.volunteer_id)
    )
    assert [count for _, count in times] == [1] * 6
