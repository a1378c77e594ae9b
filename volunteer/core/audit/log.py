"""Writing into the audit log, within the transaction that does what is written down."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.audit import chain
from volunteer.core.audit.deeds import By, Deed
from volunteer.core.audit.model import AuditHead, AuditRow
from volunteer.core.upsert import insert_new

# What slices keep besides of what was done; they add themselves. It is locked before the chain is.
BEFORE_LAST: list[Callable[[Session], None]] = []


def record(
    session: Session,
    city_id: int,
    deed: Deed,
    *,
    by: By,
    about: tuple[str, int] | None = None,
    now: datetime,
    **ids: int | bool | str,
) -> None:
    """Write down what was done: it stands in the log if, and only if, the caller commits.

    ``about`` is a kind of thing and its id; ``ids`` are whole numbers, yes or no, and short
    words of ours: anything else is a ValueError, as the log holds nothing about a person.

    Record last: the end of the city's chain stays locked until the commit, so whoever
    locked something else afterwards could wait for somebody who waits for them.
    """
    kind, about_id = about or (None, None)
    if not (kind is None or (chain.is_plain(kind) and chain.is_plain(about_id))):
        raise ValueError("what a deed is about is a word of ours and an id")
    ids_written = chain.written(ids)
    head = hold(session, city_id)
    row = AuditRow(
        city_id=city_id,
        number=head.number + 1,
        at=now,
        by_kind=by.kind.value,
        by_id=by.id,
        deed=deed.value,
        about_kind=kind,
        about_id=about_id,
        ids=ids_written,
        previous=head.hash,
    )
    row.hash = chain.hash_of(row)
    head.number, head.hash = row.number, row.hash
    session.add(row)
    session.flush()


def record_once(
    session: Session,
    city_id: int,
    deed: Deed,
    *,
    by: By,
    about: tuple[str, int],
    now: datetime,
    **ids: int | bool | str,
) -> bool:
    """Write down what the same person did not yet do to the same thing; return whether so.

    The end of the chain is held before anybody looks: of two at once, one writes.
    """
    hold(session, city_id)
    same = sa.select(AuditRow.id).where(
        AuditRow.city_id == city_id,
        AuditRow.about_kind == about[0],
        AuditRow.about_id == about[1],
        AuditRow.deed == deed.value,
        AuditRow.by_kind == by.kind.value,
        AuditRow.by_id == by.id,
    )
    if session.scalar(same.limit(1)) is not None:
        return False
    record(session, city_id, deed, by=by, about=about, now=now, **ids)
    return True


def hold(session: Session, city_id: int) -> AuditHead:
    """Return where a city's chain ends, locked until the caller commits."""
    held = _held(session, city_id)
    if held is None:
        insert_new(session, AuditHead, city_id=city_id, number=0, hash=chain.START)
        held = _held(session, city_id)
    assert held is not None
    return held


def _held(session: Session, city_id: int) -> AuditHead | None:
    session.flush()  # what was done is locked before the chain is
    for keep in BEFORE_LAST:
        keep(session)
    return session.scalar(
        sa.select(AuditHead)
        .where(AuditHead.city_id == city_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
