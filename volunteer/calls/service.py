"""Calls to action: starting one, stopping one, and what people do on the web."""

from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls import (
    asked_no_more,
    asking,
    beginning,
    capacity,
    deadlines,
    lack_words,
    queries,
    reminders,
    steps,
    texts,
    unsent,
)
from volunteer.calls import urgent as urgency
from volunteer.calls.clash import Clash
from volunteer.calls.model import Call, CallState, Placement, Standing
from volunteer.calls.requirements import Lacking
from volunteer.cities.model import City
from volunteer.core import audit, walls
from volunteer.core.audit import By, Deed
from volunteer.core.db import again_after_deadlock, reading, transaction
from volunteer.core.errors import N_, Refused
from volunteer.messages import contacts
from volunteer.people import profile
from volunteer.people import queries as people
from volunteer.people.model import Volunteer
from volunteer.projects import codes
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

ALREADY = N_("People are already being asked about this, or somebody proposed to.")
ENOUGH = N_(
    "%(most)s people were asked about this project already: no one person may decide to ask "
    "more. "
    "Propose it to somebody else."
)


@again_after_deadlock
def start(
    city: City, member: Member, opening_id: int, *, urgent: bool = False, now: datetime
) -> int:
    """Start asking for an opening, the first wave at once; return the call's id.

    Outside calling hours the first wave goes out when they begin. Of two who start at once
    the second is refused. It asks no more people than one person may decide on; to ask
    more, propose it: ``approval``. An ``urgent`` one is refused while its session is far off.
    """
    city_id = city.id
    with reading() as session:
        opening = projects.opening_for(session, member, opening_id)
        ensure_can_call(session, opening, now)
        ranked = asking.ranked_for(session, city, opening, now=now)
    with transaction() as session:
        opening = projects.opening_for(session, member, opening_id)
        ensure_can_call(session, opening, now)
        if urgent:
            urgency.ensure_may_be(city, opening, now=now)
        if queries.one_person_may_ask(session, city, opening.id, now=now) == 0:
            raise Refused(ENOUGH, most=city.rules.second_person_above)
        call_id = beginning.new_call(
            session,
            city_id=city_id,
            opening_id=opening.id,
            started_by_id=member.id,
            started_at=now,
            deadline=deadline(city, opening, now, urgent=urgent),
            next_wave_at=now,
            urgent=urgent,
        )
        if call_id is None:
            raise Refused(ALREADY)
        codes.of(session, opening, now=now)  # for posters
        call = walls.fetch(session, Call, city_id, call_id)
        asking.ask(session, city, call, now=now, ranked=ranked)
        record(session, Deed.CALL_STARTED, member, call_id, opening.id, now, urgent=urgent)
        return call_id


def stop(city_id: int, member: Member, call_id: int, *, now: datetime) -> None:
    """Stop a call: nothing unsent goes out; who was asked may still answer."""
    with transaction() as session:
        call = queries.call_for(session, member, call_id)
        unsent.end(
            session, city_id=city_id, opening_id=call.opening_id, state=CallState.STOPPED, now=now
        )
        record(session, Deed.CALL_STOPPED, member, call.id, call.opening_id, now)


@again_after_deadlock
def cancel_session(city: City, member: Member, session_id: int, *, now: datetime) -> int:
    """Cancel a session and tell everyone with a place or waiting, once; return how many.

    Of a flexible session that has begun, whatever was given stays given.
    """
    with transaction() as session:
        meeting = projects.session_for(session, member, session_id)
        if meeting.cancelled_at is not None:
            return 0
        if meeting.ends_at is not None and meeting.starts_at <= now:
            raise Refused(N_("This session has begun, so it cannot be cancelled any more."))
        openings = queries.held_openings(session, city.id, meeting.id)
        meeting.cancelled_at, meeting.cancelled_by_id = now, member.id
        told = sum(_close(session, city, opening, now) for opening in openings)
        by, about = By.member(member.id), ("session", meeting.id)
        audit.record(
            session, city.id, Deed.SESSION_CANCELLED, by=by, about=about, now=now, told=told
        )
        return told


