"""What each member chose to be told, and how often."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.staff import queries
from volunteer.staff.model import Member
from volunteer.staff.notices.kinds import CHOSEN, Kind, Often, default, due
from volunteer.staff.notices.model import Notice, NoticeChoice, NoticeStatus
from volunteer.staff.recipients import LEADS


def of(session: Session, member: Member) -> dict[Kind, Often]:
    """Return how often a member is told each kind of thing that they may choose."""
    own = _own(session, member)
    return {kind: own.get(kind) or default(kind, lead=member.sees_whole_city) for kind in CHOSEN}


def of_many(
    session: Session, city_id: int, member_ids: Collection[int], kind: Kind
) -> dict[int, Often]:
    """Return how often each of these is told a kind of thing; nobody who was disabled."""
    rows = session.execute(
        sa.select(Member.id, Member.role, NoticeChoice.often)
        .outerjoin(
            NoticeChoice,
            sa.and_(
                NoticeChoice.member_id == Member.id,
                NoticeChoice.city_id == city_id,
                NoticeChoice.kind == kind,
            ),
        )
        .where(Member.city_id == city_id, Member.id.in_(member_ids), Member.disabled_at.is_(None))
    )
    return {
        member_id: often or default(kind, lead=role in LEADS) for member_id, role, often in rows
    }


def choose(city: City, member_id: int, chosen: Mapping[Kind, Often], *, now: datetime) -> None:
    """Let a member choose; what waits for them already goes by it, too."""
    city_id, zone = city.id, city.zone
    with transaction() as session:
        member = queries.member(session, city_id, member_id)
        before = of(session, member)
        for kind, often in chosen.items():
            if kind in before and before[kind] is not often:
                _keep(session, member, kind, often)
                _put_off(session, member, kind, due(often, now, zone), now)


def _own(session: Session, member: Member) -> dict[Kind, Often]:
    rows = session.execute(
        sa.select(NoticeChoice.kind, NoticeChoice.often).where(
            NoticeChoice.city_id == member.city_id, NoticeChoice.member_id == member.id
        )
    )
    return {kind: often for kind, often in rows}  # noqa: C416 - typed rows


def _keep(session: Session, member: Member, kind: Kind, often: Often) -> None:
    row = session.scalar(
        sa.select(NoticeChoice)
        .where(
            NoticeChoice.city_id == member.city_id,
            NoticeChoice.member_id == member.id,
            NoticeChoice.kind == kind,
        )
        .with_for_update()
    )
    if row is None:
        session.add(
            NoticeChoice(member_id=member.id, kind=kind, city_id=member.city_id, often=often)
        )
    else:
        row.often = often
    session.flush()


def _put_off(
    session: Session, member: Member, kind: Kind, at: datetime | None, now: datetime
) -> None:
    """Move what was not tried yet; danger that was forced upon them stays as it is."""
    values = {"status": NoticeStatus.DROPPED, "settled_at": now} if at is None else {"due_at": at}
    session.execute(
        sa.update(Notice)
        .where(
            Notice.city_id == member.city_id,
            Notice.member_id == member.id,
            Notice.kind == kind,
            Notice.kind != Kind.DANGER,
            Notice.status == NoticeStatus.QUEUED,
            Notice.message_id.is_(None),
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
