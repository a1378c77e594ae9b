"""The waiting list: a place that comes free is offered to whoever waited longest."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import capacity, clash, reopening, requirements, texts
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.readymade import Readymade
from volunteer.messages import calling, on_desk, questions
from volunteer.messages.model import IS_OPEN, Asked, Contact, Question, QuestionState
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening, ProjectSession

AGAIN_AFTER = timedelta(days=1)
LINES_AT_ONCE = 50
MOST_IN_LINE = 500  # of whom those who lack something are passed over
# Made once, as every yes asks it: to make a statement takes longer than to run it.
ON_OFFER = Readymade(
    sa.select(sa.func.sum(Placement.party)).where(
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
)


def offer_next(session: Session, city: City, opening_id: int, *, now: datetime) -> bool:
    """Offer the free places to the next in line; return whether somebody was there.

    Whoever lacks by now what the role asks for, or has a place at that time, keeps their turn
    until they do not. A place that is on offer already is not free. Where the line is too short,
    a call that ended because the opening was full goes on. The opening is held: of those who look
    at once for somebody to offer a place to, each sees what the one before offered.
    """
    free = held_free(session, city, opening_id)
    if free < 1 or not capacity.is_on(session, city_id=city.id, opening_id=opening_id, now=now):
        return False
    offered = False
    for placement in session.scalars(_in_line(city, opening_id, free, now)):
        if placement.party <= free and _offer_to(session, city, placement, now):
            free -= placement.party
            offered = True
        if free < 1:
            return True
    reopening.go_on(session, city, opening_id, now=now)
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


def offer_due_next(*, now: datetime, at_once: int = LINES_AT_ONCE) -> bool:
    """Offer a place that is free while somebody waits for it (in any city).

    Most offers go out the moment a place comes free; this finds those that could not, as
    the phone was being asked something else, or the offer never reached it. One opening is held
    after the other, never two. However many have a line in which nobody can be offered a place
    now, whoever comes after them has their turn.
    """
    before = 0
    while True:
        with transaction() as session:
            lines = session.scalars(_openings_with_a_line(now).limit(at_once).offset(before))
            found = [(one.city_id, one.id) for one in lines]
        if any(_offer_due(city_id, opening_id, now) for city_id, opening_id in found):
            return True
        if len(found) < at_once:
            return False
        before += at_once


@again_after_deadlock
def _offer_due(city_id: int, opening_id: int, now: datetime) -> bool:
    with transaction() as session:
        return offer_next(session, session.get_one(City, city_id), opening_id, now=now)


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
    )


def _on_offer(
    session: Session, city: City, opening_id: int, besides: Placement | None = None
) -> int:
    """Return how many places of an opening somebody is being asked to take from the line."""
    who = besides.id if besides else 0
    where = {"city_id": city.id, "opening_id": opening_id, "besides": who}
    return ON_OFFER.scalar(session, where) or 0


def _in_line(city: City, opening_id: int, free: int, now: datetime) -> sa.Select[Placement]:
    return (
        _waiting(now)
        .where(
            Placement.city_id == city.id,
            Placement.opening_id == opening_id,
            Placement.party <= free,
        )
        .order_by(Placement.since, Placement.id)
        .limit(MOST_IN_LINE)
    )


def _waiting(now: datetime) -> sa.Select[Placement]:
    """Select who may be offered a place: nobody twice a day, nor who has a question open.

    Nor whose text waits on the desk: they keep their turn.
    """
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
            ~on_desk.is_held(Placement.city_id, Contact.id),
        )
    )


def _offer_to(session: Session, city: City, placement: Placement, now: datetime) -> bool:
    who, opening = placement.volunteer_id, placement.opening
    if requirements.lack_of(session, city, who, opening, now=now) is not None:
        return False
    if clash.place(session, city.id, who, opening.id) is not None:
        return False
    return _hold_phone(session, placement) and _offer(session, city, placement, now)


def _hold_phone(session: Session, placement: Placement) -> bool:
    """Hold somebody's phone, if nobody else is busy with it: whoever is may want the opening."""
    held = (
        sa.select(Contact)
        .where(
            Contact.city_id == placement.city_id,
            Contact.id == placement.volunteer.contact_id,
            Contact.stopped_at.is_(None),
        )
        .with_for_update(key_share=True, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return session.scalar(held) is not None


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
