"""The squares of a grid over the whole earth, by which people near a place are found.

Pure. A square is 0.018 degrees high and 0.03 wide, about 2 km, and numbered row by row from
the south pole, so that each row of a circle is one span of numbers (two where it crosses the
180th meridian). Larger squares, ``size`` times as high and wide, keep the rows of a wide
circle few. The squares of a circle hold everybody in it, and others near: who measures
exactly comes after.
"""

from collections.abc import Iterator
from functools import cache
from math import acos, asin, cos, degrees, floor, pi, radians, sin

from volunteer.core.geo import FLATTENING, SEMI_MAJOR_M, Point

HEIGHT, WIDTH = 0.018, 0.03  # degrees
ANTIMERIDIAN = 180.0
COLUMNS = 12_000  # the squares around the earth, where they are smallest
END = 1_000_000_000  # beyond the number of any square

# Nothing on the earth is curved more than the equator is from north to south. So on a ball
# of that radius, no two places with the same latitudes and longitudes are farther apart.
BALL_M = SEMI_MAJOR_M * (1 - FLATTENING) ** 2
SLACK = 1e-9  # radians, more than any rounding

Span = tuple[int, int]  # the first and the last number


def cell_of(point: Point, size: int = 1) -> int:
    """Return the number of the square in which a point lies."""
    return _row(point.latitude, size) * COLUMNS + _column(point.longitude, size) % _around(size)


def spans(point: Point, km: float, size: int = 1) -> list[Span]:
    """Return the squares that hold every point within so many kilometres, as spans."""
    angle = 2 * asin(min(1.0, km * 1000 / (2 * BALL_M))) + SLACK
    if angle >= pi / 2:
        return [(0, END - 1)]  # half of the earth: then all of it
    south, north = (max(-90.0, min(90.0, point.latitude + degrees(a))) for a in (-angle, angle))
    first, longitude, width = _row(south, size), point.longitude, WIDTH * size
    found = []
    for row, half in enumerate(_halves(point, angle, first, _row(north, size), size), start=first):
        for west, east in _sides(longitude - half, longitude + half, width):
            left, right = int((west + 180.0) / width), int((east + 180.0) / width)
            found.append((row * COLUMNS + left, row * COLUMNS + min(right, COLUMNS // size - 1)))
    return found


def _halves(point: Point, angle: float, first: int, last: int, size: int) -> Iterator[float]:
    """Yield how many degrees of longitude a circle reaches to each side, row by row.

    It reaches farthest at one latitude. A row below that is crossed widest at its upper
    edge, one above at its lower edge.
    """
    latitude, sines, cosines = radians(point.latitude), *_edges(size)
    up, along, reach = sin(latitude), cos(latitude), cos(angle)
    widest = _widest(latitude, angle)
    middle = _row(degrees(widest), size)
    for row in range(first, last + 1):
        edge = row + (row < middle)
        rise, run = (
            (up * sin(widest), along * cos(widest))
            if row == middle
            else (up * sines[edge], along * cosines[edge])
        )
        cosine = (reach - rise) / run
        yield ANTIMERIDIAN if cosine <= -1 else degrees(acos(min(cosine, 1.0)) + SLACK)


def _widest(latitude: float, angle: float) -> float:
    """Return the latitude at which a circle reaches farthest to the east and west."""
    if cos(angle) <= abs(sin(latitude)):
        return pi / 2 if latitude > 0 else -pi / 2  # it holds a pole
    return asin(sin(latitude) / cos(angle))


@cache
def _edges(size: int) -> tuple[list[float], list[float]]:
    """Return the sine and the cosine of the lower edge of each row, and of the last's upper one.

    A cosine is a little more than nothing at the poles, and so something to divide by.
    """
    rows = range(_row(90.0, size) + 2)
    edges = [radians(min(90.0, row * HEIGHT * size - 90)) for row in rows]
    return [sin(edge) for edge in edges], [cos(edge) for edge in edges]


def _sides(west: float, east: float, width: float) -> tuple[tuple[float, float], ...]:
    """Return the part of a row between two longitudes, as two where it crosses the 180th."""
    if west >= -ANTIMERIDIAN and east < ANTIMERIDIAN:
        return ((west, east),)
    if east - west >= 2 * ANTIMERIDIAN - width:
        return ((-ANTIMERIDIAN, ANTIMERIDIAN),)
    if west < -ANTIMERIDIAN:
        return (-ANTIMERIDIAN, east), (west + 2 * ANTIMERIDIAN, ANTIMERIDIAN)
    return (-ANTIMERIDIAN, east - 2 * ANTIMERIDIAN), (west, ANTIMERIDIAN)


def _row(latitude: float, size: int) -> int:
    return floor((latitude + 90) / (HEIGHT * size))


def _column(longitude: float, size: int) -> int:
    return floor((longitude + 180) / (WIDTH * size))


def _around(size: int) -> int:
    return round(360 / (WIDTH * size))
