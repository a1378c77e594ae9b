"""What people with a place are told by text of what their role asks for now, while it is true.

A role changes and changes back, or somebody has by now what was asked: what has not gone out by
then is taken back, so that nobody is told what is not so any more.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import lacking, texts
from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.messages import outbox
from volunteer.messages.model import Message
from volunteer.messages.segments import plain
from volunteer.messages.status import Status
from volunteer.people.model import Volunteer
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Opening, ProjectRole, ProjectSession

MORE, LESS = "asks_more", "asks_less"
NEVER_HEARD = (Status.QUEUED, Status.HELD, Status.CANCELLED, Status.SUPPRESSED, Status.EXPIRED)


def is_reached(placement: Placement) -> bool:
    """Return whether a text reaches whose place this is, and they want any."""
    contact = placement.volunteer.contact
    return contact.stopped_at is None and contact.unreachable_at is None


def tell_more(session: Session, city: City, places: Sequence[Placement], *, now: datetime) -> None:
    """Tell one person that these places of theirs, the next first, ask for what they lack."""
    if is_reached(places[0]):
        texts.tell(session, city, places[0], MORE, now=now, more=len(places) - 1)


def tell_less(session: Session, city: City, placement: Placement, *, now: datetime) -> bool:
    """Tell whoever heard that they lack something that they do not; return whether they had."""
    told = is_reached(placement) and _has_heard(session, placement)
    if told:
        texts.tell(session, city, placement, LESS, now=now)
    return told


def take_back(session: Session, placement: Placement, *, now: datetime) -> bool:
    """Take back what waits to tell somebody of what their role asks; return whether any did."""
    return bool(outbox.take_back(session, *_of_role(session, placement), now=now))


def mend(session: Session, city: City, placement: Placement, *, now: datetime) -> None:
    """Take back what waits to tell somebody of their role, and tell what is still so of it."""
    if take_back(session, placement, now=now):
        places = session.scalars(_lacking(city, placement, now)).all()
        if places:
            tell_more(session, city, places, now=now)


def mend_of(session: Session, city: City, volunteer_id: int, *, now: datetime) -> None:
    """Mend what waits to tell somebody who brings something else by now, role by role."""
    places = session.scalars(_coming(city, volunteer_id, now)).all()
    for one in {place.opening.role_id: place for place in places}.values():
        mend(session, city, one, now=now)


def _has_heard(session: Session, placement: Placement) -> bool:
    """Return whether the last that somebody was told of their role is that it asks for more."""
    last = (
        sa.select(Message.kind)
        .where(*_of_role(session, placement), Message.status.not_in(NEVER_HEARD))
        .order_by(Message.id.desc())
        .limit(1)
    )
    return session.scalar(last) == MORE


def _of_role(session: Session, placement: Placement) -> list[sa.ColumnElement[bool]]:
    """Return what tells these texts from others: those to housemates have their own names."""
    who, title = placement.volunteer, placement.opening.role.project.title
    which = [
        Message.city_id == placement.city_id,
        Message.contact_id == who.contact_id,
        Message.kind.in_((MORE, LESS)),
        Message.body.contains(f"{plain(title)}, ", autoescape=True),
    ]
    if _share_a_phone(session, who):
        which.append(Message.body.contains(f", {plain(who.name)}. ", autoescape=True))
    return which


def _share_a_phone(session: Session, who: Volunteer) -> bool:
    others = sa.select(Volunteer.id).where(
        Volunteer.city_id == who.city_id,
        Volunteer.contact_id == who.contact_id,
        Volunteer.id != who.id,
    )
    return session.scalar(others.limit(1)) is not None


def _lacking(city: City, placement: Placement, now: datetime) -> sa.Select[Placement]:
    """Select somebody's places in a role for which they lack something still."""
    return _coming(city, placement.volunteer_id, now).where(
        Opening.role_id == placement.opening.role_id, sa.or_(*lacking.lacks(city.id, now))
    )


def _coming(city: City, volunteer_id: int, now: datetime) -> sa.Select[Placement]:
    return (
        sa.select(Placement)
        .join(Placement.opening)
        .join(Opening.session)
        .join(ProjectRole, ProjectRole.id == Opening.role_id)
        .join(Placement.volunteer)
        .where(
            Placement.city_id == city.id,
            Placement.volunteer_id == volunteer_id,
            Placement.standing == Standing.CONFIRMED,
            is_to_come(now),
        )
        .order_by(ProjectSession.starts_at, Placement.id)
        .limit(500)
    )
