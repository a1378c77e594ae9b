"""The shortlist: who would be asked about an opening, best first, and why."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.calls import candidates, evenness, waves
from volunteer.calls.dayparts import of_session
from volunteer.calls.deadlines import until
from volunteer.calls.matching import Match, Need, Unfit, rank, unfit
from volunteer.cities.model import City
from volunteer.people.model import Skill, Volunteer
from volunteer.projects.model import Opening

MOST = 5000  # people whose chances are looked at to tell what to expect


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody on the shortlist, with the skills of theirs that count here."""

    volunteer: Volunteer
    match: Match
    skills: list[Skill]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """How many fit, the best of them, and how many of those a first wave would ask.

    ``chances`` are those of a yes of all who are worth a text, in the order of asking.
    Where nobody fits, ``barred`` counts why those did not who may be asked and live near.
    """

    fits: int
    best: list[Suggestion]
    chances: tuple[float, ...] = ()
    first: int = 0
    barred: Counter[Unfit] = field(default_factory=Counter)


def of(
    session: Session,
    city: City,
    opening: Opening,
    *,
    now: datetime,
    limit: int = 20,
    without: Collection[int] = (),
) -> Shortlist:
    """Return the shortlist of an opening. It is not kept: it is true at this moment.

    ``without`` whom its call leaves in peace, whoever they are.
    """
    found = candidates.of(session, city, opening, now=now)
    able = [one for one in found if one.id not in without]
    need = need_of(city, opening)
    ranked = rank(need, able, candidates.chances(session, city))
    best = suggestions(session, city, opening, ranked[:limit])
    barred = Counter[Unfit]() if ranked else _barred(session, city, opening, now)
    floor = evenness.floor_of(session, city, opening, now=now)
    worth = tuple(one.score for one in ranked[:MOST] if one.worth >= floor)
    return Shortlist(len(ranked), best, worth, _first(city, opening, ranked, floor, now), barred)


def suggestions(
    session: Session, city: City, opening: Opening, matches: Sequence[Match]
) -> list[Suggestion]:
    """Return who these are, in the same order, with the skills that the role asks for."""
    ids = [one.volunteer_id for one in matches]
    people = {v.id: v for v in session.scalars(_volunteers(city, ids))}
    asked_for = sorted((wish.skill for wish in opening.role.skills), key=lambda one: one.number)
    return [
        Suggestion(people[one.volunteer_id], one, [s for s in asked_for if s.id in one.skills])
        for one in matches
    ]


def ranking(
    session: Session, city: City, opening: Opening, *, now: datetime, busy: bool = False
) -> list[Match]:
    """Return everyone who fits an opening, best first; with ``busy``, who is asked something."""
    able = candidates.of(session, city, opening, now=now, busy=busy)
    return rank(need_of(city, opening), able, candidates.chances(session, city))


def _barred(session: Session, city: City, opening: Opening, now: datetime) -> Counter[Unfit]:
    """Count why people near do not fit who may be asked."""
    need = need_of(city, opening)
    near = candidates.of(session, city, opening, now=now, fitting=False)
    return Counter(why for one in near if (why := unfit(need, one)))


def _first(city: City, opening: Opening, ranked: list[Match], floor: float, now: datetime) -> int:
    """Return how many people a first wave asks; whom chance draws changes that by one at most."""
    time_left = until(city, opening, now) - now
    wanted = waves.enough(opening.left, expected=0.0, time_left=time_left)
    return len(waves.wave(ranked, wanted=wanted, floor=floor, seed="as it may be"))


def need_of(city: City, opening: Opening) -> Need:
    """Return what matching must know of an opening."""
    role, session = opening.role, opening.session
    asked = {True: set[int](), False: set[int]()}
    for wish in role.skills:
        asked[wish.required].add(wish.skill_id)
    return Need(
        place=None if role.remote else role.project.place.point,
        required=frozenset(asked[True]),
        helping=frozenset(asked[False]),
        day_part=of_session(session.starts_at, session.ends_at, city.zone),
        radius_km=role.radius_km,
        asked_enough=city.rules.calls_in_14_days,
        asks=role.requirements,
    )


def _volunteers(city: City, ids: list[int]) -> sa.Select[Volunteer]:
    return (
        sa.select(Volunteer)
        .where(Volunteer.city_id == city.id, Volunteer.id.in_(ids))
        .options(joinedload(Volunteer.contact))
    )
