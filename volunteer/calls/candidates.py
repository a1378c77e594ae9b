"""Who might be asked about an opening: the hard rules that the database knows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import cos, exp, radians
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import caps
from volunteer.calls.chances import Chances, Counts
from volunteer.calls.matching import TWO_WEEKS, Candidate
from volunteer.calls.model import HOLDS_PLACES, Answer, Invitation, Placement
from volunteer.cities.model import City
from volunteer.cities.rules import Rules
from volunteer.core.geo import Point
from volunteer.messages.model import Contact, Question, QuestionState
from volunteer.people.model import State, Travel, Volunteer, volunteer_skill
from volunteer.people.reach import reach_km
from volunteer.places.model import Place
from volunteer.projects.model import Opening, ProjectSession

HOUR = timedelta(hours=1)
FORGOTTEN = timedelta(days=60)  # by then a text weighs e^(-60/14), that is 0.014, of a new one
FLEXIBLE_LASTS = timedelta(hours=1)
KM_A_DEGREE = 110.5  # a little less than anywhere, so that the square holds the circle


def of(session: Session, city: City, opening: Opening, *, now: datetime) -> list[Candidate]:
    """Return everyone who may be asked about an opening, by age of registration.

    They bring only those of their skills that its role asks for. Who lives too far away is
    left out as far as a glance at the map tells; ``matching`` measures.
    """
    rules, lately = city.rules, _lately(session, city, now)
    skills = _skills(session, city, opening)
    found = []
    for volunteer_id, own_limit, *rest in session.execute(_who(city, opening)):
        ages = lately.get(volunteer_id, ())
        if caps.limits(rules, own_limit).allow(ages):
            has = skills.get(volunteer_id, frozenset())
            found.append(_candidate(volunteer_id, rest, has, ages, now))
    return found


def chances(session: Session, city: City) -> Chances:
    """Return the city's table of chances, as its answers so far make it."""
    rows = session.execute(
        sa.select(Invitation.band, Invitation.skilled, sa.func.count(), _accepted())
        .where(Invitation.city_id == city.id)
        .group_by(Invitation.band, Invitation.skilled)
    )
    return Chances({(band, skilled): Counts(n, y) for band, skilled, n, y in rows})


def _who(city: City, opening: Opening) -> sa.Select[*tuple[Any, ...]]:
    before = _asked_before(city)
    reach = _reach_km(city.rules)
    waiting = sa.select(Question.contact_id).where(
        Question.city_id == city.id, Question.state == QuestionState.OPEN
    )
    return (
        sa.select(
            Volunteer.id, Volunteer.most_calls_a_month, Volunteer.free,
            Place.latitude, Place.longitude, Place.approximate, reach,
            before.c.times, before.c.accepted, before.c.last,
        )
        .join(Contact, Contact.id == Volunteer.contact_id)
        .join(Place, Place.id == Volunteer.home_id)
        .outerjoin(before, before.c.volunteer_id == Volunteer.id)
        .where(
            Volunteer.city_id == city.id,
            Volunteer.state == State.ACTIVE,
            Contact.consented_at.is_not(None),
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
            Place.latitude.is_not(None),
            *_around(opening, reach),
            Volunteer.id.not_in(
                sa.select(Invitation.volunteer_id).where(
                    Invitation.city_id == city.id, Invitation.opening_id == opening.id
                )
            ),
            Contact.id.not_in(waiting),
            Volunteer.id.not_in(_in_this_session(city, opening)),
            Volunteer.id.not_in(_at_the_same_time(city, opening)),
        )
        .order_by(Volunteer.id)
    )  # fmt: skip


def _asked_before(city: City) -> sa.Subquery:
    """Return how often each volunteer was ever asked and said yes, and when last."""
    return (
        sa.select(
            Invitation.volunteer_id,
            sa.func.count().label("times"),
            _accepted().label("accepted"),
            sa.func.max(Invitation.asked_at).label("last"),
        )
        .where(Invitation.city_id == city.id)
        .group_by(Invitation.volunteer_id)
        .subquery("before")
    )


