"""What became of a message: the carrier's first answer, its callbacks, its errors."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from volunteer.core import lists, walls
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import GatewayError
from volunteer.messages import again, contacts, ledger, questions, reach, senders
from volunteer.messages.codes import Meaning, meaning_of
from volunteer.messages.model import UNSETTLED, Message, Question, QuestionState, Source
from volunteer.messages.status import FINAL, Status, advance, from_carrier

LOOK_UP_AFTER = timedelta(seconds=60)
SLOWER = timedelta(seconds=30)


def record_accepted(message_id: int, sid: str, *, now: datetime) -> None:
    """Write down that the carrier took a message, under which id of its own."""
    with transaction() as session:
        message = _locked(session, Message.id == message_id)
        if message is not None:
            _accept(session, message, sid, Status.ACCEPTED, now)


@again_after_deadlock
def record_all_accepted(
    city_id: int, sids: Mapping[int, str], *, claimed_at: datetime, now: datetime
) -> None:
    """Write down that the carrier took many messages of one claim: its ids by ours.

    What a callback has spoken of already is looked at one by one.
    """
    with transaction() as session:
        done = _accept_all(session, city_id, sids, claimed_at, now)
        questions.start_windows(session, city_id, done.values(), now=now)
    for message_id in sids.keys() - done.keys():
        record_accepted(message_id, sids[message_id], now=now)


def record_failure(
    message_id: int, claimed_at: datetime, error: GatewayError, *, now: datetime
) -> None:
    """Write down that the carrier did not take a message, or that nobody knows.

    It is of the claim that was made at ``claimed_at``: who wakes late has nothing to say of
    a message that somebody else has claimed since.
    """
    with transaction() as session:
        message = _locked(session, Message.id == message_id)
        if message is None or message.status is not Status.SENDING:
            return  # a callback came first and knows better
        if message.claimed_at != claimed_at:
            return
        _note(message, error.code or "unknown")
        if error.uncertain:
            message.status, message.look_up_at = Status.UNKNOWN, now + LOOK_UP_AFTER
        elif error.permanent:
            _refused(session, message, error.code, now)
        else:
            _again(message, now)


def record_callback(
    token: str, *, sid: str, word: str, code: str, now: datetime, to: str | None = None
) -> bool:
    """Write down what a callback says; return whether it spoke of a message of ours.

    One that names another phone (``to``) speaks of none. In any order and any number of
    times the end is the same. The token is ours and unguessable, so this query does not
    name its city.
    """
    status = from_carrier(word)
    with transaction() as session:
        message = _locked(session, Message.token == token)
        if message is None or to not in (None, message.to):
            return False
        if status is None:
            return True
        is_news = code != message.error
        _note(message, code)
        _accept(session, message, sid, status, now)
        if is_news:
            _heed(session, message, code, now)
    return True


def is_taken(session: Session, sid: str) -> bool:
    """Return whether a message of ours (of any city) has the carrier's id already."""
    return session.scalar(sa.select(Message.id).where(Message.sid == sid)) is not None


def _note(message: Message, code: str) -> None:
    """Keep the carrier's latest code; a word of ours stands only where there is none."""
    if code.isdigit() or message.error is None:
        message.error = code or None


def _locked(session: Session, which: sa.ColumnElement[bool]) -> Message | None:
    """Lock the message (of any city) with a callback's token, or that was just handed over."""
    return session.scalar(sa.select(Message).where(which).with_for_update())


def _accept(session: Session, message: Message, sid: str, status: Status, now: datetime) -> None:
    _adopt(session, message, sid)
    moved = advance(message.status, status)
    if moved is message.status:
        return
    message.status = moved
    if message.accepted_at is None:
        message.accepted_at = now
        question = _question(session, message)
        if question is not None:
            questions.start_window(question, now=now)
    message.settled_at = now if moved in FINAL else None
    if moved in questions.LOST and not _goes_again(session, message, now):
        let_go(session, message, now=now)
    elif moved is Status.DELIVERED:
        _reached(message)


