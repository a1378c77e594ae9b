"""Texts that networks take for spam: the call pauses, people are told, somebody lets it go on."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.asking import answers, invited
from tests.builders import a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.filtered import a_filtered_call
from tests.logbook import rows
from tests.noticing import FakeMail, send_all, told
from tests.pages import Browser
from tests.posting import send_next
from volunteer.calls import asking, capacity, filtering, service, unsent
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core import clock
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound, Refused
from volunteer.messages import senders
from volunteer.messages.model import Message
from volunteer.messages.status import Status
from volunteer.projects.model import Opening
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def cora(session: Session, city: City) -> Member:
    """Give a coordinator."""
    return a_member(session, city, "Cora")


@pytest.fixture
def lee(session: Session, city: City) -> Member:
    """Give a council lead."""
    return a_member(session, city, "Lee", role=Role.COUNCIL_LEAD, organisation="The council")


@pytest.fixture
def opening(session: Session, city: City, cora: Member) -> Opening:
    """Give an opening of Cora's."""
    return an_opening(session, city, posted_by=cora, places=20)


def now_is(session: Session, call: Call) -> CallState:
    session.rollback()
    return session.get_one(Call, call.id, populate_existing=True).state


def states(session: Session, *which: sa.ColumnElement[bool]) -> list[Status]:
    session.rollback()
    return list(session.scalars(sa.select(Message.status).where(*which).order_by(Message.id)))


def test_a_call_pauses_when_too_much_of_it_is_filtered_and_nothing_more_of_it_goes_out(
    session: Session, city: City, opening: Opening, sms: FakeSms, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now, filtered=3, fine=10, unsent=4)
    asked = len(invited(session, opening))

    assert filtering.pause(city.id, now=now + MINUTE) == 1

    assert now_is(session, call) is CallState.PAUSED
    assert (call.paused_at, call.paused_because) == (now + MINUTE, "30007")
    assert not send_next(sms, city, now=now + HOUR)
    assert not asking.ask_next(now=now + 12 * HOUR)
    assert states(session)[-4:] == [Status.CANCELLED] * 4
    assert len(invited(session, opening)) == asked - 4  # whoever was not reached was not asked
    assert filtering.pause(city.id, now=now + 2 * MINUTE) == 0


@pytest.mark.parametrize(
    ("filtered", "fine", "paused"),
    [(2, 0, False), (3, 0, True), (3, 57, True), (3, 58, False), (4, 70, True)],
)
def test_it_takes_a_share_of_its_texts_and_a_few_at_least(
    session: Session, city: City, opening: Opening, now: datetime,
    *, filtered: int, fine: int, paused: bool,
) -> None:  # fmt: skip
    a_filtered_call(session, city, opening, now=now, filtered=filtered, fine=fine)

    assert filtering.pause(city.id, now=now + MINUTE) == paused


def test_what_was_filtered_long_ago_pauses_nothing(
    session: Session, city: City, opening: Opening, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now)

    assert filtering.pause_everywhere(now=now + HOUR + MINUTE) == 0

    assert now_is(session, call) is CallState.RUNNING


def test_who_posted_the_project_and_the_leads_are_told_with_a_link_and_only_while_it_is_so(
    session: Session, city: City, opening: Opening, cora: Member, lee: Member, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now)
    mail = FakeMail()

    assert told(session) == [("Cora", Kind.HALTED, "paused"), ("Lee", Kind.HALTED, "paused")]
    send_all(mail, now=now)

    assert mail.subjects() == ["Plymouth: texts are taken for spam"] * 2
    assert f"/staff/calls/{call.id}" in mail.sent[0].body
    assert {member.name for member in (cora, lee)} == {"Cora", "Lee"}


def test_a_second_call_that_pauses_halts_the_number(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    other = an_opening(session, city, "Paint the hall", posted_by=cora, places=20)
    a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now)
    sender = senders.of(session, city.id)
    assert sender is not None
    assert sender.halted_at is None  # of one call it may be the words

    a_filtered_call(session, city, other, now=now)
    filtering.pause(city.id, now=now + MINUTE)

    session.rollback()
    halted = senders.of(session, city.id)
    assert halted is not None
    assert (halted.halted_at, halted.halted_because) == (now + MINUTE, "carrier error 30007")


