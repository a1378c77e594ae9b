"""What became of a message: in whatever order, however often and whenever it is told."""

from datetime import datetime
from itertools import count

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import a_contact
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
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Letter
from volunteer.messages import ledger, receipts, senders, sending
from volunteer.messages.model import (
    Consent,
    Contact,
    Lane,
    Message,
    Question,
    QuestionState,
    Sender,
    Source,
)
from volunteer.messages.status import FINAL, Status

ANSWER = ("the answer to our own call", "")
UNCERTAIN = ("no answer to our own call", "")
STORIES = [
    [("queued", ""), ("sending", ""), ("sent", ""), ("delivered", "")],
    [("queued", ""), ("sent", ""), ("undelivered", "30003")],
    [("accepted", ""), ("queued", ""), ("failed", "30007")],
    [("sent", "")],
    [("failed", "21610")],
]
_serial = count(1)


@pytest.fixture
def ada(session: Session, city: City) -> Contact:
    """Give Ada's phone, which agreed to calls."""
    contact = a_contact(session, city)
    contact.consented_at = contact.created_at
    session.commit()
    return contact


@pytest.fixture
def message(city: City, ada: Contact, sms: FakeSms, now: datetime) -> Message:
    """Give a text that the carrier took."""
    message = write(city, ada, now=now)
    send_all(sms, city, now=now)
    return message


def report(message: Message, word: str, code: str = "", *, sid: str, now: datetime) -> bool:
    return receipts.record_callback(message.token, sid=sid, word=word, code=code, now=now)


