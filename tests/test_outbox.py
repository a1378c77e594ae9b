"""The outbox: what is sent, when, in which order, and what is not."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import a_city, a_contact
from tests.fakes import FakeSms
from tests.posting import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    send_all,
    send_next,
    status,
    write,
    write_question,
)
from tests.racing import at_once, in_the_end
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core.db import db, transaction
from volunteer.core.errors import GatewayError, Refused
from volunteer.core.ports import Letter
from volunteer.messages import calling, inbox, ledger, outbox, senders, sending, unsettled
from volunteer.messages.model import Contact, Lane, Message, Outcome, QuestionState, Source, Text
from volunteer.messages.status import Status

STOPPED = ledger.STOP_CONFIRMATION
EVENING = datetime(2030, 5, 4, 21, tzinfo=UTC)  # the Saturday, 22:00 in Plymouth


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give Ada's phone."""
    return a_contact(session, city)


@pytest.fixture
def bo(session: Session, city: City) -> Contact:
    """Give Bo's phone."""
    return a_contact(session, city)


def bodies(sms: FakeSms) -> list[str]:
    return [letter.body for letter in sms.sent]


def stop(contact: Contact, *, now: datetime) -> None:
    with transaction() as session:
        ledger.stop(session, contact, source=Source.TEXT, wording="STOP", now=now)