def _goes_again(session: Session, message: Message, now: datetime) -> bool:
    """Return whether a phone was off that may be on again while the text is of use."""
    is_off = meaning_of(message.error or "") is Meaning.PHONE_OFF
    return is_off and again.write(session, message, now=now)


def _reached(message: Message) -> None:
    """Note that texts arrive at a phone, if this one went out after it was said to be lost."""
    lost_at = message.contact.unreachable_at
    if lost_at is not None and message.claimed_at is not None and message.claimed_at >= lost_at:
        reach.regain(message.contact)


def _accept_all(
    session: Session, city_id: int, sids: Mapping[int, str], claimed_at: datetime, now: datetime
) -> dict[int, int | None]:
    """Accept what is as it was claimed; return the ids of those messages and their questions'.

    None, if one of the carrier's ids is another message's.
    """
    kind = lists.dialect_of(session)
    theirs = lists.rows(kind, "theirs", id=sa.Integer(), sid=sa.String())
    accepting = (
        sa.update(Message)
        .where(
            Message.city_id == city_id,
            Message.id == theirs.c.id,
            Message.status == Status.SENDING,
            Message.claimed_at == claimed_at,
            Message.accepted_at.is_(None),
        )
        .values(status=Status.ACCEPTED, sid=theirs.c.sid, accepted_at=now, settled_at=None)
        .returning(Message.id, Message.question_id)
        .execution_options(synchronize_session=False)
    )
    ids = sorted(one for one, sid in sids.items() if sid)
    given = lists.given(kind, "theirs", id=ids, sid=[sids[one] for one in ids])
    try:
        with session.begin_nested():
            return {row.id: row.question_id for row in session.execute(accepting, given)}
    except IntegrityError:
        return {}


def _adopt(session: Session, message: Message, sid: str) -> None:
    if message.sid is None and sid and not is_taken(session, sid):
        message.sid = sid


def _refused(session: Session, message: Message, code: str, now: datetime) -> None:
    kind = meaning_of(code)
    if kind is Meaning.CONFIGURATION:  # ours to mend: stop the number, lose nothing
        message.status = Status.QUEUED
        senders.halt(session, message.city_id, int(code), now=now)
        return
    message.status = Status.FAILED
    let_go(session, message, now=now)
    _heed(session, message, code, now)


def _heed(session: Session, message: Message, code: str, now: datetime) -> None:
    """Do what a code asks for beyond its own message."""
    kind = meaning_of(code)
    if kind is Meaning.STOPPED:
        _stop(session, message, now)
    elif kind is Meaning.BAD_NUMBER:
        reach.lose(message.contact, code, now=now)


def _again(message: Message, now: datetime) -> None:
    message.status = Status.QUEUED
    message.due_at = now + SLOWER * 2 ** min(message.attempts - 1, 6)


def let_go(session: Session, message: Message, *, now: datetime) -> None:
    """Settle a message that will not arrive, and close what it would have asked."""
    message.settled_at = now
    question = _question(session, message)
    if question is not None and question.state in UNSETTLED:
        question.state, question.settled_at = QuestionState.CLOSED, now


def _question(session: Session, message: Message) -> Question | None:
    if message.question_id is None:
        return None
    return walls.find(session, Question, message.city_id, message.question_id)


def _stop(session: Session, message: Message, now: datetime) -> None:
    """Take over the carrier's stop, once; not one from before the phone last said START."""
    contact = contacts.locked(session, city_id=message.city_id, contact_id=message.contact_id)
    sent, agreed = message.claimed_at, contact.consented_at
    if sent is not None and agreed is not None and sent < agreed:
        return
    contact.carrier_blocked_at = now
    if contact.stopped_at is None:
        ledger.stop(session, contact, source=Source.CARRIER, wording="21610", now=now)
