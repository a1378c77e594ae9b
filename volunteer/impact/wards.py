"""What each ward received and what it gave in a period.

Received is counted where the work was, given where the people live. For people outside,
``for_everybody`` withholds the wards in which few people gave.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
from volunteer.projects.model import Opening, Project, ProjectSession

Grouped = sa.Select[*tuple[Any, ...]]
NOTHING = {"sessions": 0, "filled": 0, "received_minutes": 0, "people": 0, "gave_minutes": 0}


@dataclass(frozen=True, slots=True)
class WardFigures:
    """Figures of one ward; ``code`` is None for where no ward is known.

    ``sessions``, ``filled`` (places) and ``received_minutes`` (confirmed) are of projects in
    the ward; ``people`` who live there took part, and ``gave_minutes`` of theirs are confirmed.
    The last two are None where they are withheld.
    """

    code: str | None
    name: str | None
    sessions: int
    filled: int
    received_minutes: int
    people: int | None
    gave_minutes: int | None


def of_city(
    session: Session,
    city_id: int,
    authority_code: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[WardFigures]:
    """Return the figures of every ward by name, those without anything too; elsewhere last."""
    found: dict[str | None, dict[str, int]] = {}
    for query in (_sessions, _filled, _received, _people, _gave):
        for row in session.execute(query(city_id, since, until)).mappings():
            figures = dict(row)
            found.setdefault(figures.pop("ward_code"), {}).update(figures)
    return list(_rows(session, authority_code, found))


def for_everybody(figures: Iterable[WardFigures], least: int) -> list[WardFigures]:
    """Withhold what few people gave, and as much more as no subtraction may tell it."""
    figures = list(figures)
    shown = withholding.apart({one.code: one.people or 0 for one in figures}, least)
    return [
        replace(
            one,
            people=shown[one.code],
            gave_minutes=None if shown[one.code] is None else one.gave_minutes,
        )
        for one in figures
    ]


def _rows(
    session: Session, authority_code: str, found: dict[str | None, dict[str, int]]
) -> Iterator[WardFigures]:
    for ward in places.wards(session, authority_code):
        yield WardFigures(ward.code, ward.name, **NOTHING | found.pop(ward.code, {}))
    elsewhere = {name: sum(one.get(name, 0) for one in found.values()) for name in NOTHING}
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


def _filled(city_id: int, since: datetime | None, until: datetime | None) -> Grouped:
    return (
        sa.select(Place.ward_code, sa.func.sum(Opening.taken).label("filled"))
        .select_from(Opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .join(Project.place)
        .where(
            Opening.city_id == city_id,
            ProjectSession.cancelled_at.is_(None),
            *between(ProjectSession.starts_at, since, until),
        )
        .group_by(Place.ward_code)
    )


def _received(city_id: int, since: datetime | None, until: datetime | None) -> Grouped:
    confirmed = sa.func.coalesce(sa.func.sum(Entry.confirmed_minutes), 0)
    return (
        sa.select(Place.ward_code, confirmed.label("received_minutes"))
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
