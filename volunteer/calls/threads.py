"""What was texted between the city and a phone, as far as whoever reads it may see it.

Sign-in codes are nobody's but the phone's. Of what another organisation asked, and what it
was answered, only the council's leads see something.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls.model import Invitation, Placement
from volunteer.messages.model import Asked, Message, Question, Text
from volunteer.projects.model import Opening, Project, ProjectRole
from volunteer.staff.model import Member

T = TypeVar("T", Text, Message)
CODE = "code"  # the kind of message that lets somebody in


def of_texts(
    session: Session, member: Member, texts: Sequence[Text], *, limit: int = 20
) -> dict[int, list[Text | Message]]:
    """Return the last texts between the city and the phone of each text, the oldest first.

    The texts themselves are on the member's desk, so they may be seen.
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
    of_phones = sa.select(Text).where(Text.city_id == member.city_id, Text.contact_id.in_(phones))
    if member.sees_whole_city:
        return of_phones
    answered = sa.select(Question.settled_by_text_id).where(
        Question.city_id == member.city_id,
        Question.contact_id.in_(phones),
        Question.settled_by_text_id.is_not(None),
        _is_own(member),
    )
    own = Text.organisation_id == member.organisation_id
    return of_phones.where(sa.or_(own, Text.id.in_(answered)))


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
        _is_own(member),
    )
    answers = _came(member, phones).with_only_columns(Text.id)
    return of_phones.where(
        sa.or_(Message.question_id.in_(asked), Message.in_reply_to_id.in_(answers))
    )


def _is_own(member: Member) -> sa.ColumnElement[bool]:
    """Return the condition that a question is about a project of the member's organisation."""
    invited = _of_own_projects(member, Invitation).with_only_columns(Invitation.id)
    placed = _of_own_projects(member, Placement).with_only_columns(Placement.id)
    return sa.or_(
        sa.and_(Question.kind == Asked.CALL, Question.subject_id.in_(invited)),
        sa.and_(Question.kind.in_((Asked.OFFER, Asked.HOURS)), Question.subject_id.in_(placed)),
    )


def _of_own_projects(member: Member, about: type[Invitation] | type[Placement]) -> sa.Select[Any]:
    return (
        sa.select(about)
        .join(Opening, Opening.id == about.opening_id)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(Project, Project.id == ProjectRole.project_id)
        .where(
            about.city_id == member.city_id,
            Project.city_id == member.city_id,
            Project.organisation_id == member.organisation_id,
        )
    )


def _when(one: Text | Message) -> datetime:
    return one.received_at if isinstance(one, Text) else one.created_at
