"""Official outlines of wards, from a GeoJSON file: in place of those reckoned from postcodes.

Such files are found at a council or the Office for National Statistics. Whatever the property
with a ward's code is called there (WD23CD, code …), it is known by what a code looks like.
"""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import sqlalchemy as sa
from shapely.errors import ShapelyError
from shapely.geometry import shape

from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.places import outline, shapes
from volunteer.places.model import Ward
from volunteer.places.outline import Shape
from volunteer.places.plane import DECIMALS

CODE = re.compile(r"[ESWN]05\d{6}")
MOST_BYTES = 50_000_000
BRITAIN = shapely.box(-9, 49, 3, 61)
SMOOTHED = 0.0001  # degrees, about 10 metres


def import_file(path: Path) -> int:
    """Import the wards of a file, all or none; return how many.

    Refused: what is not GeoJSON in degrees, has no areas with a ward's code, or knows wards
    that are not in the gazetteer.
    """
    areas = read(path)
    with transaction() as session:
        known = set(session.scalars(sa.select(Ward.code).where(Ward.code.in_(areas))))
        unknown = sorted(set(areas) - known)
        if unknown:
            raise Refused(
                N_(
                    "%(file)s has wards that are not in the gazetteer: %(codes)s."
                    " Import their postcodes first."
                ),
                file=path.name,
                codes=", ".join(unknown[:5]),
            )
        shapes.put(session, areas, official=True)
    return len(areas)


def read(path: Path) -> dict[str, Shape]:
    """Read the outlines of wards from a file, by their codes."""
    return _areas(_features(path), path.name)


def _features(path: Path) -> list[dict[str, Any]]:
    if path.stat().st_size > MOST_BYTES:
        raise Refused(N_("%(file)s is too large: more than 50 MB."), file=path.name)
    try:
        collection = json.loads(path.read_bytes())
        features: list[dict[str, Any]] = collection["features"]
        return [dict(feature) for feature in features]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(
            N_("%(file)s cannot be read as GeoJSON (a FeatureCollection)."), file=path.name
        ) from error


def _areas(features: list[dict[str, Any]], file: str) -> dict[str, Shape]:
    found: dict[str, shapely.Geometry] = {}
    for feature in features:
        code, area = _code(feature), _area(feature, file)
        if code is not None and area is not None:
            found[code] = shapely.union(found[code], area) if code in found else area
    if not found:
        raise Refused(
            N_("%(file)s has no areas with the code of a ward, like E05002079."), file=file
        )
    if not all(BRITAIN.contains(area) for area in found.values()):
        raise Refused(
            N_(
                "%(file)s is not in degrees of longitude and latitude (WGS 84)."
                " Export it again in EPSG:4326."
            ),
            file=file,
        )
    thin = shapely.coverage_simplify(list(found.values()), SMOOTHED)
    return {code: _written(area) for code, area in zip(found, thin, strict=True)}


def _code(feature: dict[str, Any]) -> str | None:
    properties = feature.get("properties")
    values = properties.values() if isinstance(properties, dict) else ()
    codes = [value for value in values if isinstance(value, str) and CODE.fullmatch(value)]
    return codes[0] if codes else None


def _area(feature: dict[str, Any], file: str) -> shapely.Geometry | None:
    try:
        area = shapely.make_valid(shape(feature["geometry"]))
    except (ShapelyError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Refused(N_("%(file)s has a shape that cannot be read."), file=file) from error
    return area if area.geom_type in {"Polygon", "MultiPolygon"} else None


def _written(area: shapely.Geometry) -> Shape:
    return outline.of(area, lambda degrees: np.round(degrees, DECIMALS))
