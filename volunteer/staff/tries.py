"""Counting tries, so that nobody guesses for long: ten, then fifteen minutes of nothing."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from volunteer.core import audit
from volunteer.core.db import transaction
from volunteer.staff import notices, queries
from volunteer.staff.model import Member, SecondFactor
from volunteer.staff.notices import Kind

TRIES = 10
LOCKED_FOR = timedelta(minutes=15)
Guessed = type[Member] | type[SecondFactor]


def count(
    guessed: Guessed,
    whose: InstrumentedAttribute[int],
    *which: sa.ColumnElement[bool],
    returning: InstrumentedAttribute[Any],
    now: datetime,
) -> tuple[int, Any] | None:
    """Count a try before anybody looks at it; return whose it is and what is guessed at.

    None while it is locked, and where there is no such row. One statement that commits: of
    guesses made at the same moment each is counted. The one that locks is written down.
    """
    last = guessed.failed_tries + 1 >= TRIES
    counting = (
        sa.update(guessed)
        .where(*which, sa.or_(guessed.locked_until.is_(None), guessed.locked_until <= now))
        .values(
            failed_tries=sa.case((last, 0), else_=guessed.failed_tries + 1),
            locked_until=sa.case((last, now + LOCKED_FOR), else_=None),
        )
        .returning(whose, returning, guessed.city_id, guessed.locked_until)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        row = session.execute(counting).first()
        if row is None:
            return None
        member_id, known, city_id, locked_until = row
        if locked_until is not None:
            _locked(session, city_id, member_id, guessed, now)
    return member_id, known


def forget(session: Session, guessed: Guessed, *which: sa.ColumnElement[bool]) -> None:
    """Forget the tries before a right one."""
    session.execute(
        sa.update(guessed)
        .where(*which)
        .values(failed_tries=0, locked_until=None)
        .execution_options(synchronize_session=False)
    )


def _locked(
    session: Session, city_id: int, member_id: int, guessed: Guessed, now: datetime
) -> None:
    member = queries.member(session, city_id, member_id)
    notices.tell_account(session, member, Kind.SECURITY, what="locked", now=now)
    step = "password" if guessed is Member else "code"
    about, nobody = ("member", member_id), audit.By.NOBODY
    audit.record(
        session, city_id, audit.Deed.SIGN_IN_FAILED, by=nobody, about=about, now=now, step=step
    )
