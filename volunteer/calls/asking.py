"""One wave of a call: whom it asks now, and when the next one is due.

Whom to ask is ranked before the transaction that asks them: in a large city that takes longer
than others should wait. What was different by then is found as it is written: ``inviting``.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import (
    beside,
    capacity,
    drive,
    inviting,
    news,
    queries,
    urgent,
    waves,
)
from volunteer.calls.drive import Ranked
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core import garbage, walls
from volunteer.core.db import again_after_deadlock, reading, transaction
from volunteer.messages import calling, spend
from volunteer.projects.model import Opening

LEASE = timedelta(minutes=1)  # for ranking: whose worker dies meanwhile is another's then


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


@garbage.put_off()
def ranked_for(
    session: Session, city: City, opening: Opening, *, now: datetime, call: Call | None = None
) -> Ranked | None:
    """Return whom a wave may choose from, by opening; None at an hour at which nobody is asked.

    For the reading before a transaction, as it takes long in a large city. Without a ``call``
    none was asked yet. Of openings that want nobody now nobody is ranked.
    """
    if calling.next_open(city, now) > now or opening.left < 1:
        return None
    if call is None:
        return {opening.id: drive.rank(session, city, opening, now=now)}
    return drive.ranked_for(session, city, call, now=now)


@garbage.put_off()
def ask(
    session: Session, city: City, *calls: Call, now: datetime, ranked: Ranked | None = None
) -> int:
    """Ask the next wave of a call, or of some of one drive; return how many people were asked.

    What is full or late by now ends instead, and what may not ask at this hour waits.
    ``ranked`` was made before the transaction; what is missing of it is made here.
    """
    places = {call: _open_places(session, city, call, now) for call in calls}
    asking = [call for call, left in places.items() if left]
    if not asking:
        return 0
    left = {call.id: places[call] for call in asking}
    most = _most(session, city, asking[0], now)
    shares = drive.wave(session, city, asking, left=left, most=most, now=now, ranked=ranked)
    asked = 0
    for call in asking:
        _begin_wave(city, call, now)
        if shares[call.id]:
            asked += inviting.invite(session, city, call, shares[call.id], now=now)
    for call in asking:
        if call.urgent:
            asked += _ask_beside(session, city, call, most - asked, now)
    return asked


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


def _ranked_by_now(session: Session, call: Call, now: datetime) -> Ranked | None:
    if now >= call.deadline:
        return None
    city = session.get_one(City, call.city_id)
    return ranked_for(session, city, call.opening, now=now, call=call)


@again_after_deadlock
def _ask_claimed(
    city_id: int, call_id: int, wave: int, ranked: Ranked | None, now: datetime
) -> None:
    """Ask, unless the call ended or was asked for by somebody else meanwhile."""
    with transaction() as session:
        call = walls.find(session, Call, city_id, call_id)
        if call is None:
            return
        capacity.hold(session, city_id=city_id, opening_id=call.opening_id)
        call = walls.fetch(session, Call, city_id, call_id, lock=True)
        if call.state is CallState.RUNNING and call.waves == wave:
            due = [one for one in drive.due_with(session, call, now=now) if one.id != call.id]
            city = session.get_one(City, city_id)
            ask(session, city, call, *due, now=now, ranked=ranked)


def _open_places(session: Session, city: City, call: Call, now: datetime) -> int:
    """Return for how many places it asks now, held; 0 where it ended, or waits for its hours."""
    left = capacity.held_left(session, city_id=city.id, opening_id=call.opening_id)
    on = capacity.is_on(session, city_id=city.id, opening_id=call.opening_id, now=now)
    if now >= call.deadline or not on:
        if on and left:
            news.tell_of_shortfall(session, city, call, now=now)
        return _end(call, CallState.OVER, now)
    if left == 0:
        return _end(call, CallState.FULL, now)
    opens = calling.next_open(city, now)
    if opens > now:
        call.next_wave_at = min(opens, call.deadline)
        return 0
    return left


def _begin_wave(city: City, call: Call, now: datetime) -> None:
    """Count a wave, and say when the next one is due: when its time is up at the latest."""
    call.waves += 1
    least, most = urgent.pace(city.rules, urgent=call.urgent)
    pause = waves.pause(call.deadline - now, least=least, most=most)
    call.next_wave_at = min(now + pause, call.deadline)


def _ask_beside(session: Session, city: City, call: Call, most: int, now: datetime) -> int:
    """Ask for what an urgent call lacks still those whose phones have another question open."""
    coming = drive.expected(session, city, [call], now=now)[call.id]
    lacking = waves.enough(call.opening.left, expected=coming, time_left=call.deadline - now)
    return beside.ask(session, city, call, wanted=lacking, most=most, now=now)


def _most(session: Session, city: City, call: Call, now: datetime) -> int:
    """Return how many more it and its drive may ask: one person's limit, and today's money."""
    affordable = spend.left_today(session, city, now=now) // spend.longest_pence(city)
    if call.is_approved:
        return max(0, affordable)
    left = queries.one_person_may_ask(session, city, call.opening_id, now=now, held=True)
    return max(0, min(left, affordable))


def _end(call: Call, state: CallState, now: datetime) -> int:
    call.state, call.ended_at = state, now
    if state is not CallState.FULL:  # a place may come free: ``offers``
        call.next_wave_at = None
    return 0
