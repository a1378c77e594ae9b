"""Who came and who did not, as a coordinator writes it down after a session."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls import steps
from volunteer.core.errors import N_, Refused
from volunteer.projects import queries as projects
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
