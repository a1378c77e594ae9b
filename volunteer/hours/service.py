"""Hours: claimed by those who gave them, confirmed by a coordinator."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import steps as calls
from volunteer.calls.model import HOLDS_PLACES, Placement
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.hours import entries
from volunteer.hours.model import Claim, ClaimedBy, Entry
from volunteer.messages import questions
from volunteer.messages.model import Asked
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.staff.model import Member


def claim(
    session: Session,
    *,
    city_id: int,
    session_id: int,
    volunteer_id: int,
    minutes: int,
    by: ClaimedBy,
    rules: Rules,
    now: datetime,
) -> Entry:
    """Write down the minutes somebody says they gave to a session that has begun.

    A later claim replaces an earlier one until a coordinator confirmed it; the same
    minutes again change nothing. Every claim stays in ``Claim``.
    """
    ensure_believable(minutes, rules)
    entry = entries.held(session, city_id, session_id, volunteer_id, now=now)
    if entry.confirmed_at is not None:
        raise Refused(N_("These hours are confirmed already. Ask the coordinator to change them."))
    if entry.claimed_minutes == minutes:
        return entry
    entry.claimed_minutes, entry.claimed_by, entry.claimed_at = minutes, by, now
    session.add(Claim(city_id=city_id, entry_id=entry.id, minutes=minutes, by=by, at=now))
    session.flush()
    return entry


def claim_on_web(
    city: City, volunteer_id: int, session_id: int, minutes: int, *, now: datetime
) -> None:
    """Claim hours on one's own page, for a session that one had a place in.

    The text that asked for them is then answered.
    """
    with transaction() as session:
        placements = _placements(session, city.id, session_id, volunteer_id)
        if not placements:
            raise NotFound("no place in that session")
        claim(
            session,
            city_id=city.id,
            session_id=session_id,
            volunteer_id=volunteer_id,
            minutes=minutes,
            by=ClaimedBy.WEB,
            rules=city.rules,
            now=now,
        )
        questions.close_about(
            session, city_id=city.id, kind=Asked.HOURS, subject_ids=placements, now=now
        )


def confirm(
    session: Session,
    member: Member,
    which: Collection[int] | Mapping[int, int],
    *,
    rules: Rules,
    now: datetime,
) -> list[Entry]:
    """Confirm entries as they were claimed, or with the minutes given by their ids.

    An id that is not the member's to see is not found. What is confirmed with these
    minutes already stays as it was. Return those that changed: the caller records them.
    """
    changed = []
    for entry in entries.for_member(session, member.city_id, member, which):
        given = which[entry.id] if isinstance(which, Mapping) else entry.claimed_minutes
        if given is not None and given != entry.confirmed_minutes:
            _confirm(session, entry, member, given, rules.hours_most_minutes, now)
            changed.append(entry)
    return changed


def put_down(
    session: Session,
    member: Member,
    session_id: int,
    volunteer_id: int,
    minutes: int,
    *,
    rules: Rules,
    now: datetime,
) -> Entry:
    """Write down and confirm the hours of somebody who said nothing; return the entry.

    Nothing is claimed by it: what the person said, or did not, stays as it was. The caller
    records it.
    """
    projects.session_for(session, member, session_id)
    ensure_believable(minutes, rules)
    entry = entries.held(session, member.city_id, session_id, volunteer_id, now=now)
    _confirm(session, entry, member, minutes, rules.hours_most_minutes, now)
    return entry


def ensure_believable(minutes: int, rules: Rules) -> None:
    """Refuse what nobody gives to one session."""
    least, most = rules.hours_least_minutes, rules.hours_most_minutes
    if not least <= minutes <= most:
        raise Refused(
            N_("Hours for one session are from %(least)s minutes to %(most)s hours."),
            least=least,
            most=most // 60,
        )


def _placements(session: Session, city_id: int, session_id: int, volunteer_id: int) -> list[int]:
    return list(
        session.scalars(
            sa.select(Placement.id)
            .join(Placement.opening)
            .where(
                Placement.city_id == city_id,
                Placement.volunteer_id == volunteer_id,
                Placement.standing.in_(HOLDS_PLACES),
                Opening.session_id == session_id,
            )
            .order_by(Placement.id)
            .limit(50)
        )
    )


def _confirm(
    session: Session, entry: Entry, member: Member, minutes: int, most: int, now: datetime
) -> None:
    """Confirm minutes; nought says that nothing was given, and marks nobody as come."""
    if not 0 <= minutes <= most:
        raise Refused(N_("Confirm from 0 minutes to %(most)s hours."), most=most // 60)
    entry.confirmed_minutes = minutes
    entry.confirmed_by_id, entry.confirmed_at = member.id, now
    session.flush()
    if minutes:
        calls.mark_attended(
            session,
            city_id=entry.city_id,
            session_id=entry.session_id,
            volunteer_id=entry.volunteer_id,
            by_id=member.id,
            now=now,
        )