def test_somebody_lets_it_go_on_and_whoever_was_not_reached_is_asked_anew(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now, unsent=2)
    filtering.pause(city.id, now=now)
    assert len(answers(session, opening)) == 3

    filtering.go_on(city, cora, call.id, now=now + HOUR)

    assert now_is(session, call) is CallState.RUNNING
    assert len(invited(session, opening)) == 5
    assert filtering.pause(city.id, now=now + HOUR) == 0  # what was before the pause is over
    assert [row.deed for row in rows(session, city)][-2:] == ["call paused", "call resumed"]


def test_of_two_who_let_it_go_on_the_second_is_told_so_and_strangers_find_nothing(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    stranger = a_member(session, city, "Olly", organisation="Somebody else")
    call = a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now)

    with pytest.raises(NotFound):
        filtering.go_on(city, stranger, call.id, now=now)
    filtering.go_on(city, cora, call.id, now=now)
    with pytest.raises(Refused, match="not paused"):
        filtering.go_on(city, cora, call.id, now=now)


def test_a_paused_call_that_fills_up_or_is_stopped_is_over_and_so_is_one_whose_time_is_up(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    openings = [an_opening(session, city, f"P{n}", posted_by=cora, places=2) for n in range(3)]
    full, stopped, late = (a_filtered_call(session, city, one, now=now) for one in openings)
    late.deadline -= 2 * HOUR
    session.commit()
    filtering.pause(city.id, now=now)

    with transaction() as open_session:
        where = {"city_id": city.id, "opening_id": full.opening_id}
        assert capacity.take(open_session, **where, party=2, now=now)
        unsent.stop_if_full(open_session, **where, now=now)
    service.stop(city.id, cora, stopped.id, now=now)
    filtering.lapse(now=late.deadline)

    assert now_is(session, full) is CallState.FULL
    assert now_is(session, stopped) is CallState.STOPPED
    assert now_is(session, late) is CallState.OVER
    assert ("Cora", Kind.EXPIRY, "shortfall") in told(session)


def test_a_call_taken_for_spam_that_fills_up_does_not_ask_again_by_itself(
    session: Session, city: City, cora: Member, now: datetime
) -> None:
    """Unless somebody let it go on before: then it does."""
    opening = an_opening(session, city, posted_by=cora, places=1)
    ada = a_volunteer(session, city, "Ada")
    call = a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now)

    for state in (CallState.PAUSED, CallState.RUNNING):
        taken = service.accept_on_web(city, ada.id, opening.id, now=now)
        assert now_is(session, call) is CallState.FULL
        service.withdraw_on_web(city, ada.id, taken.id, now=now)
        assert now_is(session, call) is state
        if state is CallState.PAUSED:
            filtering.go_on(city, cora, call.id, now=now)


def test_the_page_says_why_and_has_the_way_on(
    app: Flask, session: Session, city: City, cora: Member, opening: Opening
) -> None:
    now = clock.now()
    opening.session.starts_at, opening.session.ends_at = now + 72 * HOUR, now + 74 * HOUR
    session.commit()
    call = a_filtered_call(session, city, opening, now=now)
    filtering.pause(city.id, now=now)
    browser = Browser(app, city)
    browser.sign_in(cora)
    page = f"/staff/openings/{opening.id}"

    before = browser.get(page).get_data(as_text=True)
    browser.post(f"/staff/calls/{call.id}/resumption")
    after = browser.get(page).get_data(as_text=True)

    assert "took some of these texts for spam (the carrier’s code 30007)" in before
    assert "Go on asking" in before
    assert "Go on asking" not in after
    assert now_is(session, call) is CallState.RUNNING


def test_what_may_be_on_its_way_when_a_call_ends_is_sent_no_second_time(
    session: Session, city: City, opening: Opening, cora: Member, now: datetime
) -> None:
    call = a_filtered_call(session, city, opening, now=now, filtered=0, fine=0, unsent=2)
    first, second = session.scalars(sa.select(Message).order_by(Message.id))
    first.status, second.status = Status.UNKNOWN, Status.SENT
    session.commit()

    service.stop(city.id, cora, call.id, now=now)

    session.rollback()
    assert [first.expires_at, second.expires_at] == [now, now]
    assert len(invited(session, opening)) == 2  # they may have been reached, so they may answer
