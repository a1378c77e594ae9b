"""A call that somebody pauses: nothing more goes out, and those who were reached may answer."""

from datetime import datetime, timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import a_call, answers, invited
from tests.builders import a_member, a_volunteer, an_opening
from tests.crowds import a_crowd
from tests.fakes import FakeSms
from tests.filtered import a_filtered_call
from tests.logbook import rows
from tests.noticing import FakeMail, send_all, told
from tests.posting import send_next
from tests.racing import at_once, read_then_write
from tests.texting import text
from volunteer.calls import asking, filtering, pausing, service, steps
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.messages import senders
from volunteer.messages.model import Message, Question, QuestionState
from volunteer.messages.status import Status
from volunteer.projects.model import Opening
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of Cora's."""
    return an_opening(session, city, posted_by=cora, places=20)


def now_is(session: Session, call_id: int) -> CallState:
    session.rollback()
    return session.get_one(Call, call_id, populate_existing=True).state


def statuses(session: Session) -> list[Status]:
    session.rollback()
    return list(session.scalars(sa.select(Message.status).order_by(Message.id)))


def test_a_call_that_somebody_pauses_sends_nothing_more_and_asks_nobody_else(
    session: Session, city: City, opening: Opening, cora: Member, sms: FakeSms, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now, filtered=0, fine=2, unsent=3)
    pausing.pause(city.id, cora, call.id, now=now + MINUTE)

    assert now_is(session, call.id) is CallState.PAUSED
    assert (call.paused_by, call.paused_at, call.paused_because) == (cora, now + MINUTE, None)
    assert not send_next(sms, city, now=now + MINUTE)
    assert not asking.ask_next(now=now + 12 * HOUR)
    assert statuses(session) == [Status.DELIVERED] * 2 + [Status.CANCELLED] * 3
    assert len(invited(session, opening)) == 2  # whoever was not reached was not asked
    still_open = sa.select(sa.func.count(Question.id)).where(Question.state == QuestionState.OPEN)
    assert session.scalars(still_open).one() == 2
    last = rows(session, city)[-1]
    assert (last.deed, last.by_id, last.about_id) == ("call paused", cora.id, call.id)


def test_who_was_reached_may_answer_while_it_is_paused_and_a_yes_is_a_place(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now, filtered=0, fine=1)
    (person,) = session.scalars(sa.select(Invitation)).all()
    pausing.pause(city.id, cora, call.id, now=now)

    text(session, city, person.volunteer, "yes", now=now + MINUTE)

    assert list(answers(session, opening).values()) == [Answer.ACCEPTED]
    session.refresh(opening)
    assert opening.taken == 1
    assert now_is(session, call.id) is CallState.PAUSED


def test_going_on_asks_anew_whom_it_had_not_reached_and_forgets_who_paused_it(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now, filtered=0, fine=1, unsent=2)
    pausing.pause(city.id, cora, call.id, now=now)
    assert len(invited(session, opening)) == 1

    filtering.go_on(city, cora, call.id, now=now + HOUR)

    assert now_is(session, call.id) is CallState.RUNNING
    assert call.paused_by_id is None
    assert len(invited(session, opening)) == 3
    assert statuses(session)[-2:] == [Status.QUEUED] * 2


