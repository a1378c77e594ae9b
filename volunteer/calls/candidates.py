"""Who might be asked about an opening: the hard rules that the database knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls.chances import Chances, Counts
from volunteer.calls.matching import Candidate
from volunteer.calls.model import HOLDS_PLACES, Answer, Invitation, Placement
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.geo import Point
from volunteer.messages.model import Contact, Question, QuestionState
from volunteer.people.model import State, Volunteer, volunteer_skill
from volunteer.people.reach import reach_km
from volunteer.places.model import Place
from volunteer.projects.model import Opening, ProjectSession

TWO_WEEKS = timedelta(days=14)
DAY = timedelta(days=1)
MONTH = timedelta(days=30)
FLEXIBLE_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a volunteer was asked before."""

    times: int = 0
    accepted: int = 0
    last: datetime | None = None
    recently: float = 0.0
    today: int = 0
    fortnight: int = 0
    month: int = 0


def of(session: Session, city: City, opening: Opening, *, now: datetime) -> list[Candidate]:
    """Return everyone who may be asked about an opening, by age of registration."""
    asked = _asked(session, city, now)
    skills = _skills(session, city)
    found = []
    for row in session.execute(_who(city, opening)):
        before = asked.get(row.id, Asked())
        if _may_be_asked(row, city.rules, before):
            found.append(_candidate(row, city, before, skills.get(row.id, frozenset()), now))
    return found


def chances(session: Session, city: City) -> Chances:
    """Return the city's table of chances, as its answers so far make it."""
    yes = sa.case((Invitation.answer.in_((Answer.ACCEPTED, Answer.TOO_LATE)), 1), else_=0)
    rows = session.execute(
        sa.select(Invitation.band, Invitation.skilled, sa.func.count(), sa.func.sum(yes))
        .where(Invitation.city_id == city.id)
        .group_by(Invitation.band, Invitation.skilled)
    )
    return Chances({(band, skilled): Counts(n, y) for band, skilled, n, y in rows})


def _who(city: City, opening: Opening) -> sa.Select[*tuple[Any, ...]]:
    invited = sa.exists().where(
        Invitation.opening_id == opening.id, Invitation.volunteer_id == Volunteer.id
    )
    waiting = sa.exists().where(
        Question.city_id == city.id,
        Question.contact_id == Contact.id,
        Question.state == QuestionState.OPEN,
    )
    return (
        sa.select(
            Volunteer.id, Volunteer.travel, Volunteer.reach_km, Volunteer.free,
            Volunteer.most_calls_a_month,
            Place.latitude, Place.longitude, Place.approximate,
        )
        .join(Contact, Contact.id == Volunteer.contact_id)
        .join(Place, Place.id == Volunteer.home_id)
        .where(
            Volunteer.city_id == city.id,
            Volunteer.state == State.ACTIVE,
            Contact.consented_at.is_not(None),
            Contact.stopped_at.is_(None),
            Place.latitude.is_not(None),
            ~invited,
            ~waiting,
            ~_busy(city, opening),
        )
        .order_by(Volunteer.id)
    )  # fmt: skip


def _busy(city: City, opening: Opening) -> sa.ColumnElement[bool]:
    """Say who has a place in this session or in one at the same time."""
    starts, ends = opening.session.starts_at, opening.session.ends_at
    other = sa.orm.aliased(ProjectSession)
    same_time = sa.and_(other.starts_at < (ends or starts + FLEXIBLE_LASTS), other.ends_at > starts)
    return (
        sa.select(Placement.id)
        .join(Opening, Opening.id == Placement.opening_id)
        .join(other, other.id == Opening.session_id)
        .where(
            Placement.city_id == city.id,
            Placement.volunteer_id == Volunteer.id,
            sa.or_(
                sa.and_(Placement.standing.in_(HOLDS_PLACES), same_time),
                other.id == opening.session_id,
            ),
        )
        .exists()
    )


def _asked(session: Session, city: City, now: datetime) -> dict[int, Asked]:
    """Return what each volunteer was asked before, by their id."""
    found: dict[int, Asked] = {}
    rows = session.execute(
        sa.select(Invitation.volunteer_id, Invitation.asked_at, Invitation.answer)
        .where(Invitation.city_id == city.id)
        .order_by(Invitation.asked_at)
    )
    for volunteer_id, at, answer in rows:
        found[volunteer_id] = _more(found.get(volunteer_id, Asked()), at, answer, now)
    return found


def _more(before: Asked, at: datetime, answer: Answer, now: datetime) -> Asked:
    age = now - at
    return Asked(
        times=before.times + 1,
        accepted=before.accepted + (answer in (Answer.ACCEPTED, Answer.TOO_LATE)),
        last=at,
        recently=before.recently + exp(-age / TWO_WEEKS),
        today=before.today + (age < DAY),
        fortnight=before.fortnight + (age < TWO_WEEKS),
        month=before.month + (age < MONTH),
    )


def _may_be_asked(row: sa.Row[Any], rules: Rules, before: Asked) -> bool:
    """Return whether we keep to what we promised when they joined, and to their own limit."""
    own = row.most_calls_a_month
    return (
        before.today < rules.calls_a_day
        and before.fortnight < rules.calls_in_14_days
        and (own is None or before.month < own)
    )


def _skills(session: Session, city: City) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    columns = volunteer_skill.c
    rows = session.execute(
        sa.select(columns.volunteer_id, columns.skill_id).where(columns.city_id == city.id)
    )
    for volunteer_id, skill_id in rows:
        found.setdefault(volunteer_id, set()).add(skill_id)
    return {who: frozenset(what) for who, what in found.items()}


def _candidate(
    row: sa.Row[Any],
    city: City,
    before: Asked,
    skills: frozenset[int],
    now: datetime,
) -> Candidate:
    hours = None if before.last is None else (now - before.last) / timedelta(hours=1)
    return Candidate(
        id=row.id,
        home=Point(row.latitude, row.longitude),
        reach_km=row.reach_km or reach_km(city.rules, row.travel),
        approximate=row.approximate,
        skills=skills,
        free=row.free,
        hours_since_asked=hours,
        asked_recently=before.recently,
        asked=before.times,
        accepted=before.accepted,
    )
