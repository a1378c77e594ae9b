"""A call that somebody holds up: nothing more of it goes out until somebody lets it go on.

Whoever has not been reached is asked anew when it goes on. A text that waited all that time
would keep its phone from being asked anything else, and take a YES that is meant for another.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import queries, service, unsent
from volunteer.calls.model import Call, CallState
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, Refused
from volunteer.staff.model import Member

NOT_ASKING = N_("Nobody is being asked about this any more, or it is paused already.")


@again_after_deadlock
def pause(city_id: int, member: Member, call_id: int, *, now: datetime) -> None:
    """Pause a running call; what is unsent is taken back, and who was reached may answer.

    Its deadline stays where it was.
    """
    with transaction() as session:
        call = queries.call_for(session, member, call_id)
        values = {
            "paused_at": now, "paused_by_id": member.id, "paused_because": None,
            "next_wave_at": None,
        }  # fmt: skip
        if not turn(session, call, CallState.RUNNING, state=CallState.PAUSED, **values):
            raise Refused(NOT_ASKING)
        unsent.take_back(session, city_id=city_id, opening_id=call.opening_id, now=now)
        service.record(session, Deed.CALL_PAUSED, member, call.id, call.opening_id, now)


def turn(session: Session, call: Call, before: CallState, **values: object) -> bool:
    """Change a call that is in a state, once: the database lets one of many through."""
    turning = (
        sa.update(Call)
        .where(Call.city_id == call.city_id, Call.id == call.id, Call.state == before)
        .values(**values)
        .returning(Call.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(turning) is None:
        return False
    session.refresh(call)
    return True
