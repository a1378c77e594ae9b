"""Passwords: which are good, how they are kept, and the first step of signing in."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from threading import BoundedSemaphore

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.staff import tries
from volunteer.staff.model import Member

LEAST_LENGTH = 12
ADVISED_LENGTH = 15
MOST_LENGTH = 200  # hashing takes longer the longer it is
LOOKED_AT = 40  # letters that are enough to judge a password by
GUESSES = 10**10  # that a good password withstands: a century of trying at the door
FAMOUS = ("correcthorsebatterystaple", "volunteer")
WRONG = N_(
    "That e-mail address and password do not go together, or there were too many tries. "
    "Check them, or try again in 15 minutes."
)

_hasher = PasswordHasher()  # argon2id, with the memory and time that RFC 9106 advises
_few = BoundedSemaphore(2)  # at once in a process: each takes 64 MiB and all cores


def ensure_good(password: str, *, about: Sequence[str] = ()) -> None:
    """Refuse what is short, or easily guessed by lists of passwords, names and words.

    ``about`` are words that whoever guesses would try first: names, the city, the
    address. How many guesses a password withstands is zxcvbn's estimate (Wheeler 2016),
    of it as it is and of its letters and digits alone.
    """
    if not LEAST_LENGTH <= len(password) <= MOST_LENGTH:
        raise Refused(
            N_("A password has %(least)s to %(most)s characters (%(advised)s or more is better)."),
            least=LEAST_LENGTH,
            most=MOST_LENGTH,
            advised=ADVISED_LENGTH,
        )
    if min(_guesses(password, about), _guesses(_bare(password), about)) < GUESSES:
        raise Refused(N_("That password is easily guessed. Three or four odd words are better."))


def hashed(password: str) -> str:
    """Return what is kept of a password. Takes about 50 ms: not within a transaction."""
    with _few:
        return _hasher.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Return whether this is the password that was kept."""
    try:
        with _few:
            return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def sign_in(city_id: int, email: str, password: str, *, now: datetime) -> int:
    """Return the id of the member with this e-mail address and password: the first step.

    A try is counted before it is looked at, so guesses made at the same moment count
    each. An unknown address takes as long as a known one and gets the same sentence.
    """
    which = Member.city_id == city_id, Member.email == email.strip().lower()
    member_id = _right(password, *which, Member.disabled_at.is_(None), now=now)
    if member_id is None:
        raise Refused(WRONG)
    with transaction() as session:
        tries.forget(session, Member, *which)
    return member_id


def _guesses(password: str, about: Sequence[str]) -> float:
    known = [*FAMOUS, *about, *(word for one in about for word in one.split())]
    return float(zxcvbn(password[:LOOKED_AT], user_inputs=known)["guesses"]) if password else 0


def _bare(password: str) -> str:
    return "".join(filter(str.isalnum, password))


def _right(password: str, *which: sa.ColumnElement[bool], now: datetime) -> int | None:
    known = tries.count(Member, Member.id, *which, returning=Member.password_hash, now=now)
    member_id, password_hash = known or (None, None)
    right = matches(password_hash or _nobodys(), password[:MOST_LENGTH])
    return member_id if right and password_hash is not None else None


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")
