"""Who might be asked about an opening: the hard rules that the database knows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from math import dist, exp
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import caps, engaged, history, learning, requirements
from volunteer.calls.chances import Chances
from volunteer.calls.dayparts import of_session
from volunteer.calls.matching import TWO_WEEKS, Candidate
from volunteer.calls.model import Invitation
from volunteer.cities.model import City
from volunteer.core import lists
from volunteer.core.db import connection
from volunteer.core.geo import geocentric
from volunteer.core.readymade import Readymade
from volunteer.messages import on_desk
from volunteer.messages.model import Asked, Question, QuestionState
from volunteer.people.cells import finding
from volunteer.people.cells.finding import Found, Search, Shape
from volunteer.projects.model import Opening

HOUR = timedelta(hours=1)
MAY_STAND_BESIDE = (Asked.CALL, Asked.OFFER, Asked.HOURS)  # not while somebody joins or chooses
A_LITTLE = 1.4  # times their reach: so far away live those of whom it is told


def of(
    session: Session,
    city: City,
    opening: Opening,
    *,
    now: datetime,
    fitting: bool = True,
    busy: bool = False,
) -> list[Candidate]:
    """Return everyone who may be asked about an opening and may suit it, by age of registration.

    They bring only those of their skills that its role asks for. ``matching`` has the last
    word on who fits. Without ``fitting`` come those too who live a little too far away, are
    not free then or lack a skill, so that it can be told what bars people. With ``busy`` come
    those whose phone has a question open that a code can stand beside, instead of the others.
    """
    kind, search = lists.dialect_of(session), _search(city, opening, fitting=fitting)
    given = search.arguments(kind) | engaged.given(opening) | {"opening_id": opening.id}
    who = _who(search.shape(kind), busy=busy).rows(connection(session), given)
    rows = sorted(who, key=itemgetter(0))
    found = _candidates(session, city, search, rows, now=now)
    return requirements.with_brought(session, city, opening, found, now=now)


def chances(session: Session, city: City) -> Chances:
    """Return the city's table of chances, as its answers so far make it."""
    return learning.chances(session, city)


def _search(city: City, opening: Opening, *, fitting: bool) -> Search:
    role, when = opening.role, opening.session
    required = tuple(wish.skill_id for wish in role.skills if wish.required and fitting)
    part = of_session(when.starts_at, when.ends_at, city.zone) if fitting else 0
    return Search(
        city.id,
        city.rules,
        None if role.remote else role.project.place.point,
        required=required,
        helping=tuple(s.skill_id for s in role.skills if s.skill_id not in required),
        day_part=part,
        most_km=role.radius_km,
        stretch=1.0 if fitting else A_LITTLE,
    )


@cache
def _who(shape: Shape, *, busy: bool) -> Readymade[*tuple[Any, ...]]:
    """Return the statement that finds people whom the rest of the house lets us ask."""
    found = finding.statement(shape)
    asked = sa.select(Invitation.volunteer_id).where(
        Invitation.city_id == sa.bindparam("city_id"),
        Invitation.opening_id == sa.bindparam("opening_id"),
    )
    return Readymade(
        found.select.where(
            _is_asked_something(found, *MAY_STAND_BESIDE) if busy else ~_is_asked_something(found),
            found.contact_id.not_in(_asked_beside()),
            found.contact_id.not_in(on_desk.phones(sa.bindparam("city_id"))),
            *(found.volunteer_id.not_in(them) for them in (asked, *engaged.everybody())),
        )
    )


def _is_asked_something(found: Found, *kinds: Asked) -> sa.Exists:
    """Say that a question is open; the word is literal, so that the index of those is used."""
    is_open = sa.exists().where(
        Question.city_id == sa.bindparam("city_id"),
        Question.contact_id == found.contact_id,
        Question.state == sa.literal_column("'open'"),
    )
    return is_open.where(sa.or_(*(Question.kind == kind for kind in kinds))) if kinds else is_open


def _asked_beside() -> sa.Select[int]:
    """Return the phones that have a question beside another one, and may have no third."""
    return sa.select(Question.contact_id).where(
        Question.city_id == sa.bindparam("city_id"), Question.state == QuestionState.BESIDE
    )


def _candidates(
    session: Session, city: City, search: Search, rows: list[Any], *, now: datetime
) -> list[Candidate]:
    """Return those of them who were not asked as often as they may be."""
    before = history.before(session, city, [row[0] for row in rows])
    forgotten = now - history.FORGOTTEN
    recently = [who for who, (_, _, last) in before.items() if last > forgotten]
    lately = history.lately(session, city, recently, now=now)
    limits_of = cache(lambda own: caps.limits(city.rules, own))
    may_be_new = cache(lambda own: limits_of(own).allow(()))
    made = _maker(search, now)
    return [
        made(row, before.get(row[0]), lately.get(row[0], ()))
        for row in rows
        if (limits_of(row[8]).allow(lately[row[0]]) if row[0] in lately else may_be_new(row[8]))
    ]


def _maker(search: Search, now: datetime) -> Callable[..., Candidate]:
    """Return what makes a candidate of a row and of how they were asked before."""
    place = None if search.place is None else geocentric(search.place)
    skills = cache(lambda *has: _skills(search, has))

    def made(row: Any, asked: history.Asked | None, ages: list[timedelta]) -> Candidate:
        volunteer_id, _, x, y, z, approximate, reach, free, _, _, *has = row
        times, accepted, last = asked or (0, 0, None)
        return Candidate(
            volunteer_id,
            None,
            reach,
            bool(approximate),
            skills(*has),
            free,
            None if last is None else (now - last) / HOUR,
            sum([exp(-age / TWO_WEEKS) for age in ages]) if ages else 0.0,
            times,
            accepted,
            0.0 if place is None else dist(place, (x, y, z)) / 1000,
        )

    return made


def _skills(search: Search, has: tuple[bool, ...]) -> frozenset[int]:
    helping = zip(search.helping, has, strict=True)
    return frozenset(search.required) | {skill_id for skill_id, theirs in helping if theirs}
