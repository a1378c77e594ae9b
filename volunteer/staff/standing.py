"""Whether members may come in, and which of their sessions still stand."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from volunteer.core import audit
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound
from volunteer.staff.model import Member


def disable(city_id: int, email: str, *, now: datetime) -> None:
    """Let a member in no more, and end their sessions at once; their links are worth nothing."""
    deed = audit.Deed.MEMBER_DISABLED
    _set(city_id, email, Member.disabled_at.is_(None), deed, now, disabled_at=now)


def enable(city_id: int, email: str, *, now: datetime) -> None:
    """Let a member in again who was disabled; what they had open before stays ended."""
    deed = audit.Deed.MEMBER_ENABLED
    _set(city_id, email, Member.disabled_at.is_not(None), deed, now, disabled_at=None)


def end_sessions(city_id: int, member_id: int, generation: int) -> None:
    """End what a member has open, on every browser; sessions that are over end nothing."""
    with transaction() as session:
        session.execute(
            sa.update(Member)
            .where(
                Member.city_id == city_id,
                Member.id == member_id,
                Member.generation == generation,
            )
            .values(generation=generation + 1)
            .execution_options(synchronize_session=False)
        )


def _set(
    city_id: int,
    email: str,
    before: sa.ColumnElement[bool],
    deed: audit.Deed,
    now: datetime,
    **values: Any,
) -> None:
    setting = (
        sa.update(Member)
        .where(Member.city_id == city_id, Member.email == email.strip().lower(), before)
        .values(generation=Member.generation + 1, **values)
        .returning(Member.id)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        member_id = session.scalar(setting)
        if member_id is None:
            raise NotFound("no such member")
        by, about = audit.By.OPERATOR, ("member", member_id)
        audit.record(session, city_id, deed, by=by, about=about, now=now)
