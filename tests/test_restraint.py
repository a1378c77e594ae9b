"""However it was written and by whom: not too much to one phone, nor more than the city has."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import noticing
from tests.asking import a_call, set_rules
from tests.builders import a_city, a_contact, a_member, a_volunteer, an_opening
from tests.fakes import FakeSms
from tests.noticing import FakeMail, told
from tests.posting import DAY, HOUR, MINUTE, SECOND, send_all, status, write
from tests.racing import at_once, in_the_end, read_then_write
from volunteer.calls import news
from volunteer.cities.model import City
from volunteer.core.db import db
from volunteer.core.ports import SmsGateway
from volunteer.messages import limits, restraint, sending, spend
from volunteer.messages.model import Contact, Lane, Message
from volunteer.messages.status import Status
from volunteer.staff.model import Role
from volunteer.staff.notices import Kind

AT_MIDNIGHT = datetime(2030, 5, 4, 23, tzinfo=UTC)  # in Plymouth, in summer time
LANES = [Lane.CALL, Lane.NOTICE, Lane.REPLY]


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give the phone of Ada, who joined, in a city whose number is fast."""
    set_rules(city, segments_a_second=1000, spend_a_day_pence=100_000)
    return a_volunteer(session, city, "Ada").contact


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything go that was claimed."""
    monkeypatch.setattr(restraint, "put_off", lambda *_args, **_named: set())


def dues(session: Session, state: Status = Status.QUEUED) -> list[datetime]:
    session.rollback()
    which = sa.select(Message.due_at).where(Message.status == state).order_by(Message.id)
    return list(session.scalars(which))


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("lane", LANES)
def test_without_the_guard_a_phone_gets_whatever_was_written(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, lane: Lane
) -> None:
    for _ in range(25):
        write(city, ada, now=now, lane=lane)

    send_all(sms, city, now=now)

    assert len(sms.sent) == 25


@pytest.mark.parametrize("lane", LANES)
def test_a_phone_gets_five_texts_of_the_same_words_in_an_hour_and_the_others_wait(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, lane: Lane
) -> None:
    for _ in range(7):
        write(city, ada, now=now, lane=lane, useful_for=DAY)

    send_all(sms, city, now=now)

    assert len(sms.sent) == 5
    assert set(dues(session)) == {now + HOUR}
    send_all(sms, city, now=now + HOUR + MINUTE)
    assert len(sms.sent) == 7


def test_a_phone_gets_twenty_texts_in_an_hour_of_all_kinds_together(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    for number in range(24):
        lane = LANES[number % 3]
        write(city, ada, f"Text {number}", now=now, lane=lane, kind=f"kind {number % 3}")

    send_all(sms, city, now=now)

    assert len(sms.sent) == 20
    assert set(dues(session)) == {now + HOUR}


def test_what_waits_for_the_hour_and_is_of_no_use_by_then_is_not_sent(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    late = [write(city, ada, now=now, useful_for=MINUTE) for _ in range(6)][-1]
    send_all(sms, city, now=now)

    send_all(sms, city, now=now + 2 * HOUR)

    assert len(sms.sent) == 5
    assert status(session, late) is Status.QUEUED  # and ``unsettled.expire`` ends it


@pytest.mark.parametrize("kind", sorted(limits.ALWAYS))
def test_danger_and_the_confirmation_of_a_stop_wait_for_nothing(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, kind: str
) -> None:
    for number in range(20):
        write(city, ada, f"Text {number}", now=now)
    send_all(sms, city, now=now)

    write(city, ada, "Call 999", now=now, lane=Lane.REPLY, kind=kind)
    send_all(sms, city, now=now + MINUTE)

    assert len(sms.sent) == 21


def test_what_one_phone_must_wait_for_holds_no_other_up(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    for _ in range(9):
        write(city, ada, now=now)
    bo = a_contact(session, city)
    write(city, bo, now=now)

    send_all(sms, city, now=now)

    assert [letter.to for letter in sms.sent].count(bo.phone) == 1
    assert len(sms.sent) == 6


def test_many_workers_together_send_one_phone_no_more(
    app: Flask, session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    for _ in range(24):
        write(city, ada, now=now)

    city_id = city.id
    results = at_once(app, [lambda: drain(sms, city_id, now)] * 12)

    assert [one for one in results if isinstance(one, Exception)] == []
    assert len(sms.sent) == 5


def drain(sms: SmsGateway, city_id: int, now: datetime) -> None:
    def step() -> bool:
        return sending.deliver_next(sms, clock=lambda: now, calling=[city_id])

    while in_the_end(step):
        pass


def test_calls_stop_where_the_citys_money_for_the_day_ends_and_go_on_tomorrow(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=10)  # two parts at 4p
    calls = [write(city, a_contact(session, city), now=now, useful_for=3 * DAY) for _ in range(4)]

    send_all(sms, city, now=now)
    send_all(sms, city, now=now + 3 * HOUR)
    assert [status(session, call) for call in calls].count(Status.QUEUED) == 2

    send_all(sms, city, now=now + DAY)
    assert len(sms.sent) == 4


@pytest.mark.usefixtures("unguarded")
def test_without_the_guard_calls_go_on_whatever_they_cost(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=10)
    for _ in range(4):
        write(city, a_contact(session, city), now=now)

    send_all(sms, city, now=now)

    assert len(sms.sent) == 4


def test_replies_and_notices_go_out_when_the_money_is_used_up_and_count(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=4)
    for lane in (Lane.REPLY, Lane.NOTICE):
        write(city, a_contact(session, city), now=now, lane=lane)
    call = write(city, ada, now=now)

    send_all(sms, city, now=now)

    assert len(sms.sent) == 2
    assert status(session, call) is Status.QUEUED


def test_a_text_costs_its_parts_at_the_citys_price(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=21, segment_pence=7)
    write(city, ada, "ŵ" * 71, now=now)  # two parts, as its letters are no cheap ones

    left = spend.left_today(session, city, now=now)

    assert left == 7
    assert spend.is_used_up(session, city, now=now)


def test_money_is_counted_from_midnight_to_midnight_of_the_city(
    session: Session, city: City, ada: Contact, sms: FakeSms
) -> None:
    set_rules(city, spend_a_day_pence=4)
    write(city, ada, now=AT_MIDNIGHT - MINUTE)
    send_all(sms, city, now=AT_MIDNIGHT - MINUTE)

    assert spend.left_today(session, city, now=AT_MIDNIGHT - SECOND) == 0
    assert spend.left_today(session, city, now=AT_MIDNIGHT) == 4


def test_more_money_is_noticed_within_ten_minutes(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=0)
    write(city, ada, now=now)
    send_all(sms, city, now=now)
    assert sms.sent == []

    set_rules(city, spend_a_day_pence=100)
    send_all(sms, city, now=now + 10 * MINUTE)

    assert len(sms.sent) == 1


def test_many_workers_together_spend_no_more_on_calls(
    app: Flask, session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    set_rules(city, spend_a_day_pence=20)
    for _ in range(12):
        write(city, a_contact(session, city), now=now)

    city_id = city.id
    at_once(app, [lambda: drain(sms, city_id, now)] * 12)

    assert len(sms.sent) == 5


def test_reading_the_money_first_and_sending_after_spends_too_much(
    app: Flask, session: Session, city: City, ada: Contact, now: datetime
) -> None:
    """The control of the test before: what goes wrong where no lock is held."""
    set_rules(city, spend_a_day_pence=4)
    city_id = city.id
    sent: list[int] = []

    def left() -> int:
        here = db.session.get_one(City, city_id)
        return spend.left_today(db.session(), here, now=now)

    read_then_write(app, 6, left, sent.append)

    assert sent == [4] * 6  # each had enough for one text, and together they had not


def test_a_city_without_money_keeps_no_other_from_sending(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    set_rules(city, spend_a_day_pence=0)
    write(city, ada, now=now)
    write(barnsley, a_volunteer(session, barnsley).contact, now=now)

    send_all(sms, city, barnsley, now=now)
    send_all(sms, city, barnsley, now=now + SECOND)

    assert len(sms.sent) == 1


def test_leads_are_told_once_a_day_that_the_money_is_used_up(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)
    cora = a_member(session, city, "Cora")
    a_call(session, an_opening(session, city, posted_by=cora), now=now)
    assert news.tell_of_spend(now=now) == 0

    set_rules(city, spend_a_day_pence=7)  # a call of two parts is too dear
    counts = [news.tell_of_spend(now=now + hours * HOUR) for hours in (0, 1, 5)]
    mail = FakeMail()
    noticing.send_all(mail, now=now + MINUTE)
    tomorrow = news.tell_of_spend(now=now + DAY)

    assert (counts, tomorrow) == ([1, 0, 0], 1)
    assert told(session) == [("Lea", Kind.HALTED, "spend")]  # tomorrow's
    assert mail.subjects() == ["Plymouth: no more calls go out today"]
    assert "Answers, reminders and cancellations still go" in mail.sent[0].body


def test_where_nobody_is_asked_or_the_money_came_nobody_is_told(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)
    set_rules(city, spend_a_day_pence=0)
    assert news.tell_of_spend(now=now) == 0  # nobody is asked anyway

    a_call(session, an_opening(session, city), now=now)
    assert news.tell_of_spend(now=now) == 1
    set_rules(city, spend_a_day_pence=5000)
    mail = FakeMail()
    noticing.send_all(mail, now=now + timedelta(minutes=1))

    assert mail.sent == []