def stops(session: Session) -> list[Consent]:
    session.rollback()
    return list(session.scalars(sa.select(Consent).where(~Consent.given)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_reports_any_number_of_times_comes_to_the_same_end(
    session: Session, city: City, ada: Contact, now: datetime, data: st.DataObject
) -> None:
    story = data.draw(st.sampled_from(STORIES))
    own = data.draw(st.sampled_from([[ANSWER], [UNCERTAIN], []]))
    twice = data.draw(st.lists(st.sampled_from(story), max_size=3))
    told = data.draw(st.permutations([*story, *own, *twice]))
    message = _on_its_way(session, city, ada, now)
    sid = f"SM{message.id}"

    for minute, (word, code) in enumerate(told):
        _tell(message, word, code, sid=sid, now=now + minute * MINUTE)

    last, error = story[-1]
    assert status(session, message) == last
    assert message.sid == sid
    assert (message.error == error) if error else (message.error in {None, "no answer"})
    assert (message.settled_at is not None) == (message.status in FINAL)


def _on_its_way(session: Session, city: City, contact: Contact, now: datetime) -> Message:
    message = write(city, contact, now=now)
    message.status = Status.SENDING
    message.claimed_at = now
    session.commit()
    return message


def _tell(message: Message, word: str, code: str, *, sid: str, now: datetime) -> None:
    if (word, code) == ANSWER:
        receipts.record_accepted(message.id, sid, now=now)
    elif (word, code) == UNCERTAIN:
        trouble = GatewayError("no answer", uncertain=True, code="no answer")
        assert message.claimed_at is not None
        receipts.record_failure(message.id, message.claimed_at, trouble, now=now)
    else:
        report(message, word, code, sid=sid, now=now)


def test_a_callback_before_the_answer_to_our_own_call_brings_the_sid(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    class Hasty(FakeSms):
        def send(self, letter: Letter) -> str:
            sid = super().send(letter)
            receipts.record_callback(letter.token, sid=sid, word="delivered", code="", now=now)
            return sid

    message = write(city, ada, now=now)

    send_all(Hasty(), city, now=now)

    assert status(session, message) is Status.DELIVERED
    assert message.sid == f"SM{1:032}"


def test_a_callback_settles_what_nobody_knew(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message = write(city, ada, now=now)
    sms.failures = [GatewayError("no answer", uncertain=True, code="no answer")]
    send_all(sms, city, now=now)
    assert status(session, message) is Status.UNKNOWN

    assert report(message, "sent", sid="SM77", now=now + HOUR)

    assert status(session, message) is Status.SENT
    assert message.sid == "SM77"


def test_a_token_that_is_not_ours_makes_nothing(
    session: Session, message: Message, now: datetime
) -> None:
    known = receipts.record_callback("f" * 32, sid="SM77", word="delivered", code="", now=now)

    assert not known
    assert status(session, message) is Status.ACCEPTED
    assert session.scalar(sa.select(sa.func.count()).select_from(Message)) == 1


@pytest.mark.parametrize("word", ["received", "partially_delivered", "teleported", ""])
def test_a_word_that_we_do_not_know_moves_nothing(
    session: Session, message: Message, now: datetime, word: str
) -> None:
    assert report(message, word, sid="SM77", now=now)

    assert status(session, message) is Status.ACCEPTED


@pytest.mark.parametrize("word", ["delivered", "undelivered", "failed", "canceled"])
def test_an_end_never_moves(session: Session, message: Message, now: datetime, word: str) -> None:
    report(message, word, sid="SM1", now=now)
    end, settled_at = status(session, message), message.settled_at

    for other in ("delivered", "undelivered", "failed", "canceled", "sent", "queued"):
        report(message, other, sid="SM1", now=now + HOUR)

    assert end in FINAL
    assert (status(session, message), message.settled_at) == (end, settled_at)


@pytest.mark.parametrize("end", [Status.EXPIRED, Status.SUPPRESSED, Status.CANCELLED])
def test_an_end_of_our_own_making_does_not_move_either(
    session: Session, city: City, ada: Contact, now: datetime, end: Status
) -> None:
    message = write(city, ada, now=now)
    message.status = end
    session.commit()

    report(message, "delivered", sid="SM1", now=now)

    assert status(session, message) is end
    assert message.sid == "SM1"


def test_an_error_code_is_never_erased(session: Session, message: Message, now: datetime) -> None:
    report(message, "undelivered", "30003", sid="SM1", now=now)
    report(message, "sent", sid="SM1", now=now)
    report(message, "undelivered", sid="SM1", now=now)

    session.refresh(message)
    assert message.error == "30003"


def test_the_carriers_code_says_more_than_that_it_gave_no_answer(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message = write(city, ada, now=now)
    sms.failures = [GatewayError("no answer", uncertain=True, code="no answer")]
    send_all(sms, city, now=now)

    report(message, "undelivered", "30003", sid="SM1", now=now)

    session.refresh(message)
    assert message.error == "30003"


def test_the_time_to_answer_runs_from_when_the_carrier_took_the_question(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message, question = write_question(city, ada, now=now, window=2 * HOUR)
    later = now + 30 * MINUTE

    send_next(sms, city, now=later)
    report(message, "delivered", sid="SM1", now=later + HOUR)

    session.refresh(question)
    assert (question.asked_at, question.expires_at) == (later, later + 2 * HOUR)


@pytest.mark.parametrize("word", ["undelivered", "failed"])
def test_a_question_that_did_not_arrive_is_closed(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, word: str
) -> None:
    message, question = write_question(city, ada, now=now)
    send_all(sms, city, now=now)

    report(message, word, "30003", sid="SM1", now=now)

    session.refresh(question)
    assert question.state is QuestionState.CLOSED


def test_an_answer_is_worth_more_than_a_report_that_nothing_arrived(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    message, question = write_question(city, ada, now=now)
    send_all(sms, city, now=now)
    session.refresh(question)
    question.state = QuestionState.ANSWERED
    session.commit()

    report(message, "undelivered", "30003", sid="SM1", now=now)

    session.refresh(question)
    assert question.state is QuestionState.ANSWERED


def test_a_stop_that_the_carrier_holds_is_written_into_our_ledger(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime
) -> None:
    refused, question = write_question(city, ada, now=now)
    waiting = write(city, ada, now=now)
    sms.failures = [GatewayError("stopped", permanent=True, code="21610")]

    send_all(sms, city, now=now)

    [entry] = stops(session)
    assert (entry.source, entry.contact_id) == (Source.CARRIER, ada.id)
    assert (ada.stopped_at, ada.carrier_blocked_at) == (now, now)
    assert status(session, refused) is Status.FAILED
    assert status(session, waiting) is Status.SUPPRESSED
    assert session.get_one(Question, question.id).state is QuestionState.CLOSED


def test_the_carriers_stop_may_come_with_a_callback_and_counts_once(
    session: Session, message: Message, ada: Contact, now: datetime
) -> None:
    for _ in range(3):
        report(message, "failed", "21610", sid="SM1", now=now)

    assert [entry.source for entry in stops(session)] == [Source.CARRIER]


def test_a_late_repeat_of_the_carriers_stop_does_not_stop_who_started_again(
    session: Session, message: Message, ada: Contact, now: datetime
) -> None:
    report(message, "failed", "21610", sid="SM1", now=now)
    with transaction() as open_session:
        ledger.give(open_session, ada, source=Source.TEXT, wording="START", now=now + HOUR)

    report(message, "failed", "21610", sid="SM1", now=now + DAY)

    session.refresh(ada)
    assert ada.may_be_called
    assert len(stops(session)) == 1


@pytest.mark.parametrize("code", ["20003", "21606", "30002", "401"])
def test_an_error_of_our_own_making_halts_the_number_and_loses_nothing(
    session: Session, city: City, ada: Contact, sms: FakeSms, now: datetime, code: str
) -> None:
    first, question = write_question(city, ada, now=now)
    second = write(city, a_contact(session, city), now=now)
    sms.failures = [GatewayError("ours to mend", permanent=True, code=code)]

    send_all(sms, city, now=now)

    sender = session.get_one(Sender, city.id)
    assert sender.halted_at == now
    assert sender.halted_because == f"carrier error {code}"
    assert senders.halted(session) == [city.slug]
    assert {status(session, first), status(session, second)} == {Status.QUEUED}
    assert session.get_one(Question, question.id).state is QuestionState.OPEN

    senders.resume(city.id, now=now)
    send_all(sms, city, now=now + MINUTE)
    assert len(sms.sent) == 2
    assert senders.halted(session) == []


def test_a_failure_that_is_told_after_a_callback_knows_less(
    session: Session, city: City, ada: Contact, now: datetime
) -> None:
    class HastyThenLost(FakeSms):
        def send(self, letter: Letter) -> str:
            receipts.record_callback(letter.token, sid="SM9", word="sent", code="", now=now)
            raise GatewayError("no answer", uncertain=True, code="no answer")

    message = write(city, ada, now=now)

    sending.deliver_next(HastyThenLost(), clock=lambda: now + SECOND, calling=[city.id])

    assert status(session, message) is Status.SENT
    assert message.error is None


def test_an_id_that_another_message_has_is_left_to_it(
    session: Session, city: City, ada: Contact, message: Message, now: datetime
) -> None:
    session.refresh(message)
    sid = message.sid or ""
    other = write(city, ada, now=now, lane=Lane.REPLY)

    report(other, "sent", sid=sid, now=now)

    assert status(session, other) is Status.SENT
    session.refresh(message)
    assert (message.sid, other.sid) == (sid, None)
