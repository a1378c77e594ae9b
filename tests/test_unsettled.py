"""Messages of which nobody knows whether the carrier took them: none lost and none doubled.

Over real HTTP, with the carrier's own client. Each test first shows that its fault bites.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests import carrier as standin
from tests.builders import a_contact
from tests.carrier import Fault, StandIn
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
from volunteer.cities.model import City
from volunteer.gateways.twilio import Twilio
from volunteer.messages import receipts, sending, unsettled
from volunteer.messages.model import Contact, Message, QuestionState
from volunteer.messages.status import Status

LOST = list(standin.LOST)


@pytest.fixture
def carrier(city: City, now: datetime) -> Iterator[StandIn]:
    """Give the stand-in."""
    with standin.running(now) as carrier:
        carrier.owns(city.number)
        yield carrier


@pytest.fixture
def twilio(carrier: StandIn) -> Twilio:
    """Give the gateway, with little patience."""
    return Twilio(
        account_sid=standin.ACCOUNT,
        auth_token=standin.TOKEN,
        callback_url=standin.CALLBACK,
        api_base=carrier.url,
        timeout=0.5,
    )


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give Ada's phone."""
    return a_contact(session, city)


def settle_all(twilio: Twilio, *, now: datetime) -> int:
    done = 0
    while unsettled.settle_next(twilio, now=now):
        done += 1
    return done


def kept_of(carrier: StandIn, message: Message) -> int:
    return sum(kept.token == message.token for kept in carrier.kept)


@pytest.mark.parametrize("fault", standin.ACCEPTED_THEN_TROUBLE, ids=lambda fault: fault.name)
def test_what_the_carrier_took_without_saying_so_is_found_and_not_sent_again(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime,
    *, fault: Fault,
) -> None:  # fmt: skip
    message, question = write_question(city, ada, now=now)
    carrier.luck.creating = [fault]
    send_all(twilio, city, now=now)
    assert carrier.luck.fired[fault] == 1
    assert status(session, message) is Status.UNKNOWN

    assert settle_all(twilio, now=now + 59 * SECOND) == 0
    assert settle_all(twilio, now=now + MINUTE) == 1
    send_all(twilio, city, now=now + HOUR)

    assert status(session, message) is Status.ACCEPTED
    assert message.sid == carrier.kept[0].sid
    assert question.state is QuestionState.OPEN
    assert len(carrier.kept) == 1


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.name)
def test_what_was_lost_is_looked_for_twice_and_sent_once_more(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime,
    *, fault: Fault,
) -> None:  # fmt: skip
    message = write(city, ada, now=now)
    carrier.luck.creating = [fault]
    send_all(twilio, city, now=now)
    assert carrier.luck.fired[fault] == 1
    assert carrier.kept == []

    settle_all(twilio, now=now + MINUTE)
    assert status(session, message) is Status.UNKNOWN
    settle_all(twilio, now=now + 2 * MINUTE)
    assert status(session, message) is Status.QUEUED
    send_all(twilio, city, now=now + 2 * MINUTE)

    assert status(session, message) is Status.ACCEPTED
    assert kept_of(carrier, message) == 1


