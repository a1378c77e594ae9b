"""What was texted between the city and a phone, as far as whoever reads it may see it.

Sign-in codes are nobody's but the phone's. Of what another organisation asked, and what it
was answered, only the council's leads see something.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.desk.scope import about_own_project, visible_to
from volunteer.messages.model import Message, Question, Text
from volunteer.staff.model import Member

T = TypeVar("T", Text, Message)
CODE = "code"  # the kind of message that lets somebody in


def of_texts(
    session: Session, member: Member, texts: Sequence[Text], *, limit: int = 20
) -> dict[int, list[Text | Message]]:
    """Return the last texts between the city and the phone of each text, the oldest first.

    The texts themselves may be seen by the member.
    """
    phones: dict[int, list[Text | Message]] = {text.contact_id: [] for text in texts}
    came, went = _came(member, phones), _went(member, phones)
    for one in (*_last(session, came, Text, limit), *_last(session, went, Message, limit)):
        phones[one.contact_id].append(one)
    return {text.id: sorted(phones[text.contact_id], key=_when)[-limit:] for text in texts}


def _last(session: Session, found: sa.Select[T], kind: type[T], limit: int) -> sa.ScalarResult[T]:
    """Return the last of what was found, of each phone."""
    nth = sa.func.row_number().over(partition_by=kind.contact_id, order_by=kind.id.desc())
    ranked = found.add_columns(nth.label("nth")).subquery()
    return session.scalars(sa.select(aliased(kind, ranked)).where(ranked.c.nth <= limit))


def _came(member: Member, phones: Collection[int]) -> sa.Select[Text]:
    return sa.select(Text).where(visible_to(member), Text.contact_id.in_(phones))


def _went(member: Member, phones: Collection[int]) -> sa.Select[Message]:
    of_phones = sa.select(Message).where(
        Message.city_id == member.city_id,
        Message.contact_id.in_(phones),
        Message.kind != CODE,
    )
    if member.sees_whole_city:
        return of_phones
    asked = sa.select(Question.id).where(
        Question.city_id == member.city_id,
        Question.contact_id.in_(phones),
        about_own_project(member),
    )
    answers = _came(member, phones).with_only_columns(Text.id)
    return of_phones.where(
        sa.or_(Message.question_id.in_(asked), Message.in_reply_to_id.in_(answers))
    )


def _when(one: Text | Message) -> datetime:
    return one.received_at if isinstance(one, Text) else one.created_at
