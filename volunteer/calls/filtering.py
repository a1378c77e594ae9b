"""Texts that a phone network takes for spam: their call pauses, and of several calls the number.

Going on would teach the networks that the number sends spam, and lose the answers too. Of a
large wave some are filtered by chance, so it takes a share of them and a few at least.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import asking, capacity, news, queries, unsent
from volunteer.calls.model import Call, CallState, Invitation
from volunteer.calls.pausing import turn
from volunteer.cities import service as cities
from volunteer.cities.model import City
from volunteer.core import audit, walls
from volunteer.core.audit import By, Deed
from volunteer.core.db import again_after_deadlock, reading, transaction
from volunteer.core.errors import N_, Refused
from volunteer.messages import senders
from volunteer.messages.model import Asked, Message, Question
from volunteer.staff.model import Member

FILTERED = 30007  # the carrier's code: a network took the text for spam
LAST = 100  # texts of a call that are looked at,
LATELY = timedelta(hours=1)  # if the carrier took them in this time
LEAST, SHARE = 3, 0.05  # of them filtered: by chance it befalls one, hardly ever three
SEVERAL = 2  # calls that paused lately: then it is not the words but the number
NOT_PAUSED = N_("These texts are not paused any more.")


def pause_everywhere(*, now: datetime) -> int:
    """Pause the calls, of all cities, of which too much was filtered; return how many."""
    with transaction() as session:
        ids = [city.id for city in cities.everyone(session)]
    return sum(pause(city_id, now=now) for city_id in ids)


def pause(city_id: int, *, now: datetime) -> int:
    """Pause a city's calls of which too much was filtered lately; return how many.

    Nothing more of such a call goes out, from the next claim on, until somebody lets it.
    """
    running = sa.select(Call).where(Call.city_id == city_id, Call.state == CallState.RUNNING)
    with transaction() as session:
        calls = session.scalars(running.order_by(Call.id).limit(1000)).all()
        found = [call.id for call in calls if _is_filtered(session, call, now)]
    return sum(_pause(city_id, call_id, now) for call_id in found)


@again_after_deadlock
def go_on(city: City, member: Member, call_id: int, *, now: datetime) -> None:
    """Let a paused call ask again, the next wave at once; whom it had not reached is asked anew."""
    with reading() as session:
        call = queries.call_for(session, member, call_id)
        ranked = asking.ranked_for(session, city, call.opening, now=now, call=call)
    with transaction() as session:
        call = queries.call_for(session, member, call_id)
        capacity.hold(session, city_id=city.id, opening_id=call.opening_id)
        on = {"state": CallState.RUNNING, "next_wave_at": now, "paused_by_id": None}
        if not turn(session, call, CallState.PAUSED, **on):
            raise Refused(NOT_PAUSED)
        asking.ask(session, city, call, now=now, ranked=ranked)
        by, about = By.member(member.id), ("call", call.id)
        audit.record(
            session, city.id, Deed.CALL_RESUMED, by=by, about=about, now=now,
            opening_id=call.opening_id,
        )  # fmt: skip


def lapse(*, now: datetime) -> int:
    """End the paused calls (of all cities) whose time is up; return how many."""
    late = sa.select(Call).where(Call.state == CallState.PAUSED, Call.deadline <= now)
    with transaction() as session:
        calls = session.scalars(late.order_by(Call.id).limit(500)).all()
        return sum(_lapse(session, call, now) for call in calls)


def _is_filtered(session: Session, call: Call, now: datetime) -> bool:
    errors = session.scalars(_last_errors(call, now)).all()
    filtered = errors.count(str(FILTERED))
    return filtered >= LEAST and filtered >= SHARE * len(errors)


def _last_errors(call: Call, now: datetime) -> sa.Select[str | None]:
    """Select what went wrong with the last texts of a call, None for nothing so far."""
    since = max(now - LATELY, call.paused_at or now - LATELY)
    return (
        sa.select(Message.error)
        .join(Question, Question.id == Message.question_id)
        .join(Invitation, Invitation.id == Question.subject_id)
        .where(
            Message.city_id == call.city_id,
            Message.accepted_at > since,
            Question.city_id == call.city_id,
            Question.kind == Asked.CALL,
            Invitation.city_id == call.city_id,
            Invitation.call_id == call.id,
        )
        .order_by(Message.id.desc())
        .limit(LAST)
    )


@again_after_deadlock
def _pause(city_id: int, call_id: int, now: datetime) -> bool:
    with transaction() as session:
        call = walls.fetch(session, Call, city_id, call_id)
        values = {"paused_at": now, "paused_because": str(FILTERED), "next_wave_at": None}
        if not turn(session, call, CallState.RUNNING, state=CallState.PAUSED, **values):
            return False
        unsent.take_back(session, city_id=city_id, opening_id=call.opening_id, now=now)
        city = session.get_one(City, city_id)
        news.tell_of_pause(session, city, call, now=now)
        several = _paused_lately(session, city, now) >= SEVERAL
        about, opening_id = ("call", call.id), call.opening_id
        if several:
            senders.halt(session, city_id, FILTERED, now=now)
        audit.record(
            session, city_id, Deed.CALL_PAUSED, by=By.SYSTEM, about=about, now=now,
            opening_id=opening_id, code=FILTERED,
        )  # fmt: skip
        return True


def _paused_lately(session: Session, city: City, now: datetime) -> int:
    paused = sa.select(sa.func.count()).where(
        Call.city_id == city.id,
        Call.paused_at > now - LATELY,
        Call.paused_because.is_not(None),
    )
    return session.scalars(paused).one()


def _lapse(session: Session, call: Call, now: datetime) -> bool:
    over = {"state": CallState.OVER, "ended_at": now}
    if not turn(session, call, CallState.PAUSED, **over):
        return False
    at = {"city_id": call.city_id, "opening_id": call.opening_id}
    if capacity.left(session, **at) and capacity.is_on(session, **at, now=now):
        news.tell_of_shortfall(session, session.get_one(City, call.city_id), call, now=now)
    return True
