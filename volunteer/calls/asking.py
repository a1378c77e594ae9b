"""One wave of a call: who is asked now, written down with the texts that ask them."""

from dataclasses import asdict
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import beside, candidates, capacity, drive, news, queries, texts, urgent, waves
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, CallState, Invitation
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.upsert import insert_new
from volunteer.messages import calling, questions, spend
from volunteer.messages.model import Asked
from volunteer.people.model import Volunteer

LEAST_WINDOW = timedelta(minutes=30)


@again_after_deadlock
def ask_next(*, now: datetime) -> bool:
    """Send the next wave that is due, of any city; return whether there was one."""
    with transaction() as session:
        call = session.scalar(
            sa.select(Call)
            .where(Call.state == CallState.RUNNING, Call.next_wave_at <= now)
            .order_by(Call.next_wave_at, Call.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if call is None:
            return False
        city = session.get_one(City, call.city_id)
        ask(session, city, *drive.due_with(session, call, now=now), now=now)
    return True


def ask(session: Session, city: City, *calls: Call, now: datetime) -> int:
    """Ask the next wave of a call, or of some of one drive; return how many people were asked.

    What is full or late by now ends instead, and what may not ask at this hour waits.
    """
    asking = [call for call in calls if _asks_now(session, city, call, now)]
    if not asking:
        return 0
    most = _most(session, city, asking[0], now)
    shares = drive.wave(session, city, asking, most=most, now=now)
    for call in asking:
        _begin_wave(city, call, now)
    chosen = [(call, one) for call in asking for one in shares[call.id]]
    asked = sum(
        _invite(session, city, call, one.match, now, at_random=one.at_random)
        for call, one in _in_one_order(session, city, chosen)
    )
    for call in asking:
        if call.urgent:
            asked += _ask_beside(session, city, call, most - asked, now)
    return asked


def last_answer(city: City, starts: datetime, now: datetime) -> datetime:
    """Return after when an answer is of no use to a session, however late it was asked."""
    early = starts - timedelta(hours=city.rules.reply_ends_hours_before)
    return early if early > now + LEAST_WINDOW else starts


def _asks_now(session: Session, city: City, call: Call, now: datetime) -> bool:
    open_places = capacity.left(session, city_id=city.id, opening_id=call.opening_id)
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
        return False
    return True


def _begin_wave(city: City, call: Call, now: datetime) -> None:
    """Count a wave, and say when the next one is due."""
    call.waves += 1
    least, most = urgent.pace(city.rules, urgent=call.urgent)
    call.next_wave_at = now + waves.pause(call.deadline - now, least=least, most=most)


def _ask_beside(session: Session, city: City, call: Call, most: int, now: datetime) -> int:
    """Ask for what an urgent call lacks still those whose phones have another question open."""
    asked = drive.unanswered(session, city, [call.id], now=now).get(call.id, [])
    lacking = waves.enough(
        call.opening.left, expected=waves.still_expected(asked), time_left=call.deadline - now
    )
    return beside.ask(session, city, call, wanted=lacking, most=most, now=now)


def _in_one_order(
    session: Session, city: City, chosen: list[tuple[Call, waves.Chosen]]
) -> list[tuple[Call, waves.Chosen]]:
    """Return them by phone: two waves that want the same phones then never block each other."""
    ids = [one.match.volunteer_id for _, one in chosen]
    rows = session.execute(
        sa.select(Volunteer.id, Volunteer.contact_id).where(
            Volunteer.city_id == city.id, Volunteer.id.in_(ids)
        )
    )
    phone = {volunteer_id: contact_id for volunteer_id, contact_id in rows}  # noqa: C416 - typed
    return sorted(
        chosen, key=lambda it: (phone[it[1].match.volunteer_id], it[1].match.volunteer_id)
    )


def _most(session: Session, city: City, call: Call, now: datetime) -> int:
    """Return how many more it and its drive may ask: one person's limit, and today's money."""
    affordable = spend.left_today(session, city, now=now) // spend.longest_pence(city)
    if call.is_approved:
        return max(0, affordable)
    left = queries.one_person_may_ask(session, city, call.opening_id, now=now, held=True)
    return max(0, min(left, affordable))


def _invite(
    session: Session, city: City, call: Call, match: Match, now: datetime, *, at_random: bool
) -> bool:
    """Invite one person; False when they were asked something else in the meantime.

    Their question is theirs alone once it is reserved: what another call asked them since
    the ranking was made can be seen then, and counts.
    """
    with session.begin_nested() as attempt:
        invitation_id = insert_new(
            session,
            Invitation,
            city_id=city.id,
            call_id=call.id,
            opening_id=call.opening_id,
            volunteer_id=match.volunteer_id,
            wave=call.waves,
            reasons=_reasons(match),
            chance=match.score,
            band=match.band,
            skilled=match.skilled,
            at_random=at_random,
            answer=Answer.ASKED,
            asked_at=now,
        )
        written = invitation_id is not None and _write(
            session, city, call, invitation_id, match, now
        )
        if not written or _heard_enough(session, city, call, match.volunteer_id, now):
            attempt.rollback()
            return False
    return True


def _heard_enough(
    session: Session, city: City, call: Call, volunteer_id: int, now: datetime
) -> bool:
    """Return whether somebody is asked too often by now, or about too many days of a drive."""
    if candidates.too_often(session, city, volunteer_id, now=now):
        return True
    return bool(drive.has_heard(session, city, call, among=[volunteer_id]))


def _write(
    session: Session, city: City, call: Call, invitation_id: int, match: Match, now: datetime
) -> bool:
    invitation = walls.fetch(session, Invitation, city.id, invitation_id)
    volunteer = walls.fetch(session, Volunteer, city.id, match.volunteer_id)
    when = call.opening.session
    question = questions.reserve(
        session,
        volunteer.contact,
        kind=Asked.CALL,
        subject_id=invitation_id,
        window=urgent.window(city.rules, call),
        ends_by=last_answer(city, when.starts_at, now) if when.ends_at else call.deadline,
        now=now,
    )
    if question is None:
        return False
    km = None if call.opening.role.remote else match.distance_km
    texts.invite(session, city, invitation, question, km=km, approximate=match.approximate, now=now)
    return True


def _reasons(match: Match) -> dict[str, object]:
    return asdict(match) | {"skills": sorted(match.skills)}


def _end(call: Call, state: CallState, now: datetime) -> bool:
    call.state, call.ended_at, call.next_wave_at = state, now, None
    return False
