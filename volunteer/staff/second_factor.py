"""The second step of signing in: a code that a phone shows (TOTP, RFC 6238), or one on paper.

A code is good in its own thirty seconds and the ones before and after, as clocks differ,
and once: the step it belongs to is kept by a conditional update.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest

import pyotp
import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.staff import notices, queries, record, recovery, tries
from volunteer.staff.model import Member, SecondFactor
from volunteer.staff.notices import Kind
from volunteer.visits import service as visits
from volunteer.visits.model import Ended

STEP = timedelta(seconds=30)
DIGITS = 6
WRONG = N_(
    "That code is wrong or was used already, or there were too many tries. Wait for the "
    "next one your phone shows, or use a recovery code."
)
NOT_YET = N_("That code is wrong. Check that your phone’s time is right, and give the next one.")


class Way(StrEnum):
    """How somebody passed the second step."""

    PHONE = "phone"
    PAPER = "paper"


def offer(city_id: int, member_id: int) -> str:
    """Return a new secret for a phone to learn; the one offered before is worth nothing.

    A phone that shows codes already goes on doing so until the new one is proved.
    """
    with transaction() as session:
        member = queries.member(session, city_id, member_id)
        kept = _of(session, member)
        if kept is None:
            kept = SecondFactor(member_id=member.id, city_id=city_id)
            session.add(kept)
        kept.next_secret = pyotp.random_base32()
        return kept.next_secret


def offered(session: Session, city_id: int, member_id: int) -> str | None:
    """Return the secret that was offered last and is not proved yet."""
    return session.scalar(
        sa.select(SecondFactor.next_secret).where(
            SecondFactor.city_id == city_id, SecondFactor.member_id == member_id
        )
    )


def address(secret: str, *, issuer: str, account: str) -> str:
    """Return a secret as the address (otpauth://) that a phone reads from a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def prove(city_id: int, member_id: int, code: str, *, now: datetime) -> list[str]:
    """Take the new phone into use by a code that it shows; return ten recovery codes."""
    with transaction() as session:
        member = queries.member(session, city_id, member_id)
        kept = _of(session, member)
        step = _step(kept.next_secret, code, now) if kept else None
        if kept is None or step is None:
            raise Refused(NOT_YET)
        if kept.set_up_at is not None:  # the first is no news
            _tell(session, member, "second factor", now)
        kept.secret, kept.next_secret = kept.next_secret, None
        kept.set_up_at, kept.last_step = now, step
        kept.failed_tries, kept.locked_until = 0, None
        visits.end_all(session, city_id, member_id, Ended.SECOND_FACTOR, now=now)
        codes = recovery.renew(session, member, now=now)
        record.own(session, member, Deed.SECOND_FACTOR_SET_UP, now=now)
        return codes


def check(city_id: int, member_id: int, code: str, *, now: datetime) -> Way:
    """Return how a code was passed; refuse it when it is wrong, used or one try too many."""
    which = SecondFactor.city_id == city_id, SecondFactor.member_id == member_id
    known = tries.count(
        SecondFactor, SecondFactor.member_id, *which, returning=SecondFactor.secret, now=now
    )
    if known is not None:
        way = _way(city_id, member_id, known[-1], code, now)
        if way is not None:
            return way
    raise Refused(WRONG)


def reset(session: Session, member: Member, *, by: By, now: datetime) -> None:
    """Forget a member's phone and codes: they set up a new one by their next link."""
    kept = _of(session, member)
    if kept is not None:
        session.delete(kept)
    recovery.forget(session, member)
    visits.end_all(session, member.city_id, member.id, Ended.SECOND_FACTOR, now=now)
    _tell(session, member, "second factor reset", now)
    record.of_member(session, member, Deed.SECOND_FACTOR_RESET, by=by, now=now)


def _of(session: Session, member: Member) -> SecondFactor | None:
    return session.scalar(
        sa.select(SecondFactor)
        .where(SecondFactor.city_id == member.city_id, SecondFactor.member_id == member.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _tell(session: Session, member: Member, what: str, now: datetime) -> None:
    notices.tell_account(session, member, Kind.SECURITY, what=what, now=now)


def _way(city_id: int, member_id: int, secret: str | None, code: str, now: datetime) -> Way | None:
    step = _step(secret, code, now)
    with transaction() as session:
        if step is not None and _take(session, city_id, member_id, step):
            return Way.PHONE
        if step is None and recovery.use(session, city_id, member_id, code, now=now):
            _forget_tries(session, city_id, member_id)
            member = queries.member(session, city_id, member_id)
            _tell(session, member, "recovery code", now)
            record.own(session, member, Deed.RECOVERY_CODE_USED, now=now)
            return Way.PAPER
    return None


def _step(secret: str | None, code: str, now: datetime) -> int | None:
    """Return the thirty seconds that a code is of, None when of none that count."""
    typed = "".join(code.split())
    if secret is None or len(typed) != DIGITS or not typed.isascii():
        return None
    shown = pyotp.TOTP(secret)
    steps = [shown.timecode(now + way * STEP) for way in (-1, 0, 1)]
    right = [step for step in steps if compare_digest(shown.generate_otp(step), typed)]
    return right[0] if right else None


def _take(session: Session, city_id: int, member_id: int, step: int) -> bool:
    taking = (
        sa.update(SecondFactor)
        .where(
            SecondFactor.city_id == city_id,
            SecondFactor.member_id == member_id,
            SecondFactor.last_step < step,
        )
        .values(last_step=step, failed_tries=0, locked_until=None)
        .returning(SecondFactor.member_id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(taking) is not None


def _forget_tries(session: Session, city_id: int, member_id: int) -> None:
    which = SecondFactor.city_id == city_id, SecondFactor.member_id == member_id
    tries.forget(session, SecondFactor, *which)
