"""What the cells must hold, computed from the people themselves."""

from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from volunteer.core.geo import Point, geocentric
from volunteer.messages.model import Contact
from volunteer.people.cells.maps import square
from volunteer.people.model import State, Volunteer, volunteer_skill
from volunteer.places.model import Place

Row = dict[str, Any]


def homes(connection: Connection, city_id: int, ids: Collection[int]) -> list[Row]:
    """Return the rows of ``home_cell`` that these people must have."""
    found = connection.execute(_may_be_asked(city_id).where(Volunteer.id.in_(ids)))
    return [_row(city_id, one) for one in found]


def postings(connection: Connection, city_id: int, rows: Collection[Row]) -> Iterator[Row]:
    """Yield the rows of ``skill_cell`` that go with those of ``home_cell``."""
    by_id = {row["volunteer_id"]: row for row in rows}
    columns = volunteer_skill.c
    skills = connection.execute(
        sa.select(columns.volunteer_id, columns.skill_id).where(
            columns.city_id == city_id, columns.volunteer_id.in_(by_id)
        )
    )
    for volunteer_id, skill_id in skills:
        yield by_id[volunteer_id] | {"skill_id": skill_id}


def _may_be_asked(city_id: int) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Volunteer.id,
            Volunteer.contact_id,
            Volunteer.travel,
            Volunteer.reach_km,
            Volunteer.free,
            Volunteer.most_calls_a_month,
            Place.latitude,
            Place.longitude,
            Place.approximate,
        )
        .join(Contact, Contact.id == Volunteer.contact_id)
        .join(Place, Place.id == Volunteer.home_id)
        .where(
            Volunteer.city_id == city_id,
            Volunteer.state == State.ACTIVE,
            Contact.consented_at.is_not(None),
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
            Place.latitude.is_not(None),
            Place.longitude.is_not(None),
        )
    )


def _row(city_id: int, one: Any) -> Row:
    home = Point(one.latitude, one.longitude)
    x, y, z = geocentric(home)
    return {
        "city_id": city_id,
        "cell": square(home, one.travel, one.reach_km),
        "volunteer_id": one.id,
        "contact_id": one.contact_id,
        "x": x,
        "y": y,
        "z": z,
        "approximate": one.approximate,
        "reach_km": one.reach_km,
        "free": one.free,
        "most_calls_a_month": one.most_calls_a_month,
    }
