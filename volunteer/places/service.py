"""Places: put down as they are written, found at once or later."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, Refused
from volunteer.places import gazetteer, postcodes
from volunteer.places.geocoding import resolve_next
from volunteer.places.model import Place, Ward

__all__ = ["put", "resolve_next", "ward_name", "wards"]

ADDRESS_LENGTH = 200


def put(
    session: Session, *, city_id: int, text: str, home: bool, now: datetime, addresses: bool
) -> Place:
    """Put a place down: with a postcode it is found at once, without one it waits.

    ``addresses`` says that there is a geocoder to ask later; without one a postcode is
    required. Of a home only the postcode is kept, and its point to about 100 m.
    """
    address = " ".join(text.split())
    if len(address) > ADDRESS_LENGTH:
        raise Refused(
            N_("That address is too long. Write it in %(most)s letters or fewer."),
            most=ADDRESS_LENGTH,
        )
    place = Place(city_id=city_id, address=address, home=home)
    if postcodes.within(address) or postcodes.looks_like(address):
        _locate(session, place)
    else:
        _ensure_can_wait(address, addresses=addresses)
        place.next_look_at = now
    session.add(place)
    session.flush()
    return place


def ward_name(session: Session, code: str | None) -> str | None:
    """Return a ward's name, or None if it is not known."""
    return session.scalar(sa.select(Ward.name).where(Ward.code == code))


def wards(session: Session, authority_code: str) -> list[Ward]:
    """Return an authority's wards by name; the largest authorities have about 120."""
    of_authority = sa.select(Ward).where(Ward.authority_code == authority_code)
    return list(session.scalars(of_authority.order_by(Ward.name, Ward.code).limit(500)))


def _locate(session: Session, place: Place) -> None:
    spot = gazetteer.find(session, place.address)
    point = spot.point.blurred() if place.home else spot.point
    place.address = spot.code if place.home else place.address
    place.postcode = spot.code
    place.latitude, place.longitude = point.latitude, point.longitude
    place.approximate = spot.approximate
    place.ward_code = spot.ward_code


def _ensure_can_wait(address: str, *, addresses: bool) -> None:
    if not addresses:
        raise Refused(N_("Please write the postcode too, like PL4 7AA."))
    if sum(character.isalpha() for character in address) < 4:  # noqa: PLR2004 - "Rd 5" is none
        raise Refused(N_("Please write an address or a postcode, like PL4 7AA."))
