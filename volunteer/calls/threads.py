"""What was texted between the city and a phone, as far as whoever reads it may see it.

Sign-in codes are nobody's but the phone's. Of what another organisation asked, and what it
was answered, only the council's leads see something.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Invitation, Placement
from volunteer.messages.model import Asked, Message, Question, Text
from volunteer.projects.model import Opening, Project, ProjectRole
from volunteer.staff.model import Member

CODE = "code"  # the kind of message that lets somebody in


def of_text(
    session: Session, member: Member, text: Text, *, limit: int = 20
) -> list[Text | Message]:
    """Return the last texts between the city and the phone of a text, the oldest first."""
    came, went = _came(member, text), _went(member, text)
    both: list[Text | Message] = [
        *session.scalars(came.order_by(Text.id.desc()).limit(limit)),
        *session.scalars(went.order_by(Message.id.desc()).limit(limit)),
    ]
    return sorted(both, key=_when)[-limit:]


def _came(member: Member, text: Text) -> sa.Select[Text]:
    of_phone = sa.select(Text).where(
        Text.city_id == member.city_id, Text.contact_id == text.contact_id
    )
    if member.sees_whole_city:
        return of_phone
    answered = sa.select(Question.settled_by_text_id).where(
        Question.city_id == member.city_id,
        Question.contact_id == text.contact_id,
        Question.settled_by_text_id.is_not(None),
        _is_own(member),
    )
    own = Text.organisation_id == member.organisation_id
    return of_phone.where(sa.or_(Text.id == text.id, own, Text.id.in_(answered)))


def _went(member: Member, text: Text) -> sa.Select[Message]:
    of_phone = sa.select(Message).where(
        Message.city_id == member.city_id,
        Message.contact_id == text.contact_id,
        Message.kind != CODE,
    )
    if member.sees_whole_city:
        return of_phone
    asked = sa.select(Question.id).where(
        Question.city_id == member.city_id,
        Question.contact_id == text.contact_id,
        _is_own(member),
    )
    answers = _came(member, text).with_only_columns(Text.id)
    return of_phone.where(
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
