"""Where a city has too few people to ask: how many would come to each of its wards.

It counts who may be asked and would go as far as the middle of the ward, for a session that
asks for no skill at an hour when they are free.
"""

from collections.abc import Mapping
from math import cos, radians
from statistics import median

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages.model import Contact
from volunteer.people.model import State, Volunteer
from volunteer.people.reach import reach_of
from volunteer.places import service as places
from volunteer.places.model import Place, Ward

KM_A_DEGREE = 111.2  # along a meridian, and along the equator
FEW = 0.5  # of what the middle ward has


def fitting(session: Session, city: City) -> dict[str, int]:
    """Return how many people may be asked about something in the middle of each ward, by code."""
    wards = places.wards(session, city.authority_code)
    if not wards:
        return {}
    reach = reach_of(city.rules)
    near = [sa.func.count(sa.case((_away_squared(ward) <= reach * reach, 1))) for ward in wards]
    counts = session.execute(
        sa.select(*near)
        .select_from(Volunteer)
        .join(Contact, Contact.id == Volunteer.contact_id)
        .join(Place, Place.id == Volunteer.home_id)
        .where(
            Volunteer.city_id == city.id,
            Volunteer.state == State.ACTIVE,
            Contact.consented_at.is_not(None),
            Contact.stopped_at.is_(None),
            Contact.unreachable_at.is_(None),
        )
    ).one()
    return {ward.code: count for ward, count in zip(wards, counts, strict=True)}


def few(fits: Mapping[str, int]) -> set[str]:
    """Return the wards to recruit for: with less than half of what the middle ward has."""
    enough = FEW * median(fits.values()) if fits else 0
    return {code for code, count in fits.items() if count < enough}


def _away_squared(ward: Ward) -> sa.ColumnElement[float | None]:
    """Return the square of the kilometres to a ward's middle, over a small piece of flat earth."""
    north = (Place.latitude - ward.latitude) * KM_A_DEGREE
    east = (Place.longitude - ward.longitude) * KM_A_DEGREE * cos(radians(ward.latitude))
    return north * north + east * east
