"""Texts that wait on a desk for a person, and the phones that are asked nothing new meanwhile.

Nobody knows yet what such a text says: it may be a stop that no machine heard. So its phone
is not called until somebody has looked at it, however long that takes (docs/decisions/0025).
What was understood and answered, and only shows on the desk, keeps nobody from being asked.
"""

from collections.abc import Collection
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.messages.model import HOLDS_PHONE, Text


def phones(city_id: sa.BindParameter[int]) -> sa.Select[int]:
    """Select the phones of a city that are not called, in a query about other things."""
    return sa.select(Text.contact_id).where(Text.city_id == city_id, HOLDS_PHONE)


def is_held(
    city_id: sa.SQLColumnExpression[int], contact_id: sa.SQLColumnExpression[int]
) -> sa.Exists:
    """Say of one phone, in a query about other things, that it is not called."""
    return sa.exists().where(Text.city_id == city_id, Text.contact_id == contact_id, HOLDS_PHONE)


def held(session: Session, city_id: int, among: Collection[int]) -> set[int]:
    """Return which of these phones are not called."""
    found = set(session.scalars(_all_held(), {"city_id": city_id}))
    return found.intersection(among)


@cache
def _all_held() -> sa.Select[int]:
    return phones(sa.bindparam("city_id", type_=sa.Integer))
