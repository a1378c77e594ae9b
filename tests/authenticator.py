"""Members of staff who can sign in: a password, and a phone that shows codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.staff import passwords, second_factor
from volunteer.staff.model import Member, SecondFactor

PASSWORD = "otter granite lantern"  # pragma: allowlist secret
STEP = timedelta(seconds=30)


def equip(session: Session, member: Member, *, now: datetime | None = None) -> str:
    """Give a member a password and a phone; return its secret. Their codes are all unused."""
    member.password_hash = passwords.hashed(PASSWORD)
    session.commit()
    at = (now or datetime.now(UTC)) - timedelta(hours=1)
    secret = second_factor.offer(member.city_id, member.id)
    second_factor.prove(member.city_id, member.id, shown(secret, at), now=at)
    return secret


def shown(secret: str, at: datetime | None = None) -> str:
    """Return the code that a phone shows at a moment; by default now."""
    return pyotp.TOTP(secret).at(at or datetime.now(UTC))


def wrong(secret: str, at: datetime | None = None) -> str:
    """Return six figures that the phone shows neither now nor just before or after."""
    moment = at or datetime.now(UTC)
    near = {shown(secret, moment + n * STEP) for n in range(-2, 3)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def tries_of(session: Session, member: Member) -> int:
    """Return how many wrong codes are counted."""
    session.rollback()
    return session.scalars(
        sa.select(SecondFactor.failed_tries).where(SecondFactor.member_id == member.id)
    ).one()
