"""Going through a chain: whether every row is as it was written, and none is missing.

A row that was changed no longer has its hash; one that was taken out, put in or moved
breaks the numbers or the chain; a tail that was cut off is missed by the head. Who can
write to the database can write all of it anew: that is found by a head which was kept
elsewhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.audit import chain
from volunteer.core.audit.model import AuditHead, AuditRow

AT_ONCE = 500  # rows in memory


class Fault(Enum):
    """What is wrong with the first row that is not as it was written."""

    CHANGED = auto()  # its hash is another's
    MISSING = auto()  # its number was left out
    MOVED = auto()  # it does not follow the row before it, or has its number twice
    CUT = auto()  # the log ends before it
    ADDED = auto()  # the log ends before it, and yet it is there
    REWRITTEN = auto()  # it is not the row whose hash was kept elsewhere


@dataclass(slots=True)
class Verdict:
    """What a chain is like: ``head`` is "number:hash" of its last sound row."""

    rows: int = 0
    hash: str = chain.START
    fault: Fault | None = None
    number: int = 0  # of the bad row
    left: dict[int, str] = field(default_factory=dict)  # expected heads not come by yet

    @property
    def head(self) -> str:
        """Where the sound part ends, to be kept elsewhere."""
        return f"{self.rows}:{self.hash}"


def verify(session: Session, city_id: int, *, expect: Mapping[int, str] | None = None) -> Verdict:
    """Go through a city's chain, and stop at the first row that is not as it was written.

    ``expect`` are hashes by number that were kept elsewhere. Rows that are added meanwhile
    are not looked at.
    """
    _see_one_moment(session)
    verdict = Verdict(left=dict(expect or {}))
    for row in _rows(session, city_id):
        fault = Fault.CHANGED if row is None else _fault(verdict, row)
        if row is None or fault is not None:
            _blame(verdict, fault, verdict.rows + 1)
            return verdict
        verdict.rows, verdict.hash = row.number, row.hash
        verdict.left.pop(row.number, None)
    _look_at_end(session, city_id, verdict)
    return verdict


def _fault(sofar: Verdict, row: AuditRow) -> Fault | None:
    if row.number != sofar.rows + 1:
        return Fault.MOVED if row.number in range(sofar.rows + 1) else Fault.MISSING
    if not chain.is_sound(row):
        return Fault.CHANGED
    if row.previous != sofar.hash:
        return Fault.MOVED
    kept = sofar.left.get(row.number, row.hash)
    return None if kept == row.hash else Fault.REWRITTEN


def _look_at_end(session: Session, city_id: int, verdict: Verdict) -> None:
    head = session.scalar(sa.select(AuditHead).where(AuditHead.city_id == city_id))
    number, last = (head.number, head.hash) if head else (0, chain.START)
    if number > verdict.rows or verdict.left:
        _blame(verdict, Fault.CUT, verdict.rows + 1)
    elif number < verdict.rows:
        _blame(verdict, Fault.ADDED, number + 1)
    elif last != verdict.hash:
        _blame(verdict, Fault.REWRITTEN, number)


def _blame(verdict: Verdict, fault: Fault | None, number: int) -> None:
    verdict.fault, verdict.number = fault, number


def _rows(session: Session, city_id: int) -> Iterator[AuditRow | None]:
    """Yield the rows in order, few at a time; None for one that cannot be read at all."""
    after: AuditRow | None = None
    while True:
        rows = _next_rows(session, city_id, after, AT_ONCE)
        if not rows:
            return
        yield from rows
        after = rows[-1]
        if after is None:
            return


def _next_rows(
    session: Session, city_id: int, after: AuditRow | None, limit: int
) -> list[AuditRow | None]:
    found = sa.select(AuditRow).where(AuditRow.city_id == city_id)
    if after is not None:
        later = sa.tuple_(AuditRow.number, AuditRow.id) > sa.tuple_(after.number, after.id)
        found = found.where(AuditRow.number >= after.number, later)  # the first is by the index
    try:
        return list(session.scalars(found.order_by(AuditRow.number, AuditRow.id).limit(limit)))
    except (ValueError, TypeError):  # SQLite keeps what it is given, a time that is none too
        return [None] if limit == 1 else _next_rows(session, city_id, after, 1)


def _see_one_moment(session: Session) -> None:
    """Begin to read anew, and see nothing that others write from here on."""
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
