"""A number that the roster does not show by itself: shown to whoever asks, and written down."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Placement, Standing
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import NotFound
from volunteer.hours.model import Entry
from volunteer.messages.model import Contact
from volunteer.people.model import Volunteer
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.staff.model import Member


def show_number(member: Member, session_id: int, volunteer_id: int, *, now: datetime) -> str:
    """Return the number of somebody on the roster of a session that the member may see.

    On it is whoever has a place or lost it to a cancellation, waits for one, or gave hours.
    """
    with transaction() as session:
        projects.session_for(session, member, session_id)
        phone = _phone(session, member.city_id, session_id, volunteer_id)
        audit.record(
            session,
            member.city_id,
            Deed.NUMBER_SHOWN,
            by=By.member(member.id),
            about=("volunteer", volunteer_id),
            now=now,
            session_id=session_id,
        )
        return phone


def _phone(session: Session, city_id: int, session_id: int, volunteer_id: int) -> str:
    placed = (
        sa.select(Placement.volunteer_id)
        .join(Placement.opening)
        .where(
            Placement.city_id == city_id,
            Opening.session_id == session_id,
            Placement.standing != Standing.WITHDRAWN,
        )
    )
    gave = sa.select(Entry.volunteer_id).where(
        Entry.city_id == city_id, Entry.session_id == session_id
    )
    phone = session.scalar(
        sa.select(Contact.phone)
        .join(Volunteer, Volunteer.contact_id == Contact.id)
        .where(
            Volunteer.city_id == city_id,
            Volunteer.id == volunteer_id,
            sa.or_(Volunteer.id.in_(placed), Volunteer.id.in_(gave)),
        )
    )
    if phone is None:
        raise NotFound("nobody on this roster")
    return phone
