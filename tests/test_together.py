"""Asking about all sessions of a project at once: each person is asked about one of them."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import answers, invite, invited, place, set_rules
from tests.builders import STARTS, a_member, a_volunteer, an_opening, another_session
from tests.crowds import a_crowd
from tests.logbook import rows
from tests.texting import heard, text
from volunteer.calls import asking, drive, service, together
from volunteer.calls.model import Answer, Call, CallState, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.errors import NotFound, Refused
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
THE_WEEK_AFTER = STARTS + 7 * DAY


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def days(session: Session, city: City, cora: Member) -> list[Opening]:
    """Give a project of Cora's with three sessions, of two places each."""
    first = an_opening(session, city, posted_by=cora, starts=THE_WEEK_AFTER)
    return [first, *further(session, first, 1, 2)]


def further(session: Session, first: Opening, *after: int, places: int = 2) -> list[Opening]:
    return [
        another_session(session, first, starts=THE_WEEK_AFTER + n * DAY, places=places)
        for n in after
    ]


def project_of(opening: Opening) -> int:
    return opening.role.project_id


def ask(now: datetime) -> None:
    while asking.ask_next(now=now):
        pass


def calls(session: Session) -> list[Call]:
    session.rollback()
    return list(session.scalars(sa.select(Call).order_by(Call.id)))


def states(session: Session) -> list[CallState]:
    return [call.state for call in calls(session)]


def asked(session: Session, *openings: Opening) -> list[str]:
    session.rollback()
    return [name for opening in openings for name in invited(session, opening)]


