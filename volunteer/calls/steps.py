"""What an answer does: a place taken, declined, waited for or given back.

Steps join their caller's transaction; the caller holds the contact's row, so two texts
of one phone never cross.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import capacity, clash, lack_texts, offers, reminders, requirements, unsent
from volunteer.calls.model import HOLDS_PLACES, Answer, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core import changing, walls
from volunteer.core.db import read_anew
from volunteer.core.loading import Loading
from volunteer.core.readymade import Readymade
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

COMING = (Standing.CONFIRMED, Standing.WAITING)

# Made once, as every yes and no asks them: to make a statement takes longer than to run it.
_INVITED = (
    Invitation.city_id == sa.bindparam("city"),
    Invitation.opening_id == sa.bindparam("opening"),
    Invitation.volunteer_id == sa.bindparam("volunteer"),
)
_PLACED = (
    Placement.city_id == sa.bindparam("city"),
    Placement.opening_id == sa.bindparam("opening"),
    Placement.volunteer_id == sa.bindparam("volunteer"),
)
ANSWER_OF = Readymade(sa.select(Invitation.answer).where(*_INVITED))
PLACEMENT_OF = Loading(sa.select(Placement).where(*_PLACED))
STANDS = Readymade(
    sa.select(
        sa.select(Placement.id).where(*_PLACED).scalar_subquery(),
        sa.select(Placement.standing).where(*_PLACED).scalar_subquery(),
        sa.select(Placement.party).where(*_PLACED).scalar_subquery(),
        sa.select(Invitation.answer).where(*_INVITED).scalar_subquery(),
    )
)
ANSWERED = Readymade(
    sa.update(Invitation)
    .where(*_INVITED)
    .values(answer=sa.bindparam("said"), answered_at=sa.bindparam("now"))
    .returning(Invitation.id)
)


@dataclass(frozen=True, slots=True)
class Stand:
    """How somebody stands with an opening: their placement, if they have one, and answer."""

    placement_id: int | None
    standing: Standing | None
    party: int | None
    answer: Answer | None


def accept(
    session: Session,
    city: City,
    volunteer: Volunteer,
    opening_id: int,
    *,
    party: int = 1,
    now: datetime,
) -> Placement | None:
    """Give a volunteer a place, or one on the waiting list; None when it is too late.

    Saying yes twice is saying it once; a larger party takes what it needs more, if that
    is left, and otherwise keeps what it had. Whoever does not meet what the role asks for at
    this moment is refused (``requirements.Lacking``), and who has a place elsewhere at the same
    time (``clash.Clash``).
    """
    placement = placement_of(session, city.id, volunteer.id, opening_id)
    if placement is not None and placement.standing in HOLDS_PLACES:
        if party > placement.party:
            resize(session, city, placement, party, now=now)
        return placement
    _ensure_met(session, city, volunteer, opening_id, party, now)
    standing = _take(session, city, volunteer, opening_id, party=party, had=placement, now=now)
    if standing is None:
        _answer(session, city, volunteer.id, opening_id, Answer.TOO_LATE, now)
        return None
    answer = Answer.ACCEPTED if standing is Standing.CONFIRMED else Answer.TOO_LATE
    _answer(session, city, volunteer.id, opening_id, answer, now)
    placed = _place(
        session, city, volunteer, opening_id, placement, standing=standing, party=party, now=now
    )
    unsent.stop_if_full(session, city_id=city.id, opening_id=opening_id, now=now)
    return placed


def decline(
    session: Session, city: City, volunteer: Volunteer, opening_id: int, *, now: datetime
) -> Placement | None:
    """Take a no; return the place that was given back by it, if there was one."""
    _answer(session, city, volunteer.id, opening_id, Answer.DECLINED, now)
    placement = placement_of(session, city.id, volunteer.id, opening_id)
    if placement is None or placement.standing not in COMING:
        return None
    withdraw(session, city, placement, now=now)
    return placement


def turn_away(
    session: Session, city: City, volunteer: Volunteer, opening_id: int, *, now: datetime
) -> None:
    """Take the yes of somebody who lacks what the role asks for: one that got no place."""
    _answer(session, city, volunteer.id, opening_id, Answer.TOO_LATE, now)


def withdraw(session: Session, city: City, placement: Placement, *, now: datetime) -> None:
    """Give a place back, or one in the line, and offer what is free to whoever waits first.

    Twice is once, and what was attended stays attended.
    """
    was = _held_standing(session, placement)
    if was not in COMING:
        return
    placement.standing, placement.since = Standing.WITHDRAWN, now
    session.flush()
    if was is Standing.CONFIRMED:
        reminders.take_back(session, placement, now=now)
        lack_texts.mend(session, city, placement, now=now)
        capacity.give_back(
            session, city_id=city.id, opening_id=placement.opening_id, party=placement.party
        )
        _answer(session, city, placement.volunteer_id, placement.opening_id, Answer.WITHDRAWN, now)
    offers.offer_next(session, city, placement.opening_id, now=now)


def resize(
    session: Session, city: City, placement: Placement, party: int, *, now: datetime
) -> bool:
    """Let somebody with a place come with more people, or fewer; False when too few are left.

    What fewer people leave free is offered to whoever waits first.
    """
    more = party - placement.party
    if more > 0:
        requirements.ensure_alone(placement.opening, party)
    where = {"city_id": placement.city_id, "opening_id": placement.opening_id}
    capacity.hold(session, **where)
    if more > 0 and not capacity.take(session, **where, party=more, now=now):
        return False
    placement.party = party
    session.flush()
    if more > 0:
        unsent.stop_if_full(session, **where, now=now)
    elif more < 0:
        capacity.give_back(session, **where, party=-more)
        offers.offer_next(session, city, placement.opening_id, now=now)
    return True


def arrive(session: Session, placement: Placement, *, now: datetime) -> bool:
    """Write down that somebody says they are there; the first time counts."""
    arriving = (
        sa.update(Placement)
        .where(
            Placement.city_id == placement.city_id,
            Placement.id == placement.id,
            Placement.arrived_at.is_(None),
        )
        .values(arrived_at=now)
        .returning(Placement.id)
    )
    return session.scalar(arriving) is not None


def answer_of(session: Session, city_id: int, volunteer_id: int, opening_id: int) -> Answer | None:
    """Return how somebody's invitation to an opening stands; None if they have none."""
    return ANSWER_OF.scalar(session, _where(city_id, volunteer_id, opening_id))


