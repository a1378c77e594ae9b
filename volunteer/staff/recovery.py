"""Codes on paper, for a phone that is lost or broken: ten, each good once."""

import secrets
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.staff.model import Member, RecoveryCode

HOW_MANY = 10
LETTERS = (
    "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another  # pragma: allowlist secret
)
PARTS, PART = 3, 5  # fifteen of 31 letters are 74 bits: their hash cannot be tried through


def renew(session: Session, member: Member, *, now: datetime) -> list[str]:
    """Return ten new codes, to be shown once; those from before are worth nothing."""
    forget(session, member)
    codes = [_code() for _ in range(HOW_MANY)]
    session.add_all(
        RecoveryCode(
            city_id=member.city_id, member_id=member.id, code_hash=_hash(code), made_at=now
        )
        for code in codes
    )
    return codes


def forget(session: Session, member: Member) -> None:
    """Make a member's codes worth nothing."""
    session.execute(
        sa.delete(RecoveryCode).where(
            RecoveryCode.city_id == member.city_id, RecoveryCode.member_id == member.id
        )
    )


def use(session: Session, city_id: int, member_id: int, code: str, *, now: datetime) -> bool:
    """Use a code up; return whether it was one that could be used."""
    using = (
        sa.update(RecoveryCode)
        .where(
            RecoveryCode.city_id == city_id,
            RecoveryCode.member_id == member_id,
            RecoveryCode.code_hash == _hash(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(using) is not None


def left(session: Session, city_id: int, member_id: int) -> int:
    """Return how many codes a member has left."""
    unused = sa.select(sa.func.count()).where(
        RecoveryCode.city_id == city_id,
        RecoveryCode.member_id == member_id,
        RecoveryCode.used_at.is_(None),
    )
    return session.scalars(unused).one()


def _code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(PART)) for _ in range(PARTS))


def _hash(code: str) -> str:
    """Return what is kept of a code, however it is spaced and capitalised."""
    return sha256("".join(filter(str.isalnum, code.lower())).encode()).hexdigest()
