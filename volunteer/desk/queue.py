"""What waits on a desk: texts that a person must look at, until somebody has."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.desk.scope import visible_to, waiting_for
from volunteer.messages.model import Outcome, Text
from volunteer.staff.model import Member

AT_ONCE = 20  # texts on a page
LATELY = timedelta(hours=1)


def waiting(
    session: Session, member: Member, *, mine: bool = False, limit: int = 100
) -> list[Text]:
    """Return the texts on a member's desk: danger first, then who has waited longest.

    ``mine`` are those that the member looks after.
    """
    danger_first = sa.case((Text.outcome == Outcome.DANGER, 0), else_=1)
    return list(
        session.scalars(
            sa.select(Text)
            .where(waiting_for(member), *([Text.assigned_to_id == member.id] if mine else []))
            .options(joinedload(Text.contact))
            .order_by(danger_first, Text.desk_at, Text.id)
            .limit(limit)
        )
    )


def how_many(session: Session, member: Member) -> tuple[int, int]:
    """Return how many texts wait on a member's desk, and how many of them are the member's."""
    mine = sa.func.count(sa.case((Text.assigned_to_id == member.id, 1)))
    row = session.execute(sa.select(sa.func.count(), mine).where(waiting_for(member))).one()
    return row[0], row[1]


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
