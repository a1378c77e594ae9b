"""A session's sheet: who came and for how long, settled by its coordinator in one go."""

from collections.abc import Collection, Mapping
from datetime import datetime

from volunteer.calls import attendance
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.hours import queries, service
from volunteer.staff.model import Member


def settle(
    city: City,
    member: Member,
    session_id: int,
    *,
    given: Mapping[int, int],
    absent: Collection[int] = (),
    now: datetime,
) -> None:
    """Confirm the minutes ``given`` by volunteers' ids, and note who was ``absent``.

    All of it or none. Hours that nobody claimed are written down; what an absent person
    claimed is confirmed as nothing.
    """
    rules = city.rules
    with transaction() as session:
        told = {
            e.volunteer_id: e.id for e in queries.of_session(session, member.city_id, session_id)
        }
        minutes = {told[who]: given.get(who, 0) for who in (*given, *absent) if who in told}
        service.confirm(session, member, minutes, rules=rules, now=now)
        for who in sorted(given.keys() - told.keys()):
            service.put_down(session, member, session_id, who, given[who], rules=rules, now=now)
        attendance.note_absent(session, member, session_id, absent, now=now)
