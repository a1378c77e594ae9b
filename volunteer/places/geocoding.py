"""Finding the addresses that have no postcode, one at a time, by asking a geocoder."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.geo import Point, distance_km
from volunteer.core.ports import Geocoder
from volunteer.places import gazetteer, memory, pace
from volunteer.places.model import Place, Ward

EVERY = timedelta(seconds=1.5)  # one a second is allowed, and a commit may eat some of it
LEASE = timedelta(minutes=2)
AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(days=1),
)
FARTHEST_KM = 60.0
SOUTH, NORTH, WEST, EAST = 49.8, 60.9, -8.7, 1.8  # Great Britain with its islands


@dataclass(frozen=True, slots=True)
class _Look:
    """A claim on one place until ``lease``, which also tells it from a later claim."""

    place_id: int
    city_id: int
    query: str
    home: bool
    lease: datetime


def resolve_next(geocoder: Geocoder, *, now: datetime) -> bool:
    """Find the place that has waited longest; return whether something was done.

    Looks at the places of all cities, as the geocoder is shared by them. Any number of
    workers may call this at once: a place falls to one of them, and all together ask no
    more than once in 1.5 seconds (False also means that it is nobody's turn yet). No
    transaction is open while the geocoder is asked.
    """
    with transaction() as session:
        place = _longest_waiting(session, now)
        if place is None:
            return False
        city = session.get_one(City, place.city_id)
        query = f"{place.address}, {city.name}"
        known = memory.recall(session, query)
        if known is not None:
            _settle(session, place, known.point)
            return True
        if not pace.take_turn(session, "nominatim", every=EVERY, now=now):
            return False
        look = _lease(place, query, now)
    _ask(geocoder, look, now)
    return True


def _longest_waiting(session: Session, now: datetime) -> Place | None:
    due = (
        sa.select(Place)
        .where(Place.next_look_at <= now, Place.looks <= len(AGAIN_AFTER))
        .order_by(Place.next_look_at, Place.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # PostgreSQL; SQLite lets one writer in anyway
    )
    return session.scalar(due)


def _lease(place: Place, query: str, now: datetime) -> _Look:
    place.looks += 1
    place.next_look_at = now + LEASE
    return _Look(place.id, place.city_id, query, place.home, now + LEASE)


def _ask(geocoder: Geocoder, look: _Look, now: datetime) -> None:
    try:
        found = geocoder.locate(look.query)
    except GatewayError:
        _put_off(look, now)
    else:
        _record(look, found.point if found else None, now)


def _put_off(look: _Look, now: datetime) -> None:
    with transaction() as session:
        place = _still_ours(session, look)
        if place is not None:
            left = AGAIN_AFTER[place.looks - 1 :]
            place.next_look_at = now + left[0] if left else None


def _record(look: _Look, point: Point | None, now: datetime) -> None:
    with transaction() as session:
        if not look.home:
            memory.remember(session, look.query, point, now=now)
        place = _still_ours(session, look)
        if place is not None:
            _settle(session, place, point)


def _still_ours(session: Session, look: _Look) -> Place | None:
    """Return the place, unless it was erased meanwhile or its lease fell to another."""
    ours = sa.select(Place).where(
        Place.id == look.place_id,
        Place.city_id == look.city_id,
        Place.next_look_at == look.lease,
    )
    return session.scalar(ours.with_for_update())


def _settle(session: Session, place: Place, point: Point | None) -> None:
    place.next_look_at = None
    city = session.get_one(City, place.city_id)
    if point is None or not _is_near(point, city):
        return
    place.ward_code = gazetteer.nearest_ward(session, point)
    if place.home:
        point = point.blurred()
        ward = session.get(Ward, place.ward_code) if place.ward_code else None
        place.address = ward.name if ward else city.name
    place.latitude, place.longitude = point.latitude, point.longitude


def _is_near(point: Point, city: City) -> bool:
    in_britain = SOUTH < point.latitude < NORTH and WEST < point.longitude < EAST
    return in_britain and distance_km(city.centre, point) <= FARTHEST_KM
