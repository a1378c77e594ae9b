"""The waiting list: a place that comes free is offered to whoever waited longest."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import capacity, requirements, texts
from volunteer.calls.model import Call, CallState, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import connection, transaction
from volunteer.messages import calling, questions
from volunteer.messages.model import IS_OPEN, Asked, Contact, Question, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

AGAIN_AFTER = timedelta(days=1)
# Made once, as every yes asks it: to make a statement takes longer than to run it.
ON_OFFER = sa.select(sa.func.sum(Placement.party)).where(
    Placement.city_id == sa.bindparam("city_id"),
    Placement.opening_id == sa.bindparam("opening_id"),
    Placement.standing == Standing.WAITING,
    Placement.id != sa.bindparam("besides"),
    sa.exists().where(
        Question.city_id == sa.bindparam("city_id"),
        Question.kind == Asked.OFFER,
        Question.subject_id == Placement.id,
        IS_OPEN,
    ),
)


def offer_next(session: Session, city: City, opening_id: int, *, now: datetime) -> bool:
    """Offer the free places to the next in line; return whether somebody was there.

    Whoever lacks by now what the role asks for keeps their turn until they do not. A place
    that is on offer already is not free. Where the line is too short, a call that ended
    because the opening was full goes on.
    """
    free = free_places(session, city, opening_id)
    if free < 1 or not capacity.is_on(session, city_id=city.id, opening_id=opening_id, now=now):
        return False
    offered = False
    for placement in session.scalars(_in_line(city, opening_id, free, now)):
        if placement.party <= free and _offer_to(session, city, placement, now):
            free -= placement.party
            offered = True
    if free:
        _go_on(session, city, opening_id, now)
    return offered


def free_places(session: Session, city: City, opening_id: int) -> int:
    """Return how many places are open and not on offer to somebody in the line."""
    left = capacity.left(session, city_id=city.id, opening_id=opening_id)
    return left - _on_offer(session, city, opening_id)


def held_free(
    session: Session, city: City, opening_id: int, *, besides: Placement | None = None
) -> int:
    """Return how many places are open and on offer to nobody else, until the caller is done."""
    left = capacity.held_left(session, city_id=city.id, opening_id=opening_id)
    return max(0, left - _on_offer(session, city, opening_id, besides))


def offer_due_next(*, now: datetime) -> bool:
    """Offer a place that is free while somebody waits for it (in any city).

    Most offers go out the moment a place comes free; this finds those that could not, as
    the phone was being asked something else, or the offer never reached it.
    """
    with transaction() as session:
        for opening in session.scalars(_openings_with_a_line(now)):
            if offer_next(session, session.get_one(City, opening.city_id), opening.id, now=now):
                return True
    return False


def position(session: Session, placement: Placement) -> int:
    """Return somebody's place in the line, 1 being the next."""
    ahead = sa.select(sa.func.count()).where(
        Placement.city_id == placement.city_id,
        Placement.opening_id == placement.opening_id,
        Placement.standing == Standing.WAITING,
        sa.or_(
            Placement.since < placement.since,
            sa.and_(Placement.since == placement.since, Placement.id <= placement.id),
        ),
    )
    return session.scalar(ahead) or 1


def _openings_with_a_line(now: datetime) -> sa.Select[Opening]:
    someone = _waiting(now).where(
        Placement.city_id == Opening.city_id,
        Placement.opening_id == Opening.id,
        Opening.taken + Placement.party <= Opening.places,
    )
    still_on = sa.or_(ProjectSession.starts_at > now, ProjectSession.ends_at.is_(None))
    return (
        sa.select(Opening)
        .join(Opening.session)
        .where(someone.exists(), ProjectSession.cancelled_at.is_(None), still_on)
        .order_by(ProjectSession.starts_at, Opening.id)
        .limit(50)
    )


def _on_offer(
    session: Session, city: City, opening_id: int, besides: Placement | None = None
) -> int:
    """Return how many places of an opening somebody is being asked to take from the line."""
    who = besides.id if besides else 0
    where = {"city_id": city.id, "opening_id": opening_id, "besides": who}
    return connection(session).scalar(ON_OFFER, where) or 0


def _in_line(city: City, opening_id: int, free: int, now: datetime) -> sa.Select[Placement]:
    return (
        _waiting(now)
        .where(
            Placement.city_id == city.id,
            Placement.opening_id == opening_id,
            Placement.party <= free,
        )
        .order_by(Placement.since, Placement.id)
        .limit(20)
    )


def _waiting(now: datetime) -> sa.Select[Placement]:
    """Select who may be offered a place: nobody twice a day, nor who has a question open."""
    offered = sa.exists().where(
        Question.city_id == Placement.city_id,
        Question.kind == Asked.OFFER,
        Question.subject_id == Placement.id,
        Question.state != QuestionState.ANSWERED,
        Question.asked_at > now - AGAIN_AFTER,
    )
    busy = sa.exists().where(
        Question.city_id == Placement.city_id,
        Question.contact_id == Contact.id,
        IS_OPEN,
    )
    return (
        sa.select(Placement)
        .join(Volunteer, Volunteer.id == Placement.volunteer_id)
        .join(Contact, Contact.id == Volunteer.contact_id)
        .where(
            Placement.standing == Standing.WAITING,
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
            ~offered,
            ~busy,
        )
    )


def _offer_to(session: Session, city: City, placement: Placement, now: datetime) -> bool:
    who, opening = placement.volunteer_id, placement.opening
    lacking = requirements.lack_of(session, city, who, opening, now=now)
    return lacking is None and _offer(session, city, placement, now)


def _offer(session: Session, city: City, placement: Placement, now: datetime) -> bool:
    opens = calling.next_open(city, now)
    question = questions.reserve(
        session,
        placement.volunteer.contact,
        kind=Asked.OFFER,
        subject_id=placement.id,
        window=opens - now + timedelta(minutes=city.rules.offer_minutes),
        ends_by=placement.opening.session.starts_at if placement.opening.session.ends_at else None,
        now=now,
    )
    if question is None:
        return False
    question.window_minutes = city.rules.offer_minutes  # the night does not count once it is sent
    texts.offer(session, city, placement, question, now=now)
    return True


def _go_on(session: Session, city: City, opening_id: int, now: datetime) -> None:
    """Let a call that was full ask again; one that somebody had paused stays paused."""
    paused = Call.paused_by_id.is_not(None)
    states, moments = Call.state.type, Call.next_wave_at.type
    state = sa.case(
        (paused, sa.literal(CallState.PAUSED, states)), else_=sa.literal(CallState.RUNNING, states)
    )
    wave_at = sa.case((paused, sa.null()), else_=sa.literal(now, moments))
    session.execute(
        sa.update(Call)
        .where(
            Call.city_id == city.id,
            Call.opening_id == opening_id,
            Call.state == CallState.FULL,
            Call.deadline > now,
            Call.id.in_(
                sa.select(sa.func.max(Call.id)).where(
                    Call.city_id == city.id, Call.opening_id == opening_id
                )
            ),
        )
        .values(state=state, ended_at=None, next_wave_at=wave_at)
    )
