"""Whether members may come in."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound
from volunteer.staff import record, second_factor, service
from volunteer.staff.model import Member
from volunteer.visits import service as visits
from volunteer.visits.model import Ended


def disable(city_id: int, email: str, *, now: datetime) -> None:
    """Let a member in no more, and end their visits at once; their links are worth nothing."""
    with transaction() as session:
        member = _with_email(session, city_id, email, Member.disabled_at.is_(None))
        shut_out(session, member, by=By.OPERATOR, now=now)


def enable(city_id: int, email: str, *, now: datetime) -> None:
    """Let a member in again who was disabled; what they had open before stays ended."""
    with transaction() as session:
        member = _with_email(session, city_id, email, Member.disabled_at.is_not(None))
        let_in_again(session, member, by=By.OPERATOR, now=now)


def forget_phone(city_id: int, email: str, *, now: datetime) -> str:
    """Forget the phone that shows a member's codes; return the token of a link to a new one."""
    with transaction() as session:
        member = _with_email(session, city_id, email, Member.disabled_at.is_(None))
        token = service.new_link(session, member, asks_password=True, now=now)
        second_factor.reset(session, member, by=By.OPERATOR, now=now)
        return token


def shut_out(session: Session, member: Member, *, by: By, now: datetime) -> None:
    """Disable a member, in the caller's transaction."""
    member.disabled_at = now
    service.end_links(session, member, now=now)
    visits.end_all(session, member.city_id, member.id, Ended.DISABLED, now=now)
    record.of_member(session, member, Deed.MEMBER_DISABLED, by=by, now=now)


def let_in_again(session: Session, member: Member, *, by: By, now: datetime) -> None:
    """Enable a member again, in the caller's transaction."""
    member.disabled_at = None
    record.of_member(session, member, Deed.MEMBER_ENABLED, by=by, now=now)


def _with_email(
    session: Session, city_id: int, email: str, before: sa.ColumnElement[bool]
) -> Member:
    which = Member.city_id == city_id, Member.email == email.strip().lower(), before
    member = session.scalar(sa.select(Member).where(*which).with_for_update())
    if member is None:
        raise NotFound("no such member")
    return member
