"""How the outline of a ward is written: as the coordinates of a GeoJSON MultiPolygon.

Pure. It is [[ring, hole …] …]; a ring is [[longitude, latitude] …], the first point again last.
"""

from collections.abc import Callable

import shapely

from volunteer.places.plane import Points

Ring = list[list[float]]
Shape = list[list[Ring]]


def of(area: shapely.Geometry, to_degrees: Callable[[Points], Points]) -> Shape:
    """Return the outline of a polygon or several."""
    return [
        [_ring(ring, to_degrees) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.get_parts(area)
    ]


def _ring(ring: shapely.Geometry, to_degrees: Callable[[Points], Points]) -> Ring:
    written: Ring = to_degrees(shapely.get_coordinates(ring)).tolist()
    return written
