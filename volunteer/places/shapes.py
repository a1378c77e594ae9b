"""The shapes of wards: kept, found again, and reckoned anew from the gazetteer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.db import db, transaction
from volunteer.places import upsert, voronoi
from volunteer.places.model import Postcode, Ward, WardShape
from volunteer.places.outline import Shape

AROUND = 0.05  # of a degree: postcodes of neighbours that tell where an authority ends
MOST = 500  # wards; the largest authorities have about 120


@dataclass(frozen=True, slots=True)
class WardOutline:
    """A ward with its shape."""

    code: str
    name: str
    polygons: Shape


def of_authority(session: Session, authority_code: str) -> list[WardOutline]:
    """Return the wards of an authority that have a shape, by name."""
    rows = session.execute(
        sa.select(Ward.code, Ward.name, WardShape.polygons)
        .join(WardShape, WardShape.code == Ward.code)
        .where(Ward.authority_code == authority_code)
        .order_by(Ward.name, Ward.code)
        .limit(MOST)
    )
    return [WardOutline(*row) for row in rows]


def put(session: Session, found: Mapping[str, Shape], *, official: bool = False) -> None:
    """Keep shapes. What was reckoned never takes the place of what is official."""
    fixed = set()
    if not official:
        fixed = set(session.scalars(sa.select(WardShape.code).where(WardShape.official)))
    rows = [
        {"code": code, "polygons": shape, "official": official}
        for code, shape in found.items()
        if code not in fixed
    ]
    upsert.put(session, WardShape, rows)


def ensure(authority_code: str) -> None:
    """Reckon the shapes of an authority's wards if it has none yet."""
    if not of_authority(db.session(), authority_code):
        derive(authority_code)


def derive(authority_code: str) -> int:
    """Reckon the shapes of an authority's wards from the postcodes that are known; count them.

    Reckoned with nothing open, as it takes some seconds; 0 if no unit postcodes are known.
    """
    with transaction() as session:
        seeds = _seeds(session, authority_code)
    found = voronoi.derive(seeds)
    with transaction() as session:
        put(session, found)
    return len(found)


def _seeds(session: Session, authority_code: str) -> list[voronoi.Seed]:
    """Return an authority's postcodes, and those of its neighbours around them."""
    low, high = sa.func.min, sa.func.max
    latitude, longitude = Postcode.latitude, Postcode.longitude
    box = sa.select(low(latitude), high(latitude), low(longitude), high(longitude)).join(
        Ward, Ward.code == Postcode.ward_code
    )
    edges: Any = session.execute(box.where(Ward.authority_code == authority_code)).one()
    if None in edges:
        return []
    south, north, west, east = edges
    rows = session.execute(
        sa.select(Postcode.longitude, Postcode.latitude, Ward.code, Ward.authority_code)
        .join(Ward, Ward.code == Postcode.ward_code)
        .where(
            Postcode.latitude.between(south - AROUND, north + AROUND),
            Postcode.longitude.between(west - AROUND, east + AROUND),
        )
        .order_by(Postcode.code)
    )
    return [
        voronoi.Seed(longitude, latitude, code if authority == authority_code else None)
        for longitude, latitude, code, authority in rows
    ]
