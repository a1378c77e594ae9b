"""Maps with made-up figures, for the page of styles."""

from dataclasses import dataclass

from volunteer.core.db import db
from volunteer.core.geo import Point
from volunteer.places import service as places
from volunteer.web import maps
from volunteer.web.access import city
from volunteer.web.maps import Spot, WardMap


@dataclass(frozen=True, slots=True)
class WardMaps:
    """One map of each kind, and the rows of the table beside the shaded one."""

    shaded: WardMap | None
    spots: WardMap | None
    linked: WardMap | None
    rows: list[tuple[str, str]]


def ward_maps() -> WardMaps:
    """Return maps that show every class, pins near each other, and links."""
    wards = places.wards(db.session(), city().authority_code)
    made_up = [0, None, 3, 7, 12, 20, 33, 54, 88, 143]
    values = {ward.code: made_up[n % len(made_up)] for n, ward in enumerate(wards)}
    points = [Point(ward.latitude, ward.longitude) for ward in wards[:5]]
    points.append(Point(points[0].latitude + 0.001, points[0].longitude)) if points else None
    found = [Spot(n, f"Project {n}", "#map", point) for n, point in enumerate(points, 1)]
    return WardMaps(
        maps.shaded(values, sentence="Hours received in each ward, made up."),
        maps.spots(found, sentence="Six projects.", here=city().centre),
        maps.shaded(values, sentence="Each ward is a link.", link=lambda code: f"#{code}"),
        [(ward.name, _written(values[ward.code])) for ward in wards],
    )


def _written(value: int | None) -> str:
    return "Too few to show" if value is None else str(value)