def mark_attended(
    session: Session,
    *,
    city_id: int,
    session_id: int,
    volunteer_id: int,
    by_id: int,
    now: datetime,
) -> None:
    """Write down that somebody with a place came."""
    session.execute(
        _marking(city_id, session_id, volunteer_id).values(
            standing=Standing.ATTENDED, since=now, marked_by_id=by_id
        )
    )


def mark_absent(
    session: Session,
    *,
    city_id: int,
    session_id: int,
    volunteer_id: int,
    by_id: int,
    now: datetime,
) -> bool:
    """Write down that somebody with a place did not come; return whether that is news."""
    marking = (
        _marking(city_id, session_id, volunteer_id)
        .where(Placement.standing != Standing.ABSENT)
        .values(standing=Standing.ABSENT, since=now, marked_by_id=by_id)
        .returning(Placement.id)
    )
    return bool(session.scalars(marking).all())


def placement_of(
    session: Session, city_id: int, volunteer_id: int, opening_id: int
) -> Placement | None:
    """Return how somebody stands with an opening."""
    return PLACEMENT_OF.scalar(session, _where(city_id, volunteer_id, opening_id))


def stand(session: Session, city_id: int, volunteer_id: int, opening_id: int) -> Stand:
    """Return all at once how somebody stands with an opening."""
    [stands] = STANDS.all(session, _where(city_id, volunteer_id, opening_id))
    return Stand(*stands)


def _ensure_met(
    session: Session, city: City, volunteer: Volunteer, opening_id: int, party: int, now: datetime
) -> None:
    """Refuse who lacks what the role asks for, as long as there is a place to take at all."""
    opening = walls.at_hand(session, Opening, city.id, opening_id)
    asks = opening.role.requirements.any
    if asks and capacity.is_on(session, city_id=city.id, opening_id=opening_id, now=now):
        requirements.ensure_met(session, city, volunteer, opening, party=party, now=now)


def _take(
    session: Session, city: City, volunteer: Volunteer, opening_id: int,
    *, party: int, had: Placement | None, now: datetime,
) -> Standing | None:  # fmt: skip
    """Take places, or a place in the line; None when the session is not on any more.

    Whoever cancels holds the opening while they do. So it is held first: each statement after
    that sees that they did, or they wait until this is done. A place that is on offer to
    somebody else in the line is left to them. Whoever waits keeps their turn, also while they have
    another place at that time.
    """
    where = {"city_id": city.id, "opening_id": opening_id}
    free, who = offers.held_free(session, city, opening_id, besides=had), volunteer.id
    if free >= party and capacity.take(session, **where, party=party, volunteer_id=who, now=now):
        return Standing.CONFIRMED
    if not capacity.is_on(session, **where, now=now):
        return None
    if had is None or had.standing is not Standing.WAITING or free >= party:
        clash.ensure_none(session, city.id, volunteer, opening_id)
    return Standing.WAITING


def _held_standing(session: Session, placement: Placement) -> Standing:
    """Return how a placement stands, its opening held first, as who changes it does."""
    capacity.hold(session, city_id=placement.city_id, opening_id=placement.opening_id)
    session.refresh(placement, ["standing", "party"])
    return placement.standing


def _place(
    session: Session, city: City, volunteer: Volunteer, opening_id: int, had: Placement | None,
    *, standing: Standing, party: int, now: datetime,
) -> Placement:  # fmt: skip
    """Write down how somebody stands from now on."""
    if had is None:
        place = Placement(city_id=city.id, opening_id=opening_id, volunteer_id=volunteer.id)
        place.standing, place.since, place.party = standing, now, party
        return changing.write(session, place)
    since = had.since if had.standing is standing else now
    changing.change(session, had, standing=standing, since=since, party=party)
    return had


def _answer(
    session: Session, city: City, volunteer_id: int, opening_id: int, answer: Answer, now: datetime
) -> None:
    where = _where(city.id, volunteer_id, opening_id)
    invitation_id = ANSWERED.scalar(session, {**where, "said": answer, "now": now})
    read_anew(session, Invitation, invitation_id, "answer", "answered_at")


def _where(city_id: int, volunteer_id: int, opening_id: int) -> dict[str, int]:
    return {"city": city_id, "volunteer": volunteer_id, "opening": opening_id}


def _marking(city_id: int, session_id: int, volunteer_id: int) -> sa.Update:
    openings = sa.select(Opening.id).where(
        Opening.city_id == city_id, Opening.session_id == session_id
    )
    return sa.update(Placement).where(
        Placement.city_id == city_id,
        Placement.volunteer_id == volunteer_id,
        Placement.opening_id.in_(openings),
        Placement.standing.in_(HOLDS_PLACES),
    )
