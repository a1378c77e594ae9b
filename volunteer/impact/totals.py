"""What people gave in a period, in all. For people outside, see also ``withholding``.

Only what was arranged through this service is counted; the places of cancelled sessions are not.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.hours.model import Entry
from volunteer.impact.challenges import ChallengeFigures, of_challenge, of_challenges
from volunteer.impact.presence import between, entry_moment, presence
from volunteer.projects.model import Opening, ProjectSession

__all__ = ["ChallengeFigures", "Totals", "of_challenge", "of_challenges", "of_city"]

Counts = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Totals:
    """People count once however often they came; ``new_people`` took part for the first time.

    ``claimed_minutes`` is all that was claimed, ``waiting_minutes`` the part of it that
    nobody has confirmed or changed yet. ``sessions`` are those that somebody took part in.
    """

    people: int
    new_people: int
    sessions: int
    claimed_minutes: int
    waiting_minutes: int
    confirmed_minutes: int
    places: int
    filled: int


def of_city(
    session: Session,
    city_id: int,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Totals:
    """Return the totals of what was given from ``since`` on and before ``until``."""
    counts: dict[str, int] = {}
    for query in (_people, _minutes, _places):
        counts |= session.execute(query(city_id, since, until)).mappings().one()
    new_people = counts["people"]  # of all time, everybody is new
    if since is not None:
        new_people = session.scalar(_new_people(city_id, since, until)) or 0
    return Totals(**counts, new_people=new_people)


def _people(city_id: int, since: datetime | None, until: datetime | None) -> Counts:
    took_part = presence(city_id).c
    return sa.select(
        sa.func.count(took_part.volunteer_id.distinct()).label("people"),
        sa.func.count(took_part.session_id.distinct()).label("sessions"),
    ).where(*between(took_part.at, since, until))


def _new_people(city_id: int, since: datetime | None, until: datetime | None) -> Counts:
    took_part = presence(city_id).c
    first = (
        sa.select(sa.func.min(took_part.at).label("at")).group_by(took_part.volunteer_id).subquery()
    )
    return sa.select(sa.func.count(first.c.at)).where(*between(first.c.at, since, until))


def _minutes(city_id: int, since: datetime | None, until: datetime | None) -> Counts:
    waits = sa.case((Entry.confirmed_at.is_(None), Entry.claimed_minutes), else_=0)
    return (
        sa.select(
            _sum(Entry.claimed_minutes).label("claimed_minutes"),
            _sum(waits).label("waiting_minutes"),
            _sum(Entry.confirmed_minutes).label("confirmed_minutes"),
        )
        .join(Entry.session)
        .where(
            Entry.city_id == city_id,
            *between(entry_moment(), since, until),
        )
    )


def _places(city_id: int, since: datetime | None, until: datetime | None) -> Counts:
    return (
        sa.select(_sum(Opening.places).label("places"), _sum(Opening.taken).label("filled"))
        .join(Opening.session)
        .where(
            Opening.city_id == city_id,
            ProjectSession.cancelled_at.is_(None),
            *between(ProjectSession.starts_at, since, until),
        )
    )


def _sum(column: sa.SQLColumnExpression[Any]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0)
