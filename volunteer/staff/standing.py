"""Whether members may come in, and which of their sessions still stand."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from volunteer.core.db import transaction
from volunteer.core.errors import NotFound
from volunteer.staff.model import Member


def disable(city_id: int, email: str, *, now: datetime) -> None:
    """Let a member in no more, and end their sessions at once; their links are worth nothing."""
    _set(city_id, email, Member.disabled_at.is_(None), disabled_at=now)


def enable(city_id: int, email: str) -> None:
    """Let a member in again who was disabled; what they had open before stays ended."""
    _set(city_id, email, Member.disabled_at.is_not(None), disabled_at=None)


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


def _set(city_id: int, email: str, before: sa.ColumnElement[bool], **values: Any) -> None:
    setting = (
        sa.update(Member)
        .where(Member.city_id == city_id, Member.email == email.strip().lower(), before)
        .values(generation=Member.generation + 1, **values)
        .returning(Member.id)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        if session.scalar(setting) is None:
            raise NotFound("no such member")