def test_a_text_is_sent_once_from_the_citys_number(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message = write(city, ada, "Can you help?", now=now)

    send_all(sms, city, now=now)

    [letter] = sms.sent
    assert (letter.sender, letter.to) == (city.number, ada.phone)
    assert (letter.body, letter.token) == ("Can you help?", message.token)
    assert status(session, message) is Status.ACCEPTED
    assert message.sid is not None


def test_answers_overtake_notices_and_these_overtake_calls(
    city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    write(city, ada, "a call", now=now - 3 * MINUTE, lane=Lane.CALL)
    write(city, ada, "a notice", now=now - 2 * MINUTE, lane=Lane.NOTICE)
    write(city, ada, "an answer", now=now - MINUTE, lane=Lane.REPLY)

    send_all(sms, city, now=now)

    assert bodies(sms) == ["an answer", "a notice", "a call"]


def test_what_waited_longest_goes_first(
    city: City, ada: Contact, bo: Contact, sms: FakeSms, now: datetime
) -> None:
    write(city, ada, "second", now=now - HOUR, due_at=now - MINUTE, useful_for=DAY)
    write(city, bo, "first", now=now - HOUR, due_at=now - 2 * MINUTE, useful_for=DAY)
    write(city, bo, "not due yet", now=now - HOUR, due_at=now + HOUR, useful_for=DAY)

    send_all(sms, city, now=now)

    assert bodies(sms) == ["first", "second"]


def test_nothing_is_sent_once_its_use_is_over(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message, question = write_question(city, ada, now=now)

    assert not send_next(sms, city, now=now + HOUR)
    assert unsettled.expire(now=now + HOUR) == 1

    assert sms.sent == []
    assert status(session, message) is Status.EXPIRED
    assert question.state is QuestionState.CLOSED


def test_after_a_week_of_downtime_nothing_old_goes_out(
    city: City, ada: Contact, bo: Contact, sms: FakeSms, now: datetime
) -> None:
    for lane in Lane:
        write(city, ada, now=now, lane=lane, useful_for=DAY)
    write(city, bo, "written today", now=now + 7 * DAY)

    send_all(sms, city, now=now + 7 * DAY)

    assert bodies(sms) == ["written today"]


def test_a_stopped_phone_gets_the_confirmation_of_its_stop_and_nothing_else(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    before = write(city, ada, "written before", now=now)
    stop(ada, now=now)
    after = write(city, ada, "written after", now=now, lane=Lane.REPLY)
    write(city, ada, "we will not text you again", now=now, lane=Lane.REPLY, kind=STOPPED)

    send_all(sms, city, now=now)

    assert bodies(sms) == ["we will not text you again"]
    assert status(session, before) is Status.SUPPRESSED
    assert status(session, after) is Status.SUPPRESSED


@pytest.mark.parametrize("lane", list(Lane))
def test_consent_is_looked_at_when_a_text_is_claimed_and_not_only_when_written(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, lane: Lane
) -> None:
    write(city, ada, now=now, lane=lane)
    ada.stopped_at = now
    session.commit()

    assert not send_next(sms, city, now=now)
    assert sms.sent == []


def test_calls_and_notices_wait_for_the_hours_and_answers_do_not(
    session: Session, city: City, ada: Contact, sms: FakeSms
) -> None:
    for lane in Lane:
        write(city, ada, lane.value, now=EVENING, lane=lane, useful_for=DAY)

    sending.deliver_next(sms, clock=lambda: EVENING, calling=calling.cities_open(session, EVENING))
    assert not send_next(sms, now=EVENING + MINUTE)
    assert bodies(sms) == ["reply"]

    opens = calling.next_open(city, EVENING)
    assert opens == datetime(2030, 5, 5, 9, tzinfo=UTC)  # 10:00 on Sunday
    send_all(sms, *cities.everyone(session), now=opens)
    assert bodies(sms) == ["reply", "notice", "call"]


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        (datetime(2030, 5, 4, 18, 59, tzinfo=UTC), True),  # 19:59
        (datetime(2030, 5, 4, 19, 0, tzinfo=UTC), False),  # 20:00
        (datetime(2030, 5, 4, 7, 59, tzinfo=UTC), False),  # 08:59
        (datetime(2030, 5, 4, 8, 0, tzinfo=UTC), True),
        (datetime(2030, 12, 25, 12, 0, tzinfo=UTC), False),
    ],
)
def test_the_hours_are_those_of_the_moment_of_sending(
    session: Session, city: City, ada: Contact, sms: FakeSms, moment: datetime, *, goes: bool
) -> None:
    write(city, ada, now=moment - 2 * MINUTE)

    sent = sending.deliver_next(
        sms, clock=lambda: moment, calling=calling.cities_open(session, moment)
    )

    assert sent is goes
    assert len(sms.sent) == goes


def test_a_phone_with_an_unread_text_gets_no_call_meanwhile(
    session: Session, city: City, ada: Contact, bo: Contact, sms: FakeSms, now: datetime
) -> None:
    write(city, ada, "a call to Ada", now=now)
    write(city, bo, "a call to Bo", now=now)
    write(city, ada, "an answer to Ada", now=now, lane=Lane.REPLY)
    text_id = inbox.receive(city.id, sid="SM1", phone=ada.phone, body="stop pls", now=now)

    send_all(sms, city, now=now)
    assert bodies(sms) == ["an answer to Ada", "a call to Bo"]

    session.get_one(Text, text_id).outcome = Outcome.DONE
    session.commit()
    send_all(sms, city, now=now + MINUTE)
    assert bodies(sms)[2:] == ["a call to Ada"]


def test_a_number_sends_no_faster_than_its_rate(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    cities.set_rule(city.slug, "segments_a_second", 10, now=now)
    for _ in range(25):
        write(city, a_contact(session, city), now=now)

    sent = []
    for second in range(4):
        while send_next(sms, city, now=now + second * SECOND):
            pass
        sent.append(len(sms.sent))

    assert sent == [10, 20, 25, 25]


def test_a_text_of_three_parts_takes_the_time_of_three(
    city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    write(city, ada, "x" * 400, now=now)
    write(city, ada, now=now)

    assert send_next(sms, city, now=now)
    assert not send_next(sms, city, now=now + 2 * SECOND)
    assert send_next(sms, city, now=now + 3 * SECOND)


def test_a_pause_holds_from_the_next_claim_on_and_loses_nothing(
    city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    write(city, ada, "first", now=now)
    write(city, ada, "second", now=now, lane=Lane.REPLY)
    send_next(sms, city, now=now)

    senders.pause(city.id, now=now)
    assert not send_next(sms, city, now=now + MINUTE)
    senders.resume(city.id, now=now)
    send_all(sms, city, now=now + MINUTE)

    assert bodies(sms) == ["second", "first"]


def test_a_pause_of_one_city_leaves_the_others_sending(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    barnsley = a_city(session, "Barnsley")
    write(city, ada, "of Plymouth", now=now)
    write(barnsley, a_contact(session, barnsley), "of Barnsley", now=now)
    senders.pause(city.id, now=now)

    send_all(sms, city, barnsley, now=now)

    assert bodies(sms) == ["of Barnsley"]


def test_a_worker_that_slept_past_its_lease_sends_nothing(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message = write(city, ada, now=now)
    moments = iter([now, now + 41 * SECOND])

    sending.deliver_next(sms, clock=lambda: next(moments), calling=[city.id])

    assert sms.sent == []
    assert status(session, message) is Status.SENDING


def test_a_refusal_for_good_ends_the_message_and_what_it_asked(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message, question = write_question(city, ada, now=now)
    sms.failures = [GatewayError("no such number", permanent=True, code="21211")]

    send_all(sms, city, now=now)

    assert status(session, message) is Status.FAILED
    assert (message.error, message.settled_at) == ("21211", now)
    assert question.state is QuestionState.CLOSED
    assert sms.sent == []


def test_a_refusal_for_now_is_tried_again_later_and_later_still(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message = write(city, ada, now=now, useful_for=DAY)
    sms.failures = [GatewayError("slow down", code="20429")] * 2

    waits = []
    for _ in range(2):
        at = max(message.due_at, now)
        assert send_next(sms, city, now=at)
        assert status(session, message) is Status.QUEUED
        waits.append(message.due_at - at)

    assert waits == [30 * SECOND, 60 * SECOND]
    assert send_next(sms, city, now=message.due_at)
    assert status(session, message) is Status.ACCEPTED


def test_what_is_uncertain_is_unknown_and_no_timer_puts_it_back(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message = write(city, ada, now=now)
    sms.failures = [GatewayError("no answer", uncertain=True, code="no answer")]

    send_all(sms, city, now=now)
    for later in (MINUTE, HOUR, DAY, 7 * DAY):
        assert not send_next(sms, city, now=now + later)
        assert unsettled.expire(now=now + later) == 0

    assert status(session, message) is Status.UNKNOWN
    assert sms.sent == []


def test_many_workers_send_each_text_once(
    app: Flask, session: Session, city: City, sms: FakeSms, now: datetime
) -> None:
    cities.set_rule(city.slug, "segments_a_second", 1000, now=now)
    for number in range(40):
        write(city, a_contact(session, city), f"text {number}", now=now)
    city_id = city.id
    session.rollback()

    def send_one() -> bool:
        return sending.deliver_next(sms, clock=lambda: now, calling=[city_id])

    def work() -> int:
        sent = 0
        while in_the_end(send_one):
            sent += 1
        return sent

    at_once(app, [work] * 6)

    send_all(sms, session.get_one(City, city_id), now=now)  # what each left to another
    assert sorted(bodies(sms)) == sorted(f"text {number}" for number in range(40))


def test_no_transaction_is_open_while_the_carrier_is_asked(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    class Watching(FakeSms):
        def send(self, letter: Letter) -> str:
            assert not db.session().in_transaction()
            return super().send(letter)

    watching = Watching()
    message = write(city, ada, now=now)

    send_all(watching, city, now=now)

    assert len(watching.sent) == 1
    assert status(session, message) is Status.ACCEPTED


def test_a_text_too_long_for_the_carrier_is_refused_when_it_is_written(
    city: City, ada: Contact, now: datetime
) -> None:
    write(city, ada, "x" * 1600, now=now)

    with pytest.raises(Refused, match="1600"):
        write(city, ada, "x" * 1601, now=now)


def test_what_waits_about_a_question_can_be_called_off(
    session: Session, city: City, ada: Contact, bo: Contact, sms: FakeSms, now: datetime
) -> None:
    called_off, question = write_question(city, ada, now=now)
    write(city, bo, "another", now=now)

    with transaction() as open_session:
        outbox.cancel_about(open_session, city_id=city.id, question_ids=[question.id], now=now)
    send_all(sms, city, now=now)

    assert bodies(sms) == ["another"]
    assert status(session, called_off) is Status.CANCELLED


def test_what_was_settled_meanwhile_is_asked_no_more(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message, question = write_question(city, ada, now=now)
    question.state = QuestionState.ANSWERED
    session.commit()

    send_all(sms, city, now=now)

    assert sms.sent == []
    assert status(session, message) is Status.QUEUED


def test_every_text_has_a_token_of_its_own(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    for _ in range(20):
        write(city, ada, now=now)

    tokens = session.scalars(sa.select(Message.token)).all()

    assert len(set(tokens)) == 20
    assert all(len(token) == 32 for token in tokens)


def test_a_failure_of_the_carrier_that_we_do_not_know_leaves_the_text_on_its_lease(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    class Broken(FakeSms):
        def send(self, letter: Letter) -> str:
            raise ZeroDivisionError(letter.message_id)

    message = write(city, ada, now=now)

    with pytest.raises(ZeroDivisionError):
        send_next(Broken(), city, now=now)

    assert status(session, message) is Status.SENDING
    assert message.look_up_at == now + timedelta(seconds=city.rules.lease_seconds)