def test_each_session_has_a_call_of_its_own_and_all_are_one_drive(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    drive_id = together.start(city, cora, project_of(days[0]), now=now)

    begun = calls(session)
    assert [call.opening_id for call in begun] == [one.id for one in days]
    assert {call.together_id for call in begun} == {begun[0].id} == {drive_id}
    assert {call.state for call in begun} == {CallState.RUNNING}
    assert all(one.code for one in days)  # for posters
    told = [(row.deed, row.about_id, row.by_id) for row in rows(session, city)[-3:]]
    assert told == [("call started", call.id, cora.id) for call in begun]


def test_everybody_is_asked_about_one_session_only(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    crowd = a_crowd(session, city, 21)
    together.start(city, cora, project_of(days[0]), now=now)

    ask(now)

    names = asked(session, *days)
    assert len(names) == len(set(names)) == 21
    assert [len(asked(session, one)) for one in days] == [7, 7, 7]  # as all need as many
    assert all(heard(session, one) == ["call"] for one in crowd)


def test_the_session_furthest_from_full_has_the_likeliest(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    nearly_full = an_opening(session, city, posted_by=cora, starts=THE_WEEK_AFTER, places=3)
    for name in ("Ben", "Cleo"):
        place(session, nearly_full, a_volunteer(session, city, name), now=now)
    (empty,) = further(session, nearly_full, 1, places=3)
    a_volunteer(session, city, "Ada")
    together.start(city, cora, project_of(empty), now=now)

    ask(now)

    assert "Ada" in asked(session, empty)
    assert "Ada" not in asked(session, nearly_full)


@pytest.mark.parametrize("standing", [Standing.CONFIRMED, Standing.WAITING])
def test_who_said_yes_to_one_session_is_asked_about_no_other(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime,
    standing: Standing,
) -> None:  # fmt: skip
    together.start(city, cora, project_of(days[0]), now=now)
    place(session, days[1], a_volunteer(session, city, "Ada"), now=now, standing=standing)

    ask(now + MINUTE)

    assert asked(session, *days) == []


def test_who_gave_a_place_back_is_asked_about_no_other_session(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    set_rules(city, wave_floor=0)
    ada = a_volunteer(session, city, "Ada")
    together.start(city, cora, project_of(days[0]), now=now)
    ask(now)
    text(session, city, ada, "yes", now=now + MINUTE)

    text(session, city, ada, "sorry, can't come", now=now + 2 * MINUTE)
    ask(now + 2 * DAY)

    assert asked(session, *days) == ["Ada"]


def test_who_said_no_to_a_day_is_asked_about_one_other_when_their_limits_allow_and_no_third(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    set_rules(city, wave_floor=0)
    ada = a_volunteer(session, city, "Ada")
    together.start(city, cora, project_of(days[0]), now=now)
    ask(now)
    text(session, city, ada, "no", now=now + MINUTE)

    ask(now + 6 * timedelta(hours=1))
    assert len(asked(session, *days)) == 1  # one call a day

    ask(now + DAY + MINUTE)
    assert len(asked(session, *days)) == 2
    text(session, city, ada, "no", now=now + DAY + 2 * MINUTE)

    ask(now + 3 * DAY)
    ask(now + 6 * DAY)
    assert asked(session, *days) == ["Ada", "Ada"]
    assert {*answers(session, days[0]).values(), *answers(session, days[1]).values()} == {
        Answer.DECLINED
    }


def test_a_call_whose_turn_has_not_come_keeps_its_people_for_it(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    nearly_full = an_opening(session, city, posted_by=cora, starts=THE_WEEK_AFTER, places=3)
    for name in ("Ben", "Cleo"):
        place(session, nearly_full, a_volunteer(session, city, name), now=now)
    (empty,) = further(session, nearly_full, 1, places=3)
    a_volunteer(session, city, "Ada")
    together.start(city, cora, project_of(empty), now=now)
    session.execute(
        sa.update(Call).where(Call.opening_id == empty.id).values(next_wave_at=now + MINUTE)
    )
    session.commit()

    ask(now)
    assert asked(session, nearly_full, empty) == []

    ask(now + MINUTE)
    assert asked(session, empty) == ["Ada"]


def test_without_what_a_drive_remembers_they_would_be_asked_a_third_time(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    set_rules(city, wave_floor=0)
    ada = a_volunteer(session, city, "Ada")
    for opening in days:
        service.start(
            city, cora, opening.id, now=now
        )  # three calls that know nothing of each other
    for day in range(3):
        ask(now + day * (DAY + MINUTE))
        text(session, city, ada, "no", now=now + day * (DAY + MINUTE) + MINUTE)

    assert asked(session, *days) == ["Ada"] * 3


def test_who_did_not_answer_about_a_day_may_be_asked_about_another(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    set_rules(city, wave_floor=0)
    a_volunteer(session, city, "Ada")
    together.start(city, cora, project_of(days[0]), now=now)
    ask(now)
    ask(now + 2 * DAY)
    assert asked(session, *days) == ["Ada"]  # her question is open

    session.execute(sa.update(Invitation).values(answer=Answer.EXPIRED))
    session.execute(sa.text("UPDATE question SET state = 'expired'"))
    session.commit()
    ask(now + 3 * DAY)

    assert asked(session, *days) == ["Ada", "Ada"]


def test_a_session_that_is_full_stops_and_the_others_go_on(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    together.start(city, cora, project_of(days[0]), now=now)
    ada, ben = (a_volunteer(session, city, name) for name in ("Ada", "Ben"))
    for person in (ada, ben):
        service.accept_on_web(city, person.id, days[1].id, now=now)

    assert states(session) == [CallState.RUNNING, CallState.FULL, CallState.RUNNING]
    a_crowd(session, city, 4)
    ask(now + MINUTE)
    assert asked(session, days[1]) == []
    assert len(asked(session, days[0], days[2])) == 4


def test_a_place_given_back_opens_its_session_again_in_the_same_drive(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    drive_id = together.start(city, cora, project_of(days[0]), now=now)
    ada, ben = (a_volunteer(session, city, name) for name in ("Ada", "Ben"))
    for person in (ada, ben):
        service.accept_on_web(city, person.id, days[1].id, now=now)

    text(session, city, ada, "sorry, can't come", now=now + MINUTE)

    assert states(session) == [CallState.RUNNING] * 3
    assert {call.together_id for call in calls(session)} == {drive_id}
    a_volunteer(session, city, "Cleo")
    ask(now + 2 * MINUTE)
    assert asked(session, *days) == ["Cleo"]


def test_a_session_cancelled_in_the_middle_ends_its_call_and_its_people_may_be_asked_later(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    set_rules(city, wave_floor=0)
    ada = a_volunteer(session, city, "Ada")
    together.start(city, cora, project_of(days[0]), now=now)
    ask(now)
    text(session, city, ada, "yes", now=now + MINUTE)
    (first,) = [one for one in days if asked(session, one)]

    service.cancel_session(city, cora, first.session_id, now=now + 2 * MINUTE)
    ask(now + 3 * MINUTE)
    assert Counter(states(session)) == {CallState.RUNNING: 2, CallState.STOPPED: 1}
    assert asked(session, *days) == ["Ada"]  # once a day

    ask(now + DAY + MINUTE)
    assert asked(session, *days) == ["Ada", "Ada"]


def test_one_session_can_be_stopped_by_itself(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    together.start(city, cora, project_of(days[0]), now=now)

    service.stop(city.id, cora, calls(session)[1].id, now=now)
    a_crowd(session, city, 6)
    ask(now)

    assert states(session) == [CallState.RUNNING, CallState.STOPPED, CallState.RUNNING]
    assert [len(asked(session, one)) for one in days] == [3, 0, 3]


def test_all_sessions_are_stopped_at_once_and_nothing_unsent_goes_out(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    single = another_session(session, days[0], starts=THE_WEEK_AFTER + 5 * DAY)
    service.start(city, cora, single.id, now=now)
    together.start(city, cora, project_of(days[0]), now=now)
    a_crowd(session, city, 9)
    ask(now)

    stopped = together.stop(city.id, cora, project_of(days[0]), now=now + MINUTE)

    assert stopped == 4
    assert set(states(session)) == {CallState.STOPPED}
    assert asked(session, *days, single) == []  # nobody had their text yet
    told = [row.deed for row in rows(session, city)[-4:]]
    assert told == ["call stopped"] * 4
    assert together.stop(city.id, cora, project_of(days[0]), now=now + MINUTE) == 0


def test_all_sessions_are_paused_at_once_and_go_on_together(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    together.start(city, cora, project_of(days[0]), now=now)
    service.stop(city.id, cora, calls(session)[2].id, now=now)
    a_crowd(session, city, 4)
    ask(now)

    assert together.pause(city.id, cora, project_of(days[0]), now=now + MINUTE) == 2
    ask(now + DAY)
    paused, held = states(session), asked(session, *days)
    assert together.go_on(cora, project_of(days[0]), now=now + 2 * MINUTE) == 2
    ask(now + 2 * MINUTE)

    assert paused == [CallState.PAUSED] * 2 + [CallState.STOPPED]
    assert held == []
    assert len(asked(session, *days)) == 4
    told = [row.deed for row in rows(session, city)[-4:]]
    assert told == ["call paused"] * 2 + ["call resumed"] * 2


def test_a_call_whose_texts_were_taken_for_spam_does_not_go_on_with_the_others(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    together.start(city, cora, project_of(days[0]), now=now)
    together.pause(city.id, cora, project_of(days[0]), now=now)
    session.execute(
        sa.update(Call).where(Call.opening_id == days[0].id).values(paused_because="30007")
    )
    session.commit()

    assert together.go_on(cora, project_of(days[0]), now=now) == 2

    assert states(session) == [CallState.PAUSED, CallState.RUNNING, CallState.RUNNING]


def test_what_is_being_asked_about_already_goes_on_by_itself(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    alone = service.start(city, cora, days[1].id, now=now)

    together.start(city, cora, project_of(days[0]), now=now)

    begun = {call.opening_id: call for call in calls(session)}
    assert (begun[days[1].id].id, begun[days[1].id].together_id) == (alone, None)
    assert len(begun) == 3
    with pytest.raises(Refused, match="no session with open places"):
        together.start(city, cora, project_of(days[0]), now=now)


def test_what_is_full_over_or_cancelled_is_not_asked_about(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    another_session(session, days[0], starts=now - DAY)
    service.cancel_session(city, cora, days[1].session_id, now=now)
    session.execute(sa.update(Opening).where(Opening.id == days[2].id).values(taken=2))
    session.commit()

    together.start(city, cora, project_of(days[0]), now=now)

    assert [call.opening_id for call in calls(session)] == [days[0].id]


def test_nobody_else_starts_or_stops_it(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    stranger = a_member(session, city, "Olly", organisation="Somebody else")
    together.start(city, cora, project_of(days[0]), now=now)
    project_id = project_of(days[0])

    with pytest.raises(NotFound):
        together.start(city, stranger, project_id, now=now)
    with pytest.raises(NotFound):
        together.propose(city, stranger, project_id, now=now)
    with pytest.raises(NotFound):
        together.stop(city.id, stranger, project_id, now=now)
    with pytest.raises(NotFound):
        together.pause(city.id, stranger, project_id, now=now)
    with pytest.raises(NotFound):
        together.go_on(stranger, project_id, now=now)
    assert set(states(session)) == {CallState.RUNNING}


def test_the_money_for_today_is_shared_too(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=48)  # six texts of two parts
    a_crowd(session, city, 24)
    together.start(city, cora, project_of(days[0]), now=now)

    ask(now)

    assert [len(asked(session, one)) for one in days] == [2, 2, 2]


def test_what_somebody_heard_meanwhile_counts_when_they_are_about_to_be_asked(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    ada, ben, cleo = (a_volunteer(session, city, name) for name in ("Ada", "Ben", "Cleo"))
    together.start(city, cora, project_of(days[0]), now=now)
    place(session, days[0], ada, now=now)
    invite(session, days[0], ben, now=now)
    second = calls(session)[1]
    invite(session, days[1], cleo, now=now)

    among = [ada.id, ben.id, cleo.id]

    assert drive.has_heard(session, city, second, among=among) == {ada.id, ben.id}
    assert drive.has_heard(session, city, second, among=[cleo.id]) == set()


@pytest.mark.parametrize("is_drive", [True, False], ids=["a drive", "single calls"])
def test_who_takes_a_place_between_the_ranking_and_the_text_is_asked_about_no_other_day(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime,
    *, is_drive: bool,
) -> None:  # fmt: skip
    """The control: of calls that know nothing of each other she is asked all the same."""
    ada_id, last = a_volunteer(session, city, "Ada").id, days[2].id
    together.start(city, cora, project_of(days[0]), now=now)
    if not is_drive:
        session.execute(sa.update(Call).values(together_id=None))
        session.commit()
    place_as_soon_as_asked(session, city.id, ada_id, last, now)

    ask(now)

    assert asked(session, *days) == ([] if is_drive else ["Ada"])


def place_as_soon_as_asked(
    session: Session, city_id: int, volunteer_id: int, opening_id: int, now: datetime
) -> None:
    """Let somebody have a place at the moment at which their invitation is written."""
    taken = sa.insert(Placement).values(
        city_id=city_id,
        opening_id=opening_id,
        volunteer_id=volunteer_id,
        standing=Standing.CONFIRMED,
        since=now,
    )
    taking: list[str] = []

    def take(connection: sa.Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if "INSERT INTO invitation" in statement and not taking:
            taking.append(statement)
            connection.execute(taken)

    sa.event.listen(session.get_bind(), "before_cursor_execute", take)


def test_a_drive_is_over_session_by_session(
    session: Session, city: City, cora: Member, days: list[Opening], now: datetime
) -> None:
    together.start(city, cora, project_of(days[0]), now=now)

    ask(THE_WEEK_AFTER + 12 * timedelta(hours=1))

    assert states(session) == [CallState.OVER, CallState.RUNNING, CallState.RUNNING]
