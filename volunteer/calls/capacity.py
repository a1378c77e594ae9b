"""Places taken and given back: each by one conditional update, so never one too many."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import clash
from volunteer.core.db import read_anew
from volunteer.core.readymade import Readymade
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState

# Made once, as every yes asks them: to make a statement takes longer than to run it. A flexible
# session can be joined until it is cancelled.
_STILL_ON = sa.exists().where(
    ProjectSession.id == Opening.session_id,
    ProjectSession.city_id == sa.bindparam("city"),
    ProjectSession.cancelled_at.is_(None),
    sa.or_(ProjectSession.starts_at > sa.bindparam("now"), ProjectSession.ends_at.is_(None)),
    Project.id == ProjectSession.project_id,
    Project.state == ProjectState.OPEN,
)
_WHICH = (Opening.id == sa.bindparam("opening"), Opening.city_id == sa.bindparam("city"))
_PARTY: sa.BindParameter[int] = sa.bindparam("party")
TAKE = Readymade(
    sa.update(Opening)
    .where(*_WHICH, Opening.taken + _PARTY <= Opening.places, _STILL_ON, ~clash.IS_SO)
    .values(taken=Opening.taken + _PARTY)
    .returning(Opening.id)
)
GIVE_BACK = Readymade(
    sa.update(Opening).where(*_WHICH).values(taken=Opening.taken - _PARTY).returning(Opening.id)
)
IS_ON = Readymade(sa.select(Opening.id).where(*_WHICH, _STILL_ON))
_LEFT = sa.select(Opening.places - Opening.taken).where(*_WHICH)
LEFT, HELD_LEFT = Readymade(_LEFT), Readymade(_LEFT.with_for_update())


def take(
    session: Session,
    *,
    city_id: int,
    opening_id: int,
    party: int,
    volunteer_id: int | None = None,
    now: datetime,
) -> bool:
    """Take ``party`` places of an opening that is still on; return whether they were left.

    Of any number who try at once, the database lets through only as many as fit. A new place is
    taken for somebody who has none at the same time: ``volunteer_id``.
    """
    where = {"city": city_id, "opening": opening_id, "volunteer": volunteer_id}
    taken = TAKE.scalar(session, {**where, "party": party, "now": now}) is not None
    read_anew(session, Opening, opening_id, "taken")
    return taken


def give_back(session: Session, *, city_id: int, opening_id: int, party: int) -> None:
    """Give ``party`` places of an opening back."""
    where = {"city": city_id, "opening": opening_id}
    GIVE_BACK.scalar(session, {**where, "party": party})
    read_anew(session, Opening, opening_id, "taken")


def is_on(session: Session, *, city_id: int, opening_id: int, now: datetime) -> bool:
    """Return whether a session can still be joined: not cancelled, not begun."""
    where = {"city": city_id, "opening": opening_id, "now": now}
    return IS_ON.scalar(session, where) is not None


def left(session: Session, *, city_id: int, opening_id: int) -> int:
    """Return how many places are open at this moment."""
    return LEFT.scalar(session, {"city": city_id, "opening": opening_id}) or 0


def hold(session: Session, *, city_id: int, opening_id: int) -> None:
    """Let nobody take or give back a place until the caller is done.

    Before its call is held: who takes the last place has the opening first, and ends the call.
    """
    held_left(session, city_id=city_id, opening_id=opening_id)


def held_left(session: Session, *, city_id: int, opening_id: int) -> int:
    """Return how many places are open, and stay so until the caller is done."""
    return HELD_LEFT.scalar(session, {"city": city_id, "opening": opening_id}) or 0
