"""The shapes of wards, reckoned from where their postcodes are.

Pure. Whoever lives nearest to a postcode of a ward is taken to live in that ward: the cells of
its postcodes are joined, and cut off where no postcode is near. All wards of an authority are
reckoned together, so neighbours share their borders to the last digit. How well that agrees
with official shapes: ``docs/measures.md``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from volunteer.places import land, outline
from volunteer.places.outline import Shape
from volunteer.places.plane import Plane, Points

Geometries = npt.NDArray[np.object_]

LEAST_SHARE = 0.06  # of a ward: what lies apart from it and is smaller came of a stray postcode
SMOOTHED_M = 45
LEAST_M2 = 20_000.0
MARGIN_M = 3000


@dataclass(frozen=True, slots=True)
class Seed:
    """A postcode; ``ward`` is None where it belongs to another authority."""

    longitude: float
    latitude: float
    ward: str | None


def derive(seeds: Sequence[Seed]) -> dict[str, Shape]:
    """Return the shapes of all wards that the seeds speak of.

    Postcodes of neighbouring authorities help: they tell where the city ends. A postcode that
    lies apart in another ward (a sorting office's) is left out, so it makes no island.
    """
    if not any(seed.ward for seed in seeds):
        return {}
    degrees = np.array([(seed.longitude, seed.latitude) for seed in seeds])
    plane = Plane.around(degrees)
    points, wards = _apart(plane.to_metres(degrees), [seed.ward or "" for seed in seeds])
    kept = ~_strays(points, wards)
    points, wards = points[kept], wards[kept]
    clipped = _clip(_dissolve(points, wards), land.around(points, own=wards != ""))
    smooth = shapely.coverage_simplify(list(clipped.values()), SMOOTHED_M)
    return {
        code: outline.of(area, plane.to_degrees) for code, area in zip(clipped, smooth, strict=True)
    }


def _apart(metres: Points, wards: Sequence[str]) -> tuple[Points, npt.NDArray[np.str_]]:
    """Return the points to a metre, each once: of two wards at one point the first counts."""
    order = np.argsort(np.array(wards), kind="stable")
    points, first = np.unique(np.round(metres[order]), axis=0, return_index=True)
    return points, np.array(wards)[order][first]


def _cells(points: Points) -> Geometries:
    """Return for each point the area that is nearer to it than to any other."""
    cloud = shapely.multipoints(points)
    around = shapely.box(*_widened(shapely.bounds(cloud)))
    cells = shapely.voronoi_polygons(cloud, extend_to=around, ordered=True)
    return np.asarray(shapely.get_parts(cells))


def _widened(bounds: npt.NDArray[np.float64]) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    return west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M


def _dissolve(points: Points, wards: npt.NDArray[np.str_]) -> dict[str, shapely.Geometry]:
    cells = _cells(points)
    codes = sorted(set(wards.tolist()) - {""})
    return {code: shapely.coverage_union_all(cells[wards == code]) for code in codes}


def _strays(points: Points, wards: npt.NDArray[np.str_]) -> npt.NDArray[np.bool_]:
    """Tell which points lie in a small piece apart from the rest of their ward."""
    strays = np.zeros(len(points), dtype=bool)
    spots = shapely.points(points)
    for code, area in _dissolve(points, wards).items():
        pieces = shapely.get_parts(area)
        counts = np.array([_count(piece, spots[wards == code]) for piece in pieces])
        small = pieces[counts < LEAST_SHARE * counts.sum()]
        strays |= (wards == code) & shapely.contains(shapely.union_all(small), spots)
    return strays


def _count(piece: shapely.Geometry, spots: Geometries) -> int:
    shapely.prepare(piece)
    return int(shapely.contains(piece, spots).sum())


def _clip(
    areas: Mapping[str, shapely.Geometry], within: shapely.Geometry
) -> dict[str, shapely.Geometry]:
    """Cut all areas along one line, so that what was a shared border stays one.

    Every line is cut where another crosses it, to a metre, and the faces between them are
    handed out; cut one by one, two neighbours might differ in a last digit.
    """
    lines = [shapely.boundary(area) for area in [*areas.values(), within]]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=1)]))
    faces = faces[shapely.area(faces) > 0]
    inner = shapely.point_on_surface(faces)
    shapely.prepare(within)
    on_land = shapely.contains(within, inner) & (shapely.area(faces) > LEAST_M2)
    clipped = {}
    for code, area in areas.items():
        shapely.prepare(area)
        mine = faces[on_land & shapely.contains(area, inner)]
        if len(mine):
            clipped[code] = shapely.coverage_union_all(mine)
    return clipped
