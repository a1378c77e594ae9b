"""When a text carries a code: if a bare YES or "can't come" might be about another place."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Placement, Standing
from volunteer.core import bulk
from volunteer.core.readymade import Readymade
from volunteer.people.model import State, Volunteer
from volunteer.projects import codes
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Opening, ProjectSession

COMING = (Standing.CONFIRMED, Standing.WAITING)
# Made once, as every answer asks it: to make a statement takes longer than to run it.
_BEHIND = sa.select(Volunteer.id).where(
    Volunteer.city_id == sa.bindparam("city_id"),
    Volunteer.contact_id == sa.bindparam("contact_id"),
    Volunteer.state != State.LEFT,
)
ELSEWHERE = Readymade(
    sa.select(Placement.id)
    .join(Opening, Opening.id == Placement.opening_id)
    .join(ProjectSession, ProjectSession.id == Opening.session_id)
    .where(
        Placement.city_id == sa.bindparam("city_id"),
        Placement.volunteer_id.in_(_BEHIND),
        Placement.opening_id != sa.bindparam("opening_id"),
        sa.or_(*(Placement.standing == standing for standing in COMING)),
        is_to_come(sa.bindparam("now")),
    )
    .limit(1)
)


def code_for(session: Session, contact_id: int, opening: Opening, *, now: datetime) -> str | None:
    """Return the code that a text to this phone about an opening needs; None if it needs none."""
    where = {"city_id": opening.city_id, "opening_id": opening.id, "contact_id": contact_id}
    if ELSEWHERE.scalar(session, {**where, "now": now}) is None:
        return None
    return codes.of(session, opening, now=now)


def with_others(
    session: Session, contact_ids: Collection[int], opening: Opening, *, now: datetime
) -> set[int]:
    """Return which of these phones need a code in a text about an opening."""
    these = bulk.listed_ids(session)
    found = (
        sa.select(Volunteer.contact_id)
        .join(Placement, Placement.volunteer_id == Volunteer.id)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .where(
            Placement.city_id == opening.city_id,
            Placement.opening_id != opening.id,
            Placement.standing.in_(COMING),
            Volunteer.city_id == opening.city_id,
            Volunteer.contact_id.in_(these),
            Volunteer.state != State.LEFT,
            is_to_come(now),
        )
    )
    return set(session.scalars(found, bulk.document_of_ids(contact_ids)))
