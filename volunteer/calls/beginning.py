"""A new call: of any number who start, propose or reopen one about an opening, one has it."""

from typing import Any

from sqlalchemy.orm import Session

from volunteer.calls import capacity
from volunteer.calls.model import Call
from volunteer.core.upsert import insert_new


def new_call(session: Session, *, city_id: int, opening_id: int, **values: Any) -> int | None:
    """Make a call and return its id; None if the opening has one that asks, or may yet.

    The opening is held until the caller is done, or a call that was full could go on meanwhile.
    """
    capacity.hold(session, city_id=city_id, opening_id=opening_id)
    made: int | None = insert_new(session, Call, city_id=city_id, opening_id=opening_id, **values)
    return made
