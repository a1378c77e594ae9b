"""Where a city's land is, told by its postcodes alone.

Pure. A circle around each postcode is land, larger where postcodes are far apart, as farms and
parks have few; what lies between circles is land when it is narrow or closed in. The sea and
wide rivers are left, as nobody has a postcode there.
"""

import numpy as np
import numpy.typing as npt
import shapely

from volunteer.places.plane import Points

LEAST_M, MOST_M = 80.0, 350.0  # radius of a circle
NEIGHBOUR = 4  # a circle is as wide as it is far to the fourth nearest postcode,
WIDENED = 1.0  # times this
BRIDGED_M = 850.0  # half the width of a gap that is land


def around(points: Points, own: npt.NDArray[np.bool_]) -> shapely.Geometry:
    """Return the land around the points that are a city's ``own``; others only tell how dense."""
    radius = np.clip(WIDENED * _far(points)[own], LEAST_M, MOST_M)
    circles = shapely.buffer(shapely.points(points[own]), radius, quad_segs=3)
    wide = shapely.buffer(shapely.union_all(circles), BRIDGED_M, quad_segs=3)
    land = shapely.buffer(wide, -BRIDGED_M, quad_segs=3)
    shores = [shapely.polygons(shapely.get_exterior_ring(part)) for part in shapely.get_parts(land)]
    return shapely.union_all(shores)


def _far(points: Points) -> npt.NDArray[np.float64]:
    """Return for each point how far it is to its fourth nearest neighbour."""
    if len(points) <= NEIGHBOUR:
        return np.full(len(points), MOST_M)
    squares = [np.partition(((points - one) ** 2).sum(axis=1), NEIGHBOUR) for one in points]
    return np.asarray(np.sqrt([row[NEIGHBOUR] for row in squares]))
