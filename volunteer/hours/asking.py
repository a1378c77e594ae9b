"""Asking for hours: once after each session, when the phone has nothing else to answer."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.model import Placement, Standing
from volunteer.cities.model import City
from volunteer.core import log
from volunteer.core.db import db, transaction
from volunteer.hours.model import Entry
from volunteer.messages import calling, outbox, questions, wording
from volunteer.messages.model import Asked, Contact, Lane, Question, QuestionState
from volunteer.people.model import State, Volunteer
from volunteer.projects.model import Opening, ProjectSession

CAME = (Standing.CONFIRMED, Standing.ATTENDED)


def ask_next(*, now: datetime) -> bool:
    """Ask the next person who was placed in a session that has ended; return whether one was.

    A city in which that fails is logged and left for later: the others go on.
    """
    return any(_ask_in(city_id, now) for city_id in calling.cities_open(db.session(), now))


def _ask_in(city_id: int, now: datetime) -> bool:
    try:
        with transaction() as session:
            return _ask_one(session, session.get_one(City, city_id), now)
    except Exception as error:  # noqa: BLE001 - logged, and tried again
        log.broke("hours.failed", error, city=city_id)
        return False


def _ask_one(session: Session, city: City, now: datetime) -> bool:
    placement = session.scalar(_due(city, now))
    if placement is None:
        return False
    contact = placement.volunteer.contact
    question = questions.reserve(
        session,
        contact,
        kind=Asked.HOURS,
        subject_id=placement.id,
        window=timedelta(hours=city.rules.hours_window_hours),
        now=now,
    )
    if question is None:
        return False
    body = wording.text(
        "hours_ask",
        city=city,
        language=contact.language,
        name=placement.volunteer.name,
        title=placement.opening.role.project.title,
    )
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="hours_ask",
        body=body,
        lane=Lane.NOTICE,
        now=now,
        expires_at=question.expires_at,
        question=question,
    )
    return True


def _due(city: City, now: datetime) -> sa.Select[Placement]:
    told = sa.exists().where(
        Entry.city_id == city.id,
        Entry.session_id == Opening.session_id,
        Entry.volunteer_id == Placement.volunteer_id,
    )
    asked = sa.exists().where(
        Question.city_id == city.id,
        Question.kind == Asked.HOURS,
        Question.subject_id == Placement.id,
    )
    busy = sa.exists().where(
        Question.city_id == city.id,
        Question.contact_id == Contact.id,
        Question.state == QuestionState.OPEN,
    )
    return (
        sa.select(Placement)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(ProjectSession, ProjectSession.id == Opening.session_id)
        .join(Volunteer, Volunteer.id == Placement.volunteer_id)
        .join(Contact, Contact.id == Volunteer.contact_id)
        .where(
            Placement.city_id == city.id,
            Placement.opening_id.in_(_ended(city, now)),
            Placement.standing.in_(CAME),
            Volunteer.state == State.ACTIVE,
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
            ~told,
            ~asked,
            ~busy,
        )
        .order_by(ProjectSession.ends_at, Placement.id)
        .limit(1)
    )


def _ended(city: City, now: datetime) -> sa.Select[int]:
    """Return the openings of sessions that ended a while ago, but not too long: they are few."""
    rules = city.rules
    ended = now - timedelta(minutes=rules.hours_asked_minutes_after)
    return (
        sa.select(Opening.id)
        .join(Opening.session)
        .where(
            Opening.city_id == city.id,
            ProjectSession.city_id == city.id,
            ProjectSession.cancelled_at.is_(None),
            ProjectSession.ends_at.between(
                ended - timedelta(hours=rules.hours_window_hours), ended
            ),
        )
    )
