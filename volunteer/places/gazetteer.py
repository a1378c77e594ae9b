"""The gazetteer: where a postcode is, and the ward of a point."""

from dataclasses import dataclass
from math import cos, radians

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, Refused
from volunteer.core.geo import Point, distance_km
from volunteer.places import postcodes
from volunteer.places.model import Postcode, Ward

WARD_WITHIN_KM = 0.3
_KM_PER_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a postcode is. ``approximate``: only its sector is known, so it has no ward."""

    code: str
    point: Point
    approximate: bool
    ward_code: str | None


def find(session: Session, text: str) -> Spot:
    """Return where the postcode in a text is, by its sector if the unit is not known.

    Refused, each with its own sentence: a text without a whole postcode, Northern Ireland,
    the Channel Islands and the Isle of Man, the forces, and postcodes that do not exist.
    """
    code = postcodes.within(text)
    if code is None:
        raise Refused(N_("That is not a whole postcode. Write it like PL4 7AA."))
    _ensure_on_map(code)
    spot = _look_up(session, code)
    if spot is None:
        raise Refused(
            N_("We do not know the postcode %(code)s. Please check it and try again."), code=code
        )
    return spot


def nearest_ward(session: Session, point: Point) -> str | None:
    """Return the ward of the nearest postcode within 300 m, or None."""
    high = WARD_WITHIN_KM / _KM_PER_DEGREE
    wide = high / cos(radians(point.latitude))
    inside = (
        sa.select(Postcode.latitude, Postcode.longitude, Postcode.ward_code)
        .join(Ward, Ward.code == Postcode.ward_code)
        .where(
            Postcode.latitude.between(point.latitude - high, point.latitude + high),
            Postcode.longitude.between(point.longitude - wide, point.longitude + wide),
        )
    )
    near = (
        (distance_km(point, Point(latitude, longitude)), code)
        for latitude, longitude, code in session.execute(inside)
    )
    km, ward_code = min(near, default=(WARD_WITHIN_KM, None))
    return ward_code if km < WARD_WITHIN_KM else None


def _ensure_on_map(code: str) -> None:
    if postcodes.is_northern_ireland(code):
        raise Refused(
            N_(
                "%(code)s is in Northern Ireland, which is not in the map data we use:"
                " that covers only Great Britain."
            ),
            code=code,
        )
    if postcodes.is_crown_dependency(code):
        raise Refused(
            N_(
                "%(code)s is in the Channel Islands or the Isle of Man, which are not in the"
                " map data we use: that covers only Great Britain."
            ),
            code=code,
        )
    if postcodes.is_forces(code):
        raise Refused(
            N_("%(code)s is a forces postcode, which is on no map. Give one of a place near you."),
            code=code,
        )


def _look_up(session: Session, code: str) -> Spot | None:
    unit, sector = postcodes.key(code), postcodes.key(postcodes.sector(code))
    best = (
        sa.select(Postcode, Ward.code)
        .outerjoin(Ward, Ward.code == Postcode.ward_code)
        .where(Postcode.code.in_([unit, sector]))
        .order_by(sa.func.length(Postcode.code).desc())
        .limit(1)
    )
    row = session.execute(best).first()
    if row is None:
        return None
    postcode, ward_code = row
    point = Point(postcode.latitude, postcode.longitude)
    return Spot(code, point, postcode.code != unit, ward_code)