def test_what_is_lost_twice_is_given_up_and_closes_what_it_asked(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message, question = write_question(city, ada, now=now)
    carrier.luck.creating = [standin.LOST_500, standin.LOST_RESET]

    for minute in range(20):
        send_next(twilio, city, now=now + minute * MINUTE)
        settle_all(twilio, now=now + minute * MINUTE)

    assert status(session, message) is Status.FAILED
    assert question.state is QuestionState.CLOSED
    assert carrier.calls["create"] == 2
    assert carrier.kept == []


def test_a_list_that_is_late_by_a_minute_doubles_nothing(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now)
    carrier.luck.creating = [standin.ACCEPTED_THEN_RESET]
    carrier.lag = 61 * SECOND
    send_all(twilio, city, now=now)
    carrier.now = now + MINUTE
    settle_all(twilio, now=now + MINUTE)
    assert status(session, message) is Status.UNKNOWN

    carrier.now = now + 2 * MINUTE
    settle_all(twilio, now=now + 2 * MINUTE)

    assert status(session, message) is Status.ACCEPTED
    assert len(carrier.kept) == 1


def test_a_callback_that_comes_after_all_saves_the_second_sending(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now)
    carrier.luck.creating = [standin.ACCEPTED_THEN_RESET]
    carrier.lag = HOUR
    send_all(twilio, city, now=now)
    settle_all(twilio, now=now + MINUTE)
    settle_all(twilio, now=now + 2 * MINUTE)
    assert status(session, message) is Status.QUEUED

    receipts.record_callback(
        message.token, sid=carrier.kept[0].sid, word="sent", code="", now=now + 2 * MINUTE
    )
    send_all(twilio, city, now=now + 2 * MINUTE)

    assert status(session, message) is Status.SENT
    assert len(carrier.kept) == 1


def test_a_look_that_failed_is_no_look(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now, useful_for=DAY)
    carrier.luck.creating = [standin.LOST_503]
    carrier.luck.listing = [standin.LOST_503] * 10
    send_all(twilio, city, now=now)

    for minute in range(1, 11):
        settle_all(twilio, now=now + minute * MINUTE)
    assert carrier.luck.fired[standin.LOST_503] == 11
    assert status(session, message) is Status.UNKNOWN
    assert message.looked_up == 0

    settle_all(twilio, now=now + 11 * MINUTE)
    assert status(session, message) is Status.UNKNOWN
    settle_all(twilio, now=now + 12 * MINUTE)
    assert status(session, message) is Status.QUEUED


def test_refusals_before_it_take_nothing_from_the_one_second_sending(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now, useful_for=DAY)
    carrier.luck.creating = [*[standin.REFUSED_429] * 5, standin.LOST_500]

    for minute in range(60):
        send_next(twilio, city, now=now + minute * MINUTE)
        settle_all(twilio, now=now + minute * MINUTE)

    assert carrier.luck.fired == {standin.REFUSED_429: 5, standin.LOST_500: 1}
    assert status(session, message) is Status.ACCEPTED
    assert kept_of(carrier, message) == 1


def test_a_worker_that_died_leaves_an_unknown_and_not_a_second_text(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now)
    carrier.luck.creating = [standin.ACCEPTED_THEN_RESET]
    send_all(twilio, city, now=now)
    message.status = Status.SENDING  # as it stands when nobody lived to write more
    session.commit()

    settle_all(twilio, now=now + MINUTE)

    assert status(session, message) is Status.ACCEPTED
    assert len(carrier.kept) == 1


def test_a_lease_that_still_runs_is_left_alone(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now)
    moments = iter([now, now + 41 * SECOND])

    sending.deliver_next(twilio, clock=lambda: next(moments), calling=[city.id])
    assert settle_all(twilio, now=now + 59 * SECOND) == 0
    assert status(session, message) is Status.SENDING

    settle_all(twilio, now=now + MINUTE)
    assert status(session, message) is Status.UNKNOWN


def test_what_was_lost_and_is_of_no_more_use_is_not_sent_again(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    message = write(city, ada, now=now, useful_for=90 * SECOND)
    carrier.luck.creating = [standin.LOST_500]
    send_all(twilio, city, now=now)

    for minute in range(1, 5):
        settle_all(twilio, now=now + minute * MINUTE)
        send_all(twilio, city, now=now + minute * MINUTE)

    assert status(session, message) is Status.FAILED
    assert carrier.calls["create"] == 1


def test_the_same_words_sent_before_are_not_taken_for_what_was_lost(
    session: Session, city: City, ada: Contact, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    first = write(city, ada, "the same words", now=now)
    send_all(twilio, city, now=now)
    second = write(city, ada, "the same words", now=now)
    carrier.luck.creating = [standin.LOST_500]
    carrier.now = now + SECOND
    send_all(twilio, city, now=now + SECOND)
    assert status(session, second) is Status.UNKNOWN

    for minute in range(1, 4):
        settle_all(twilio, now=now + minute * MINUTE + SECOND)
        send_all(twilio, city, now=now + minute * MINUTE + SECOND)

    assert status(session, first) is status(session, second) is Status.ACCEPTED
    assert first.sid != second.sid
    assert kept_of(carrier, first) == kept_of(carrier, second) == 1


def test_among_many_faults_nobody_is_missed_or_texted_twice(
    session: Session, city: City, carrier: StandIn, twilio: Twilio, now: datetime
) -> None:
    silent = standin.ACCEPTED_THEN_SILENT  # the slow one is left to the tests above
    faults = [f for f in standin.ACCEPTED_THEN_TROUBLE if f is not silent] + LOST
    carrier.luck.creating = [
        faults[n // 3 % len(faults)] if n % 3 == 0 else None for n in range(60)
    ]
    people = [a_contact(session, city) for _ in range(40)]
    for person in people:
        write(city, person, "Can you help?", now=now, useful_for=DAY)

    for second in range(0, 600, 5):
        carrier.now = now + second * SECOND
        for _ in range(5):
            send_next(twilio, city, now=carrier.now)
        settle_all(twilio, now=carrier.now)

    assert sum(carrier.luck.fired.values()) > 10
    assert sorted(kept.to for kept in carrier.kept) == sorted(person.phone for person in people)
