"""What is done to a member's sign-in, written into the audit log."""

from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.staff.model import Member


def of_member(
    session: Session, member: Member, deed: Deed, *, by: By, now: datetime, **ids: int | bool | str
) -> None:
    """Write down what was done about a member, in the caller's transaction and last in it."""
    about = ("member", member.id)
    audit.record(session, member.city_id, deed, by=by, about=about, now=now, **ids)


def own(session: Session, member: Member, deed: Deed, *, now: datetime, **ids: int | str) -> None:
    """Write down what a member did about themselves."""
    of_member(session, member, deed, by=By.member(member.id), now=now, **ids)
