"""Who came and who did not, as a coordinator writes it down after a session."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.calls import requirements, steps
from volunteer.calls.model import HOLDS_PLACES, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.errors import N_, Refused
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.staff.model import Member


def note_absent(
    session: Session,
    member: Member,
    session_id: int,
    volunteer_ids: Iterable[int],
    *,
    now: datetime,
) -> list[int]:
    """Write down that people with a place in a session that has begun did not come.

    Return the ids of those of whom it was not written down yet: the caller records them.
    """
    meeting = projects.session_for(session, member, session_id)
    if meeting.starts_at > now:
        raise Refused(N_("That session has not begun yet."))
    return [
        volunteer_id
        for volunteer_id in volunteer_ids
        if steps.mark_absent(
            session,
            city_id=member.city_id,
            session_id=session_id,
            volunteer_id=volunteer_id,
            by_id=member.id,
            now=now,
        )
    ]


def ensure_met(
    session: Session,
    city: City,
    member: Member,
    session_id: int,
    volunteer_ids: Collection[int],
    *,
    known: Collection[int] = (),
    now: datetime,
) -> list[int]:
    """Refuse to mark as come who lacked what their role asks for, unless that is ``known``.

    Return the ids of those who lacked it and came all the same: the caller records them.
    """
    meeting = projects.session_for(session, member, session_id)
    places = session.scalars(_not_marked(city.id, session_id, volunteer_ids)).all()
    lacks = requirements.lacks_of(session, city, meeting, places, now=now)
    lacking = [one for one in places if one.id in lacks]
    for one in lacking:
        if one.volunteer_id not in known:
            raise requirements.Lacking(lacks[one.id], one.volunteer)
    return [one.volunteer_id for one in lacking]


def _not_marked(
    city_id: int, session_id: int, volunteer_ids: Collection[int]
) -> sa.Select[Placement]:
    """Select the places of people who are not marked as come yet."""
    return (
        sa.select(Placement)
        .join(Placement.opening)
        .where(
            Placement.city_id == city_id,
            Opening.session_id == session_id,
            Placement.volunteer_id.in_(volunteer_ids),
            Placement.standing.in_(HOLDS_PLACES),
            Placement.standing != Standing.ATTENDED,
        )
        .options(joinedload(Placement.volunteer), joinedload(Placement.opening))
        .order_by(Placement.id)
    )
