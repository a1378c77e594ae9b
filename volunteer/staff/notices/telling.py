"""Telling: a notice for each who should know, written with what it tells of."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.upsert import insert_new
from volunteer.staff import recipients
from volunteer.staff.model import Member
from volunteer.staff.notices import choices
from volunteer.staff.notices.kinds import ACCOUNT, Kind, Often, due
from volunteer.staff.notices.model import Notice, NoticeStatus


def tell(
    session: Session,
    city: City,
    members: Iterable[Member | int],
    kind: Kind,
    *,
    about: tuple[str, int],
    now: datetime,
) -> int:
    """Tell members (or their ids) of something; return how many will hear of it.

    Whoever has an unsent notice of the same gets no second one. Each is told as often as
    they chose; whoever wants none of it gets a row that says so, and no mail. When nobody
    would hear of a danger at once, the city's leads and administrators do all the same.
    """
    wanted = choices.of_many(session, city.id, {_id(one) for one in members}, kind)
    if kind is Kind.DANGER and Often.AT_ONCE not in wanted.values():
        leads = recipients.leads(session, city.id)
        wanted |= dict.fromkeys((lead.id for lead in leads), Often.AT_ONCE)
    told = 0
    for member_id, often in sorted(wanted.items()):
        at = due(often, now, city.zone)
        if _write(session, city.id, member_id, kind, about, now=now, at=at) and at is not None:
            told += 1
    return told


def tell_account(
    session: Session, member: Member, kind: Kind, *, now: datetime, what: str = ""
) -> None:
    """Tell a member at once of their own account, whatever they chose.

    ``what`` says for SECURITY what happened, as ``templates/mail/en/security.txt`` knows it
    ("password", "second factor", "new browser" …). The link of INVITED and NEW_PASSWORD is
    made when the mail is sent, and kept nowhere.
    """
    if kind not in ACCOUNT:
        raise ValueError(f"{kind} is not about an account")
    about = (what or kind.value, member.id)
    _write(session, member.city_id, member.id, kind, about, now=now, at=now)


def was_told(
    city_id: int,
    kind: Kind,
    about: str,
    about_id: sa.SQLColumnExpression[int],
    since: datetime | sa.SQLColumnExpression[datetime] | sa.SQLColumnExpression[datetime | None],
) -> sa.Exists:
    """Return the condition that anybody was told of something since a moment, or chose not to be.

    For whoever looks again and again for what there is to tell.
    """
    return sa.exists().where(
        Notice.city_id == city_id,
        Notice.kind == kind,
        Notice.about == about,
        Notice.about_id == about_id,
        Notice.made_at >= since,
    )


def _id(one: Member | int) -> int:
    return one.id if isinstance(one, Member) else one


def _write(
    session: Session,
    city_id: int,
    member_id: int,
    kind: Kind,
    about: tuple[str, int],
    *,
    now: datetime,
    at: datetime | None,
) -> bool:
    written: int | None = insert_new(
        session,
        Notice,
        city_id=city_id,
        member_id=member_id,
        kind=kind,
        about=about[0],
        about_id=about[1],
        status=NoticeStatus.DROPPED if at is None else NoticeStatus.QUEUED,
        made_at=now,
        due_at=at or now,
        settled_at=now if at is None else None,
        attempts=0,
    )
    return written is not None