@again_after_deadlock
def accept_on_web(city: City, volunteer_id: int, opening_id: int, *, now: datetime) -> Placement:
    """Take a place from the project's page; full, it is one on the waiting list."""
    with transaction() as session:
        volunteer = _held(session, city, volunteer_id)
        who = {"volunteer_id": volunteer_id, "opening_id": opening_id}
        asked_no_more.about(session, city_id=city.id, **who, now=now)
        try:
            placement = steps.accept(session, city, volunteer, opening_id, now=now)
        except Lacking as lacking:
            opening = walls.fetch(session, Opening, city.id, opening_id)
            raise lack_words.to_them(lacking.lack, opening) from None
        except Clash as clash:
            raise clash.to_them() from None
        if placement is None:
            raise Refused(N_("It is too late to join this session. See what else is near you."))
        if placement.standing is Standing.CONFIRMED:
            texts.tell(session, city, placement, "accepted", now=now)
        return placement


@again_after_deadlock
def withdraw_on_web(city: City, volunteer_id: int, placement_id: int, *, now: datetime) -> None:
    """Give a place back from one's own page."""
    with transaction() as session:
        volunteer = _held(session, city, volunteer_id)
        placement = queries.placement_of_volunteer(session, city.id, volunteer.id, placement_id)
        if placement.standing in (Standing.CONFIRMED, Standing.WAITING):
            steps.withdraw(session, city, placement, now=now)


@again_after_deadlock
def leave(city: City, volunteer_id: int, *, now: datetime) -> None:
    """Let somebody go: their places are given back, and they are asked nothing any more."""
    with transaction() as session:
        volunteer = _held(session, city, volunteer_id)
        for placement in queries.coming_of(session, city.id, [volunteer.id], now=now):
            steps.withdraw(session, city, placement, now=now)
        queries.close_questions_of(session, city.id, volunteer.id, now=now)
        profile.leave_in(session, city.id, volunteer.id, now=now)
        by, about = By.volunteer(volunteer.id), ("volunteer", volunteer.id)
        audit.record(session, city.id, Deed.VOLUNTEER_LEFT, by=by, about=about, now=now)


def record(
    session: Session,
    deed: Deed,
    member: Member,
    call_id: int,
    opening_id: int,
    now: datetime,
    **how: bool,
) -> None:
    """Write down what a member did about a call, last in the caller's transaction."""
    by, about = By.member(member.id), ("call", call_id)
    how_and_where = {**how, "opening_id": opening_id}
    audit.record(session, member.city_id, deed, by=by, about=about, now=now, **how_and_where)


def ensure_can_call(session: Session, opening: Opening, now: datetime) -> None:
    """Refuse to ask about what is over or full, or is nowhere yet."""
    if not capacity.is_on(session, city_id=opening.city_id, opening_id=opening.id, now=now):
        raise Refused(N_("This session has begun or was cancelled, so nobody can be asked."))
    if opening.left == 0:
        raise Refused(N_("Every place is taken, so nobody needs to be asked."))
    if not opening.role.remote and opening.role.project.place.point is None:
        raise Refused(
            N_("“%(address)s” is not on the map yet. Try again in a few minutes."),
            address=opening.role.project.place.address,
        )


def deadline(city: City, opening: Opening, now: datetime, *, urgent: bool = False) -> datetime:
    """Return until when a call about an opening asks."""
    return deadlines.until(city, opening, now, urgent=urgent)


def _held(session: Session, city: City, volunteer_id: int) -> Volunteer:
    """Return a volunteer whose phone's texts wait until this is done."""
    volunteer = people.volunteer(session, city.id, volunteer_id)
    contacts.locked(session, city_id=city.id, contact_id=volunteer.contact_id)
    return volunteer


def _close(session: Session, city: City, opening: Opening, now: datetime) -> int:
    unsent.end(session, city_id=city.id, opening_id=opening.id, state=CallState.STOPPED, now=now)
    queries.close_questions(session, city.id, opening.id, now=now)
    with_place = queries.holding(session, city.id, opening.id)
    for placement in with_place:
        reminders.take_back(session, placement, now=now)
        texts.tell(session, city, placement, "cancelled", now=now)
        if placement.standing is Standing.CONFIRMED:
            opening.taken -= placement.party
        placement.standing, placement.since = Standing.NOT_NEEDED, now
    return len(with_place)
