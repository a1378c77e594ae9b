"""Counting tries, so that nobody guesses for long: ten, then fifteen minutes of nothing."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from volunteer.core.db import transaction
from volunteer.staff.model import Member, SecondFactor

TRIES = 10
LOCKED_FOR = timedelta(minutes=15)
Guessed = type[Member] | type[SecondFactor]


def count(
    guessed: Guessed,
    *which: sa.ColumnElement[bool],
    returning: tuple[InstrumentedAttribute[Any], ...],
    now: datetime,
) -> sa.Row[Any] | None:
    """Count a try before anybody looks at it; return the row, None while it is locked.

    One statement that commits: of guesses made at the same moment each is counted.
    """
    last = guessed.failed_tries + 1 >= TRIES
    counting = (
        sa.update(guessed)
        .where(*which, sa.or_(guessed.locked_until.is_(None), guessed.locked_until <= now))
        .values(
            failed_tries=sa.case((last, 0), else_=guessed.failed_tries + 1),
            locked_until=sa.case((last, now + LOCKED_FOR), else_=None),
        )
        .returning(*returning)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        return session.execute(counting).first()


def forget(session: Session, guessed: Guessed, *which: sa.ColumnElement[bool]) -> None:
    """Forget the tries before a right one."""
    session.execute(
        sa.update(guessed)
        .where(*which)
        .values(failed_tries=0, locked_until=None)
        .execution_options(synchronize_session=False)
    )
