"""Passwords: which are good, how they are kept, and signing in with one."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.staff.model import Member

LEAST_LENGTH = 12
MOST_LENGTH = 200  # hashing takes longer the longer it is
TRIES = 10
LOCKED_FOR = timedelta(minutes=15)
WRONG = N_(
    "That e-mail address and password do not go together, or there were too many tries. "
    "Check them, or try again in 15 minutes."
)
COMMON = Path(__file__).with_name("common_passwords.txt")

_hasher = PasswordHasher()  # argon2id, with the memory and time that RFC 9106 advises


def ensure_good(password: str) -> None:
    """Refuse what is short or among the first that anybody guesses; 15 and more is better."""
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        raise Refused(
            N_("A password has %(least)s characters or more (15 is better), at most %(most)s."),
            least=LEAST_LENGTH,
            most=MOST_LENGTH,
        )
    if _is_common(password):
        raise Refused(N_("That password is one that many people use. Three odd words are better."))


def hashed(password: str) -> str:
    """Return what is kept of a password. Takes about 50 ms: not within a transaction."""
    return _hasher.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Return whether this is the password that was kept."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def sign_in(city_id: int, email: str, password: str, *, now: datetime) -> int:
    """Return the id of the member with this e-mail address and password.

    A try is counted before it is looked at, so guesses made at the same moment count
    each. An unknown address takes as long as a known one and gets the same sentence.
    """
    known = _count_try(city_id, email, now)
    member_id, password_hash = known or (None, None)
    right = matches(password_hash or _nobodys(), password[:MOST_LENGTH])
    if member_id is None or password_hash is None or not right:
        raise Refused(WRONG)
    _forget_tries(city_id, member_id)
    return member_id


def _is_common(password: str) -> bool:
    """Tell "Password2024!" and "aaaaaaaaaaaa" too: a known word, dressed up, or one letter."""
    plain = password.casefold()
    words = {plain, "".join(filter(str.isalpha, plain)), plain.rstrip("0123456789!?.*#$@ ")}
    return len(set(plain)) < 5 or not words.isdisjoint(_common())  # noqa: PLR2004 - letters


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


def _count_try(city_id: int, email: str, now: datetime) -> tuple[int, str | None] | None:
    last = Member.failed_tries + 1 >= TRIES
    counting = (
        sa.update(Member)
        .where(
            Member.city_id == city_id,
            Member.email == email.strip().lower(),
            Member.disabled_at.is_(None),
            sa.or_(Member.locked_until.is_(None), Member.locked_until <= now),
        )
        .values(
            failed_tries=sa.case((last, 0), else_=Member.failed_tries + 1),
            locked_until=sa.case((last, now + LOCKED_FOR), else_=None),
        )
        .returning(Member.id, Member.password_hash)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        row = session.execute(counting).first()
    return (row.id, row.password_hash) if row else None


def _forget_tries(city_id: int, member_id: int) -> None:
    with transaction() as session:
        session.execute(
            sa.update(Member)
            .where(Member.city_id == city_id, Member.id == member_id)
            .values(failed_tries=0, locked_until=None)
            .execution_options(synchronize_session=False)
        )