def test_what_is_not_running_is_not_paused_and_strangers_find_nothing(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    stranger = a_member(session, city, "Olly", organisation="Somebody else")
    call = a_call(session, opening, now=now)

    with pytest.raises(NotFound):
        pausing.pause(city.id, stranger, call.id, now=now)
    pausing.pause(city.id, cora, call.id, now=now)
    with pytest.raises(Refused, match="paused already"):
        pausing.pause(city.id, cora, call.id, now=now)
    service.stop(city.id, cora, call.id, now=now)
    with pytest.raises(Refused, match="any more"):
        pausing.pause(city.id, cora, call.id, now=now)


def test_a_deadline_passes_while_a_call_is_paused_and_whoever_posted_it_is_told(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_call(session, opening, now=now)
    pausing.pause(city.id, cora, call.id, now=now)

    assert filtering.lapse(now=call.deadline - MINUTE) == 0
    assert filtering.lapse(now=call.deadline) == 1

    assert now_is(session, call.id) is CallState.OVER
    assert call.ended_at == call.deadline
    with pytest.raises(Refused, match="not paused"):
        filtering.go_on(city, cora, call.id, now=call.deadline)


def test_its_time_is_up_with_places_open_and_the_mail_says_so(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_call(session, opening, now=now)
    call.deadline -= 2 * HOUR
    session.commit()
    pausing.pause(city.id, cora, call.id, now=now)

    filtering.lapse(now=call.deadline)

    assert told(session) == [("Cora", Kind.EXPIRY, "shortfall")]


def test_a_paused_call_that_fills_up_and_gets_a_place_back_stays_paused(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    opening = an_opening(session, city, posted_by=cora, places=1)
    call = a_call(session, opening, now=now)
    ada = a_volunteer(session, city, "Ada")
    pausing.pause(city.id, cora, call.id, now=now)
    with transaction() as open_session:
        steps.accept(open_session, city, ada, opening.id, now=now)
    assert now_is(session, call.id) is CallState.FULL

    text(session, city, ada, "can't come", now=now + MINUTE)

    assert now_is(session, call.id) is CallState.PAUSED
    assert call.next_wave_at is None
    assert not asking.ask_next(now=now + HOUR)


def test_pauses_by_people_are_no_sign_that_the_number_is_taken_for_spam(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    other = an_opening(session, city, "Paint the hall", posted_by=cora, places=20)
    pausing.pause(city.id, cora, a_call(session, other, now=now).id, now=now)

    a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now + MINUTE)

    session.rollback()
    sender = senders.of(session, city.id)
    assert sender is not None
    assert sender.halted_at is None


def test_nobody_is_mailed_of_spam_when_it_goes_on_and_somebody_pauses_it(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now)
    filtering.go_on(city, cora, call.id, now=now)
    pausing.pause(city.id, cora, call.id, now=now)
    mail = FakeMail()

    send_all(mail, now=now)

    assert mail.sent == []


def test_of_many_who_pause_at_once_one_does_and_nothing_of_a_wave_goes_out_after_it(
    app: Flask, session: Session, city: City, cora: Member, now: datetime
) -> None:
    """The control: everybody who looks first finds a call that runs."""
    a_crowd(session, city, 30)
    opening = an_opening(session, city, posted_by=cora, places=9)
    call = a_call(session, opening, now=now - HOUR)
    call.next_wave_at = now
    session.commit()
    call_id, city_id, member_id = call.id, city.id, cora.id
    session.rollback()
    found: list[CallState] = []
    read_then_write(app, 4, partial(state_of, call_id), found.append)
    assert found == [CallState.RUNNING] * 4

    def pause() -> bool:
        pausing.pause(city_id, db.session().get_one(Member, member_id), call_id, now=now)
        return True

    def ask() -> bool:
        return asking.ask_next(now=now)

    outcomes = at_once(app, [pause, ask, pause, ask, pause, ask])

    assert [one for one in outcomes[::2] if one is True] == [True]
    assert sorted(type(one).__name__ for one in outcomes[::2]) == ["Refused", "Refused", "bool"]
    assert now_is(session, call_id) is CallState.PAUSED
    assert set(statuses(session)) <= {Status.CANCELLED}
    assert invited(session, opening) == []


def test_the_last_yes_and_a_pause_at_once_end_in_a_full_call_and_never_in_one_that_asks(
    app: Flask, session: Session, city: City, cora: Member, now: datetime
) -> None:
    opening = an_opening(session, city, posted_by=cora, places=1)
    call = a_call(session, opening, now=now)
    ada = a_volunteer(session, city, "Ada")
    call_id, city_id, member_id = call.id, city.id, cora.id
    ada_id, opening_id = ada.id, opening.id
    session.rollback()

    def pause() -> str:
        pausing.pause(city_id, db.session().get_one(Member, member_id), call_id, now=now)
        return "paused"

    def accept() -> str:
        city_ = db.session().get_one(City, city_id)
        service.accept_on_web(city_, ada_id, opening_id, now=now)
        return "accepted"

    first, second = at_once(app, [pause, accept])

    assert first == "paused" or isinstance(first, Refused)
    assert second == "accepted"
    assert now_is(session, call_id) is CallState.FULL


def state_of(call_id: int) -> CallState:
    found = db.session().get_one(Call, call_id).state
    db.session.rollback()
    return found
