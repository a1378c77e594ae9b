"""A place came free that nobody in the line wants: the call that was full is what it was before."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import news
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core import walls


def go_on(session: Session, city: City, opening_id: int, *, now: datetime) -> None:
    """Let the last call about an opening, if that was full, be again what it was before.

    One that asked has kept when its next wave was due, and asks at once. One that was paused
    stays so, and of one that was proposed it is told once more that somebody has to decide.
    """
    newest = sa.select(sa.func.max(Call.id)).where(
        Call.city_id == city.id, Call.opening_id == opening_id
    )
    going_on = (
        sa.update(Call)
        .where(
            Call.city_id == city.id,
            Call.id.in_(newest),
            Call.state == CallState.FULL,
            Call.deadline > now,
        )
        .values(state=_before(), ended_at=None, next_wave_at=_due(now))
        .returning(Call.id)
    )
    call_id = session.scalar(going_on)
    if call_id is not None:
        _tell_again(session, city, call_id, now)


def _before() -> sa.Case[CallState]:
    """Return, in SQL, what a full call was: one that asked has a next wave, or had one once."""
    words = Call.state.type
    asked = Call.next_wave_at.is_not(None) | (Call.waves > 0) & Call.paused_at.is_(None)
    return sa.case(
        (asked, sa.literal(CallState.RUNNING, words)),
        (Call.paused_at.is_not(None), sa.literal(CallState.PAUSED, words)),
        else_=sa.literal(CallState.PROPOSED, words),
    )


def _due(now: datetime) -> sa.Case[datetime]:
    """Return, in SQL, when its next wave is due: at once, if it goes on to ask."""
    moments = Call.next_wave_at.type
    return sa.case((_before() == CallState.RUNNING, sa.literal(now, moments)), else_=sa.null())


def _tell_again(session: Session, city: City, call_id: int, now: datetime) -> None:
    """Tell who may decide that a proposal waits for them again."""
    call = walls.fetch(session, Call, city.id, call_id)
    session.refresh(call, ["state"])
    if call.state is CallState.PROPOSED:
        approvers = news.approvers(session, call.opening, but=call.started_by_id)
        first = call.together_id or call.id
        news.tell_of_proposal(session, city, first, approvers, now=now)
