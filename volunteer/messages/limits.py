"""How much one phone gets: of answers, so that two machines never talk for long, and in all."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import bulk, plans
from volunteer.core.readymade import Readymade
from volunteer.messages.model import Contact, Lane, Message

TEN_MINUTES = timedelta(minutes=10)
HOUR = timedelta(hours=1)
MOST_SAME_AN_HOUR, MOST_AN_HOUR = 5, 20  # of anything, to one number: design/sms

# Answers after which nothing has changed: with these two machines could go on for ever.
CHATTER = frozenset(
    {
        "already_joined",
        "choose_again",
        "code_unknown",
        "help",
        "hours_again",
        "hours_confirmed",
        "hours_refused",
        "how_to_join",
        "join_name",
        "join_name_again",
        "join_postcode_again",
        "join_refused",
        "no_place",
        "nothing_asked",
        "nothing_on",
        "only_english",
        "passed_on",
        "picture",
        "say_cant_come",
        "say_which",
    }
)
ALWAYS = frozenset({"danger", "stopped"})  # said however much else was said before
# Made once, as every answer asks them: to make a statement takes longer than to run it.
_ANSWERS = (
    Message.city_id == sa.bindparam("city_id"),
    Message.contact_id == sa.bindparam("contact_id"),
    Message.lane == Lane.REPLY,
    Message.in_reply_to_id.is_not(None),
    Message.created_at > sa.bindparam("since"),
)
_SAME: sa.ColumnElement[bool] = Message.body == sa.bindparam("body")
_IS_CHATTER = sa.or_(*(Message.kind == kind for kind in sorted(CHATTER)))
LATELY = Readymade(sa.select(sa.func.count(), sa.func.count().filter(_SAME)).where(*_ANSWERS))
CHATTED = Readymade(sa.select(sa.func.count()).where(*_ANSWERS, _IS_CHATTER))
SAID = Readymade(sa.select(sa.func.count()).where(*_ANSWERS, Message.kind == sa.bindparam("kind")))


def may_answer(
    session: Session, city: City, contact: Contact, kind: str, body: str, *, now: datetime
) -> bool:
    """Return whether one more automatic answer to this phone is within the limits.

    What tells somebody of an effect is limited by the hour only. A machine may sound like
    danger too ("in an emergency dial 999"): to ring 999 is said a few times an hour.
    """
    whose = {"city_id": contact.city_id, "contact_id": contact.id}
    [(sent, same)] = LATELY.all(session, {**whose, "since": now - HOUR, "body": body})
    if kind == "danger":
        return same < city.rules.same_answers_in_an_hour
    if kind in ALWAYS:
        return same < MOST_SAME_AN_HOUR
    if kind not in CHATTER:
        return same < MOST_SAME_AN_HOUR and sent < MOST_AN_HOUR
    chatter = CHATTED.scalar_one(session, {**whose, "since": now - TEN_MINUTES})
    rules = city.rules
    return same < rules.same_answers_in_an_hour and chatter < rules.answers_in_10_minutes


def much_texted(
    session: Session, city_id: int, contact_ids: Collection[int], *, now: datetime
) -> set[int]:
    """Return which of these phones had so many texts in the last hour that one more might wait.

    What was just claimed for them counts as one.
    """
    found = (
        sa.select(Message.contact_id)
        .where(
            Message.city_id == city_id,
            Message.contact_id.in_(bulk.listed_ids(session)),
            plans.by_its_key(Message.claimed_at > now - HOUR),
        )
        .group_by(Message.contact_id)
        .having(sa.func.count() > MOST_SAME_AN_HOUR)
    )
    return set(session.scalars(found, bulk.document_of_ids(contact_ids)))


def crowded_until(session: Session, message: Message, *, now: datetime) -> datetime | None:
    """Return when a phone has had so few texts again that this one may go; None for now.

    Of whatever kind and whoever wrote them: a call, a notice, a reply from the desk.
    """
    if message.kind in ALWAYS:
        return None
    waits = (
        _nth_last(session, message, MOST_AN_HOUR, now),
        _nth_last(session, message, MOST_SAME_AN_HOUR, now, Message.body == message.body),
    )
    return max((at + HOUR for at in waits if at is not None), default=None)


def _nth_last(
    session: Session, message: Message, nth: int, now: datetime, *which: sa.ColumnElement[bool]
) -> datetime | None:
    """Return when the nth last other text to this phone was sent, if that is within the hour."""
    return session.scalar(
        sa.select(Message.claimed_at)
        .where(
            Message.city_id == message.city_id,
            Message.contact_id == message.contact_id,
            Message.id != message.id,
            Message.claimed_at > now - HOUR,
            *which,
        )
        .order_by(Message.claimed_at.desc())
        .offset(nth - 1)
        .limit(1)
    )


def said_since(session: Session, contact: Contact, kind: str, *, since: datetime) -> bool:
    """Return whether this phone was sent a kind of message since a moment."""
    whose = {"city_id": contact.city_id, "contact_id": contact.id}
    return SAID.scalar_one(session, {**whose, "since": since, "kind": kind}) > 0
