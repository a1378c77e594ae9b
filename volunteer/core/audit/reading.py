"""Reading the audit log: the newest rows of a city, and whether they are as they were written."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.audit import chain
from volunteer.core.audit.deeds import Kind
from volunteer.core.audit.model import AuditRow

AT_ONCE = 500


def newest(
    session: Session,
    city_id: int,
    *,
    before: int | None = None,
    member_id: int | None = None,
    deed: str | None = None,
    limit: int = 50,
) -> list[AuditRow]:
    """Return the newest rows, of those with a number below ``before`` if that is given.

    Of one member only, or of one kind of deed, where that is asked for.
    """
    found = sa.select(AuditRow).where(AuditRow.city_id == city_id)
    if before is not None:
        found = found.where(AuditRow.number < before)
    if member_id is not None:
        found = found.where(AuditRow.by_kind == Kind.MEMBER.value, AuditRow.by_id == member_id)
    if deed is not None:
        found = found.where(AuditRow.deed == deed)
    return list(session.scalars(found.order_by(AuditRow.number.desc()).limit(limit)))


def first_bad(session: Session, city_id: int, rows: Sequence[AuditRow]) -> int | None:
    """Return the number of the first of these rows that is not as it was written, or None.

    Each must have its own hash, and follow the row that has the number before it. This says
    nothing about the rows between: the whole chain is for ``verify``.
    """
    before = {row.number - 1 for row in rows}
    found = session.execute(
        sa.select(AuditRow.number, AuditRow.hash).where(
            AuditRow.city_id == city_id, AuditRow.number.in_(before)
        )
    )
    hashes: dict[int, str] = {row.number: row.hash for row in found}
    bad = [
        row.number
        for row in rows
        if not chain.is_sound(row) or row.previous != hashes.get(row.number - 1, chain.START)
    ]
    return min(bad, default=None)


def since(session: Session, city_id: int, moment: datetime | None) -> Iterator[AuditRow]:
    """Yield the rows from a moment on, the oldest first, few at a time."""
    found = sa.select(AuditRow).where(AuditRow.city_id == city_id)
    if moment is not None:
        found = found.where(AuditRow.at >= moment.replace(tzinfo=UTC))
    after = 0
    while True:
        later = found.where(AuditRow.number > after).order_by(AuditRow.number)
        rows = session.scalars(later.limit(AT_ONCE)).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].number
