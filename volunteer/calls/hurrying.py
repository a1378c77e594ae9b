"""A call that becomes urgent while it asks: the session is near, and places are open."""

from datetime import datetime

import sqlalchemy as sa

from volunteer.calls import queries, service, urgent
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.staff.model import Member

NOT_ASKING = N_("Nobody is being asked about this right now, or it is urgent already.")


def hurry(city: City, member: Member, call_id: int, *, now: datetime) -> None:
    """Make a running call urgent: its next wave is due at once. Whoever was asked may answer."""
    with transaction() as session:
        call = queries.call_for(session, member, call_id)
        urgent.ensure_may_be(city, call.opening, now=now)
        until = service.deadline(city, call.opening, now, urgent=True)
        hurrying = (
            sa.update(Call)
            .where(
                Call.city_id == city.id,
                Call.id == call.id,
                Call.state == CallState.RUNNING,
                Call.urgent.is_(False),
            )
            .values(urgent=True, deadline=until, next_wave_at=now)
            .returning(Call.id)
        )
        if session.scalar(hurrying) is None:
            raise Refused(NOT_ASKING)
        service.record(session, Deed.CALL_HURRIED, member, call.id, call.opening_id, now)