def _accepted() -> sa.ColumnElement[int]:
    yes = Invitation.answer.in_((Answer.ACCEPTED, Answer.TOO_LATE))
    return sa.func.sum(sa.case((yes, 1), else_=0))


def _reach_km(rules: Rules) -> sa.ColumnElement[float]:
    usual = sa.case(*((Volunteer.travel == way, reach_km(rules, way)) for way in Travel))
    return sa.func.coalesce(Volunteer.reach_km, usual)


def _around(opening: Opening, reach: sa.ColumnElement[float]) -> list[sa.ColumnElement[bool]]:
    """Say whose home is in the square of their reach, and of the role's, around its place."""
    role = opening.role
    place = None if role.remote else role.project.place.point
    if place is None:
        return []
    north = sa.func.abs(Place.latitude - place.latitude) * KM_A_DEGREE
    east = 180 - sa.func.abs(180 - sa.func.abs(Place.longitude - place.longitude))  # or west
    ways = (north, east * KM_A_DEGREE * cos(radians(place.latitude)))
    return [way <= km for km in (reach, role.radius_km) if km is not None for way in ways]


def _in_this_session(city: City, opening: Opening) -> sa.Select[int]:
    """Return who stands in this session already, however they stand."""
    openings = sa.select(Opening.id).where(
        Opening.city_id == city.id, Opening.session_id == opening.session_id
    )
    return sa.select(Placement.volunteer_id).where(
        Placement.city_id == city.id, Placement.opening_id.in_(openings)
    )


def _at_the_same_time(city: City, opening: Opening) -> sa.Select[int]:
    """Return who has a place in a session at the same time."""
    starts, ends = opening.session.starts_at, opening.session.ends_at
    openings = (
        sa.select(Opening.id)
        .join(Opening.session)
        .where(
            Opening.city_id == city.id,
            ProjectSession.city_id == city.id,
            ProjectSession.starts_at < (ends or starts + FLEXIBLE_LASTS),
            ProjectSession.ends_at > starts,
        )
    )
    return sa.select(Placement.volunteer_id).where(
        Placement.city_id == city.id,
        Placement.opening_id.in_(openings),
        Placement.standing.in_(HOLDS_PLACES),
    )


def _lately(session: Session, city: City, now: datetime) -> dict[int, list[timedelta]]:
    """Return how long ago each volunteer was asked, as far as that is not forgotten."""
    found: dict[int, list[timedelta]] = {}
    rows = session.execute(
        sa.select(Invitation.volunteer_id, Invitation.asked_at).where(
            Invitation.city_id == city.id, Invitation.asked_at > now - FORGOTTEN
        )
    )
    for volunteer_id, at in rows:
        found.setdefault(volunteer_id, []).append(now - at)
    return found


def _skills(session: Session, city: City, opening: Opening) -> dict[int, frozenset[int]]:
    """Return who has which of the skills that the role asks for."""
    found: dict[int, set[int]] = {}
    columns = volunteer_skill.c
    asked_for = [wish.skill_id for wish in opening.role.skills]
    rows = session.execute(
        sa.select(columns.volunteer_id, columns.skill_id).where(
            columns.city_id == city.id, columns.skill_id.in_(asked_for)
        )
    )
    for volunteer_id, skill_id in rows:
        found.setdefault(volunteer_id, set()).add(skill_id)
    return {who: frozenset(what) for who, what in found.items()}


def _candidate(
    volunteer_id: int,
    rest: Sequence[Any],
    skills: frozenset[int],
    ages: Sequence[timedelta],
    now: datetime,
) -> Candidate:
    free, latitude, longitude, approximate, reach, times, accepted, last = rest
    return Candidate(
        id=volunteer_id,
        home=Point(latitude, longitude),
        reach_km=reach,
        approximate=approximate,
        skills=skills,
        free=free,
        hours_since_asked=None if last is None else (now - last) / HOUR,
        asked_recently=sum(exp(-age / TWO_WEEKS) for age in ages),
        asked=times or 0,
        accepted=accepted or 0,
    )
