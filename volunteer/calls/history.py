"""How often people were asked before, and what they said: read only for those in question."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Answer, Invitation
from volunteer.cities.model import City
from volunteer.core import lists

FORGOTTEN = timedelta(days=60)  # by then a text weighs e^(-60/14), that is 0.014, of a new one


Asked = tuple[int, int, datetime]  # how often, how many yes, and when last


def before(session: Session, city: City, ids: Sequence[int]) -> dict[int, Asked]:
    """Return what these people were asked; whoever never was is left out."""
    if not ids:
        return {}
    kind = lists.dialect_of(session)
    given = {"city_id": city.id, "ids": lists.numbers(kind, ids)}
    rows = session.execute(_before(kind), given)
    return {one: (times, yes, last) for one, times, yes, last in rows}


def lately(
    session: Session, city: City, ids: Sequence[int], *, now: datetime
) -> dict[int, list[timedelta]]:
    """Return how long ago each of these people was asked, as far as that is not forgotten."""
    found: dict[int, list[timedelta]] = {}
    if ids:
        kind = lists.dialect_of(session)
        given = {"city_id": city.id, "ids": lists.numbers(kind, ids), "since": now - FORGOTTEN}
        for volunteer_id, at in session.execute(_lately(kind), given):
            found.setdefault(volunteer_id, []).append(now - at)
    return found


def accepted() -> sa.ColumnElement[int]:
    """Return how many of some invitations were answered with a yes."""
    yes = Invitation.answer.in_((Answer.ACCEPTED, Answer.TOO_LATE))
    return sa.func.sum(sa.case((yes, 1), else_=0))


@cache
def _before(kind: str) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Invitation.volunteer_id,
            sa.func.count(),
            accepted(),
            sa.func.max(Invitation.asked_at),
        )
        .where(*_theirs(kind))
        .group_by(Invitation.volunteer_id)
    )


@cache
def _lately(kind: str) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement, by time: whatever adds them up gets the same sum every time."""
    return (
        sa.select(Invitation.volunteer_id, Invitation.asked_at)
        .where(*_theirs(kind), Invitation.asked_at > sa.bindparam("since"))
        .order_by(Invitation.asked_at)
    )


def _theirs(kind: str) -> list[sa.ColumnElement[bool]]:
    return [
        Invitation.city_id == sa.bindparam("city_id"),
        lists.among(kind, sa.type_coerce(Invitation.volunteer_id, sa.Integer), "ids"),
    ]
