"""When a text carries a code: if a bare YES or "can't come" might be about another place."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Placement, Standing
from volunteer.core.db import connection
from volunteer.people.model import State, Volunteer
from volunteer.projects import codes
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Opening, ProjectSession

COMING = (Standing.CONFIRMED, Standing.WAITING)
# Made once, as every answer asks it: to make a statement takes longer than to run it.
ELSEWHERE = (
    sa.select(Placement.id)
    .join(Volunteer, Volunteer.id == Placement.volunteer_id)
    .join(Opening, Opening.id == Placement.opening_id)
    .join(ProjectSession, ProjectSession.id == Opening.session_id)
    .where(
        Placement.city_id == sa.bindparam("city_id"),
        Placement.opening_id != sa.bindparam("opening_id"),
        Placement.standing.in_(COMING),
        Volunteer.contact_id == sa.bindparam("contact_id"),
        Volunteer.state != State.LEFT,
        is_to_come(sa.bindparam("now")),
    )
    .limit(1)
)


def code_for(session: Session, contact_id: int, opening: Opening, *, now: datetime) -> str | None:
    """Return the code that a text to this phone about an opening needs; None if it needs none."""
    if not _elsewhere(session, contact_id, opening, now):
        return None
    return codes.of(session, opening, now=now)


def _elsewhere(session: Session, contact_id: int, opening: Opening, now: datetime) -> bool:
    """Tell whether somebody on this phone has a place, or waits for one, anywhere else."""
    where = {"city_id": opening.city_id, "opening_id": opening.id, "contact_id": contact_id}
    return connection(session).scalar(ELSEWHERE, {**where, "now": now}) is not None
