"""A session's sheet: who came and for how long, settled by its coordinator in one go."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls import attendance
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.hours import queries, service
from volunteer.hours.model import Entry
from volunteer.staff.model import Member


def settle(
    city: City,
    member: Member,
    session_id: int,
    *,
    given: Mapping[int, int],
    absent: Collection[int] = (),
    known: Collection[int] = (),
    now: datetime,
) -> None:
    """Confirm the minutes ``given`` by volunteers' ids, and note who was ``absent``.

    All of it or none. Hours that nobody claimed are written down; what an absent person
    claimed is confirmed as nothing. Whoever lacked what their role asks for is not taken for
    one who came, unless the member says that this is ``known``; then it is written down.
    """
    rules = city.rules
    with transaction() as session:
        came = [who for who, minutes in given.items() if minutes]
        lacked = attendance.ensure_met(
            session, city, member, session_id, came, known=known, now=now
        )
        told = {
            e.volunteer_id: e.id for e in queries.of_session(session, member.city_id, session_id)
        }
        minutes = {told[who]: given.get(who, 0) for who in (*given, *absent) if who in told}
        confirmed = service.confirm(session, member, minutes, rules=rules, now=now)
        put_down = [
            service.put_down(session, member, session_id, who, given[who], rules=rules, now=now)
            for who in sorted(given.keys() - told.keys())
        ]
        missed = attendance.note_absent(session, member, session_id, absent, now=now)
        _record_hours(session, member, Deed.HOURS_CONFIRMED, confirmed, now)
        _record_hours(session, member, Deed.HOURS_PUT_DOWN, put_down, now)
        _record_people(session, member, Deed.ABSENCE_MARKED, session_id, missed, now)
        _record_people(session, member, Deed.LACK_OVERLOOKED, session_id, lacked, now)


def _record_hours(
    session: Session, member: Member, deed: Deed, entries: list[Entry], now: datetime
) -> None:
    for entry in entries:
        audit.record(
            session,
            member.city_id,
            deed,
            by=By.member(member.id),
            about=("entry", entry.id),
            now=now,
            minutes=entry.confirmed_minutes or 0,
            session_id=entry.session_id,
            volunteer_id=entry.volunteer_id,
        )


def _record_people(
    session: Session, member: Member, deed: Deed, session_id: int, people: list[int], now: datetime
) -> None:
    for volunteer_id in people:
        audit.record(
            session,
            member.city_id,
            deed,
            by=By.member(member.id),
            about=("volunteer", volunteer_id),
            now=now,
            session_id=session_id,
        )
