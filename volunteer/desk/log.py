"""Every text that came, the newest first: of one sort, or of one person."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.core.errors import NotFound
from volunteer.desk.scope import visible_to
from volunteer.messages.effects import Changed, Effect
from volunteer.messages.model import Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.staff.model import Member

ACTED_ON = (
    Outcome.DONE, Outcome.STARTED, Outcome.HELPED, Outcome.ASKED_BACK, Outcome.SHOWN
)  # fmt: skip


class Sort(StrEnum):
    """What became of a text."""

    PERSON = "person"
    ACTED = "acted"
    NOTHING = "nothing"
    STOP = "stop"


def find(
    session: Session,
    member: Member,
    *,
    sort: Sort | None = None,
    name: str = "",
    limit: int,
    offset: int = 0,
) -> list[Text]:
    """Return the texts that a member may read, the newest first.

    ``name`` is part of the name of somebody who has the phone that a text came from.
    """
    return list(
        session.scalars(
            sa.select(Text)
            .where(visible_to(member), *_of_sort(member, sort), *_of_person(member, name))
            .options(joinedload(Text.contact))
            .order_by(Text.received_at.desc(), Text.id.desc())
            .limit(limit)
            .offset(offset)
        )
    )


def one(session: Session, member: Member, text_id: int) -> Text:
    """Return a text that a member may read."""
    text = session.scalar(
        sa.select(Text)
        .where(visible_to(member), Text.id == text_id)
        .options(joinedload(Text.contact))
    )
    if text is None:
        raise NotFound("no such text for this member")
    return text


def _of_sort(member: Member, sort: Sort | None) -> list[sa.ColumnElement[bool]]:
    if sort is None:
        return []
    stopped = sa.select(Effect.text_id).where(
        Effect.city_id == member.city_id, Effect.changed == Changed.STOP
    )
    sorts = {
        Sort.PERSON: Text.desk_at.is_not(None),
        Sort.ACTED: Text.outcome.in_(ACTED_ON),
        Sort.NOTHING: Text.outcome == Outcome.NOTHING,
        Sort.STOP: sa.or_(Text.outcome == Outcome.STOPPED, Text.id.in_(stopped)),
    }
    return [sorts[sort]]


def _of_person(member: Member, name: str) -> list[sa.ColumnElement[bool]]:
    if not name:
        return []
    named = sa.select(Volunteer.contact_id).where(
        Volunteer.city_id == member.city_id, Volunteer.name.icontains(name, autoescape=True)
    )
    return [Text.contact_id.in_(named)]
