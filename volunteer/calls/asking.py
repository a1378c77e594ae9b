"""One wave of a call: whom it asks now, and when the next one is due.

Whom to ask is ranked before the transaction that asks them: in a large city that takes longer
than others should wait. What was different by then is found as it is written: ``inviting``.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import capacity, inviting, news, queries, shortlist, waves
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import again_after_deadlock, reading, transaction
from volunteer.messages import calling, spend
from volunteer.projects.model import Opening

LEASE = timedelta(minutes=1)  # for ranking: whose worker dies meanwhile is another's then
Ranked = Sequence[Match] | None


def ask_next(*, now: datetime) -> bool:
    """Send the next wave that is due, of any city; return whether there was one."""
    claimed = _claim_next(now)
    if claimed is None:
        return False
    city_id, call_id, wave = claimed
    with reading() as session:
        call = walls.find(session, Call, city_id, call_id)
        ranked = None if call is None else _ranked_by_now(session, call, now)
    _ask_claimed(city_id, call_id, wave, ranked, now)
    return True


def ranked_for(
    session: Session, city: City, opening: Opening, *, now: datetime, call: Call | None = None
) -> Ranked:
    """Return whom a wave may choose from; None when nobody is wanted, so nobody is ranked.

    For the reading before a transaction, as it takes long in a large city. Without a ``call``
    none was asked yet.
    """
    if calling.next_open(city, now) > now or opening.left < 1:
        return None
    if call is not None and _wanted(session, call, opening.left, now) <= 0:
        return None
    return shortlist.ranking(session, city, opening, now=now)


def ask(session: Session, city: City, call: Call, *, now: datetime, ranked: Ranked = None) -> int:
    """Ask the next wave of a call, or end it; return how many people were asked.

    ``ranked`` was made before the transaction. Where there is none and somebody is wanted all
    the same, it is made here.
    """
    open_places = capacity.held_left(session, city_id=city.id, opening_id=call.opening_id)
    on = capacity.is_on(session, city_id=city.id, opening_id=call.opening_id, now=now)
    if now >= call.deadline or not on:
        if on and open_places:
            news.tell_of_shortfall(session, city, call, now=now)
        return _end(call, CallState.OVER, now)
    if open_places == 0:
        return _end(call, CallState.FULL, now)
    opens = calling.next_open(city, now)
    if opens > now:
        call.next_wave_at = opens
        return 0
    chosen = _chosen(session, city, call, _wanted(session, call, open_places, now), ranked, now)
    _begin_wave(city, call, now)
    return inviting.invite(session, city, call, chosen, now=now) if chosen else 0


@again_after_deadlock
def _claim_next(now: datetime) -> tuple[int, int, int] | None:
    """Take the wave that has been due longest, for a minute; of any number who try, one has it."""
    due = (
        sa.select(Call.id)
        .where(Call.state == CallState.RUNNING, Call.next_wave_at <= now)
        .order_by(Call.next_wave_at, Call.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    claim = (
        sa.update(Call)
        .where(Call.id.in_(sa.select(due.c.id)), Call.state == CallState.RUNNING)
        .values(next_wave_at=now + LEASE)
        .returning(Call.city_id, Call.id, Call.waves)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        row = session.execute(claim).first()
    return None if row is None else (row.city_id, row.id, row.waves)


def _ranked_by_now(session: Session, call: Call, now: datetime) -> Ranked:
    if now >= call.deadline:
        return None
    return ranked_for(
        session, session.get_one(City, call.city_id), call.opening, now=now, call=call
    )


@again_after_deadlock
def _ask_claimed(city_id: int, call_id: int, wave: int, ranked: Ranked, now: datetime) -> None:
    """Ask, unless the call ended or was asked for by somebody else meanwhile."""
    with transaction() as session:
        call = walls.find(session, Call, city_id, call_id)
        if call is None:
            return
        capacity.hold(session, city_id=city_id, opening_id=call.opening_id)
        call = walls.fetch(session, Call, city_id, call_id, lock=True)
        if call.state is CallState.RUNNING and call.waves == wave:
            ask(session, session.get_one(City, city_id), call, now=now, ranked=ranked)


def _wanted(session: Session, call: Call, open_places: int, now: datetime) -> float:
    """Return how many yes the next wave should bring; answers on their way count."""
    expected = waves.still_expected(_unanswered(session, call, now))
    return waves.enough(open_places, expected=expected, time_left=call.deadline - now)


def _chosen(
    session: Session, city: City, call: Call, wanted: float, ranked: Ranked, now: datetime
) -> Sequence[waves.Chosen]:
    most = _most(session, city, call, now)
    if wanted <= 0 or most == 0:
        return []
    if ranked is None:
        ranked = shortlist.ranking(session, city, call.opening, now=now)
    seed = f"{call.id}.{call.waves}"
    return waves.wave(ranked, wanted=wanted, floor=city.rules.wave_floor, seed=seed)[:most]


def _begin_wave(city: City, call: Call, now: datetime) -> None:
    pause = waves.pause(
        call.deadline - now,
        least=timedelta(minutes=city.rules.wave_least_minutes),
        most=timedelta(minutes=city.rules.wave_most_minutes),
    )
    call.waves += 1
    call.next_wave_at = now + pause


def _most(session: Session, city: City, call: Call, now: datetime) -> int:
    """Return how many more this call may ask: one person's limit, and today's money."""
    affordable = spend.left_today(session, city, now=now) // spend.longest_pence(city)
    if call.is_approved:
        return max(0, affordable)
    left = queries.one_person_may_ask(session, city, call.opening_id)
    return max(0, min(left, affordable))


def _unanswered(session: Session, call: Call, now: datetime) -> list[tuple[float, float]]:
    rows = session.execute(
        sa.select(Invitation.chance, Invitation.asked_at).where(
            Invitation.city_id == call.city_id,
            Invitation.call_id == call.id,
            Invitation.answer == Answer.ASKED,
        )
    )
    return [(chance, (now - at) / timedelta(hours=1)) for chance, at in rows]


def _end(call: Call, state: CallState, now: datetime) -> int:
    call.state, call.ended_at, call.next_wave_at = state, now, None
    return 0
