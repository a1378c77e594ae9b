"""Codes of openings: what a text calls one by ("A7"), while it is on and two weeks after.

Short ones first. No letter looks like a figure or starts a YES or NO, and no figure is an 8,
which people write for "ate": m8, l8r.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from volunteer.projects.model import Opening, ProjectSession

LETTERS = "ACDEFGHJKPRTVW"
NUMBERS = [n for n in range(1, 100) if "8" not in str(n)]
ALL = [f"{letter}{number}" for number in NUMBERS for letter in LETTERS]
ONE_FIGURE = 8 * len(LETTERS)  # of them, with which it begins
KEPT = timedelta(weeks=2)  # after its session: people answer late


def of(session: Session, opening: Opening, *, now: datetime) -> str | None:
    """Return an opening's code, given now if it has none; None when a city has none left."""
    if opening.code is not None:
        return opening.code
    _free(session, opening.city_id, now)
    given = set(session.scalars(_codes(opening.city_id)))
    for code in _in_turn(opening.id):
        if code not in given and _give(session, opening, code):
            return opening.code
    return None


def find(session: Session, city_id: int, code: str) -> Opening | None:
    """Return the opening that a code stands for in a city."""
    return session.scalar(
        sa.select(Opening).where(Opening.city_id == city_id, Opening.code == code.upper())
    )


def _codes(city_id: int) -> sa.Select[str | None]:
    return sa.select(Opening.code).where(Opening.city_id == city_id, Opening.code.is_not(None))


def _in_turn(opening_id: int) -> list[str]:
    """Return all codes, each opening's from another beginning: at once they want different ones."""
    first = opening_id % ONE_FIGURE
    return [*ALL[first:ONE_FIGURE], *ALL[:first], *ALL[ONE_FIGURE:]]


def _give(session: Session, opening: Opening, code: str) -> bool:
    """Give an opening a code, unless another took it meanwhile; whoever gave it one first, wins."""
    giving = sa.update(Opening).where(
        Opening.city_id == opening.city_id, Opening.id == opening.id, Opening.code.is_(None)
    )
    try:
        with session.begin_nested():
            session.execute(giving.values(code=code).execution_options(synchronize_session=False))
    except IntegrityError:
        return False
    session.refresh(opening, ["code"])
    return opening.code is not None


def _free(session: Session, city_id: int, now: datetime) -> None:
    """Take the codes back of what has been over for two weeks; somebody else's turn may wait."""
    before = now - KEPT
    over = (
        sa.select(Opening.id)
        .join(Opening.session)
        .where(
            Opening.city_id == city_id,
            Opening.code.is_not(None),
            sa.or_(ProjectSession.ends_at < before, ProjectSession.cancelled_at < before),
        )
        .with_for_update(of=Opening, skip_locked=True)
    )
    ids = list(session.scalars(over))
    if ids:
        which = (Opening.city_id == city_id, Opening.id.in_(ids))
        session.execute(sa.update(Opening).where(*which).values(code=None))
