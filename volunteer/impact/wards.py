"""What each ward received and what it gave in a period.

Received is counted where the work was, given where the people live. For people outside there
is what was ``received``, and ``for_everybody`` withholds what few people gave.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.hours.model import Entry
from volunteer.impact import withholding
from volunteer.impact.presence import between, entry_moment, presence
from volunteer.people.model import Volunteer
from volunteer.places import service as places
from volunteer.places.model import Place
from volunteer.projects.model import Project, ProjectSession

Grouped = sa.Select[*tuple[Any, ...]]
Query = Callable[[int, datetime | None, datetime | None], Grouped]


@dataclass(frozen=True, slots=True)
class WardFigures:
    """Figures of one ward; ``code`` is None for where no ward is known.

    ``sessions`` and ``received_minutes`` (confirmed, given by ``givers``; None where they are
    withheld) are of projects in the ward; ``people`` who live there took part, and
    ``gave_minutes`` of theirs are confirmed.
    """

    code: str | None
    name: str | None
    sessions: int = 0
    givers: int = 0
    received_minutes: int | None = 0
    people: int = 0
    gave_minutes: int = 0


def of_city(
    session: Session,
    city_id: int,
    authority_code: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[WardFigures]:
    """Return the figures of every ward by name, those without anything too; elsewhere last."""
    queries = (_sessions, _received, _people, _gave)
    found = _found(session, queries, city_id, since, until)
    return list(_rows(session, authority_code, found))


def received(
    session: Session, city_id: int, authority_code: str, *, since: datetime | None = None
) -> list[WardFigures]:
    """Return what every ward received, in the same order; what it gave is not asked for."""
    found = _found(session, (_sessions, _received), city_id, since, None)
    return list(_rows(session, authority_code, found))


def for_everybody(figures: Iterable[WardFigures], least: int) -> list[WardFigures]:
    """Withhold hours that few people gave to a ward, and as many more as subtraction asks for.

    What people of a ward gave is left out: it is for staff.
    """
    figures = list(figures)
    shown = withholding.apart({one.code: one.givers for one in figures}, least)
    return [
        WardFigures(
            one.code,
            one.name,
            one.sessions,
            received_minutes=None if shown[one.code] is None else one.received_minutes,
        )
        for one in figures
    ]


def _found(
    session: Session,
    queries: Iterable[Query],
    city_id: int,
    since: datetime | None,
    until: datetime | None,
) -> dict[str | None, dict[str, int]]:
    found: dict[str | None, dict[str, int]] = {}
    for query in queries:
        for row in session.execute(query(city_id, since, until)).mappings():
            figures = dict(row)
            found.setdefault(figures.pop("ward_code"), {}).update(figures)
    return found


def _rows(
    session: Session, authority_code: str, found: dict[str | None, dict[str, int]]
) -> Iterator[WardFigures]:
    for ward in places.wards(session, authority_code):
        yield WardFigures(ward.code, ward.name, **found.pop(ward.code, {}))
    names = {name for one in found.values() for name in one}
    elsewhere = {name: sum(one.get(name, 0) for one in found.values()) for name in names}
    if any(elsewhere.values()):
        yield WardFigures(None, None, **elsewhere)


def _sessions(city_id: int, since: datetime | None, until: datetime | None) -> Grouped:
    took_part = presence(city_id).c
    return (
        sa.select(Place.ward_code, sa.func.count(took_part.session_id.distinct()).label("sessions"))
        .join(ProjectSession, ProjectSession.id == took_part.session_id)
        .join(ProjectSession.project)
        .join(Project.place)
        .where(ProjectSession.city_id == city_id, *between(took_part.at, since, until))
        .group_by(Place.ward_code)
    )


def _received(city_id: int, since: datetime | None, until: datetime | None) -> Grouped:
    gave = sa.case((Entry.confirmed_minutes > 0, Entry.volunteer_id))
    confirmed = sa.func.coalesce(sa.func.sum(Entry.confirmed_minutes), 0)
    return (
        sa.select(
            Place.ward_code,
            confirmed.label("received_minutes"),
            sa.func.count(gave.distinct()).label("givers"),
        )
        .select_from(Entry)
        .join(Entry.session)
        .join(ProjectSession.project)
        .join(Project.place)
        .where(Entry.city_id == city_id, *between(entry_moment(), since, until))
        .group_by(Place.ward_code)
    )


def _people(city_id: int, since: datetime | None, until: datetime | None) -> Grouped:
    took_part = presence(city_id).c
    return (
        sa.select(Place.ward_code, sa.func.count(took_part.volunteer_id.distinct()).label("people"))
        .join(Volunteer, Volunteer.id == took_part.volunteer_id)
        .outerjoin(Volunteer.home)
        .where(Volunteer.city_id == city_id, *between(took_part.at, since, until))
        .group_by(Place.ward_code)
    )


def _gave(city_id: int, since: datetime | None, until: datetime | None) -> Grouped:
    confirmed = sa.func.coalesce(sa.func.sum(Entry.confirmed_minutes), 0)
    return (
        sa.select(Place.ward_code, confirmed.label("gave_minutes"))
        .select_from(Entry)
        .join(Entry.session)
        .join(Entry.volunteer)
        .outerjoin(Volunteer.home)
        .where(Entry.city_id == city_id, *between(entry_moment(), since, until))
        .group_by(Place.ward_code)
    )
