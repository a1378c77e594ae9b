"""What waits on a desk: texts that a person must look at, until somebody has."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.desk.scope import visible_to, waiting_for
from volunteer.messages.model import HOLDS_PHONE, Contact, Outcome, Text
from volunteer.people.model import State, Volunteer
from volunteer.staff.model import Member

AT_ONCE = 20  # texts on a page
LATELY = timedelta(hours=1)
DANGER_FIRST = (sa.case((Text.outcome == Outcome.DANGER, 0), else_=1), Text.desk_at, Text.id)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whom the texts of a desk keep from being asked to help: how many people, since when."""

    people: int
    since: datetime


def waiting(
    session: Session, member: Member, *, mine: bool = False, limit: int = 100
) -> list[Text]:
    """Return the texts on a member's desk: danger first, then who has waited longest.

    ``mine`` are those that the member looks after.
    """
    return list(
        session.scalars(
            sa.select(Text)
            .where(waiting_for(member), *([Text.assigned_to_id == member.id] if mine else []))
            .options(joinedload(Text.contact))
            .order_by(*DANGER_FIRST)
            .limit(limit)
        )
    )


def how_many(session: Session, member: Member) -> tuple[int, int]:
    """Return how many texts wait on a member's desk, and how many of them are the member's."""
    mine = sa.func.count(sa.case((Text.assigned_to_id == member.id, 1)))
    row = session.execute(sa.select(sa.func.count(), mine).where(waiting_for(member))).one()
    return row[0], row[1]


def kept(session: Session, member: Member) -> Kept | None:
    """Return whom the texts on a member's desk keep from being asked; None if nobody.

    Everybody on the phone counts who would be asked else: not who has left or said stop.
    """
    people, since = session.execute(
        sa.select(sa.func.count(Volunteer.id.distinct()), sa.func.min(Text.desk_at))
        .select_from(Text)
        .join(Contact, Contact.id == Text.contact_id)
        .join(Volunteer, Volunteer.contact_id == Contact.id)
        .where(
            waiting_for(member),
            HOLDS_PHONE,
            Volunteer.city_id == member.city_id,
            Volunteer.state == State.ACTIVE,
            Contact.consented_at.is_not(None),
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
        )
    ).one()
    return None if since is None else Kept(people, since)


def holding(session: Session, member: Member, contact_id: int) -> int | None:
    """Return the id of a text that keeps a phone from being called, if the member may read it."""
    return session.scalar(
        sa.select(Text.id)
        .where(visible_to(member), Text.contact_id == contact_id, HOLDS_PHONE)
        .order_by(*DANGER_FIRST)
        .limit(1)
    )


def lately_settled(session: Session, member: Member, *, now: datetime) -> list[Text]:
    """Return the last texts that a member dealt with just now: a slip is seen at once."""
    return list(
        session.scalars(
            sa.select(Text)
            .where(visible_to(member), Text.seen_by_id == member.id, Text.seen_at > now - LATELY)
            .order_by(Text.seen_at.desc(), Text.id.desc())
            .limit(3)
        )
    )
