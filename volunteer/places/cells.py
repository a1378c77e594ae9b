"""The squares of a grid over the whole earth, by which people near a place are found.

Pure. A square is 0.018 degrees high and 0.03 wide, about 2 km, and numbered row by row from
the south pole, so that each row of a circle is one span of numbers (two where it crosses the
180th meridian). Larger squares, ``size`` times as high and wide, keep the rows of a wide
circle few. The squares of a circle hold everybody in it, and others near: who measures
exactly comes after.
"""

from collections.abc import Iterator
from math import asin, cos, degrees, floor, pi, radians, sin

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
    south = max(-90.0, point.latitude - degrees(angle))
    north = min(90.0, point.latitude + degrees(angle))
    return [
        span
        for row in range(_row(south, size), _row(north, size) + 1)
        for span in _of_row(point, row, angle, size)
    ]


def _of_row(point: Point, row: int, angle: float, size: int) -> Iterator[Span]:
    """Yield the span of a row that the circle crosses, or both where it goes around."""
    lower = max(-90.0, row * HEIGHT * size - 90)
    upper = min(90.0, (row + 1) * HEIGHT * size - 90)
    half = degrees(_half_width(radians(point.latitude), angle, radians(lower), radians(upper)))
    last = _around(size) - 1
    for west, east in _sides(point.longitude - half, point.longitude + half, WIDTH * size):
        first = row * COLUMNS
        yield first + _column(west, size), first + min(last, _column(east, size))


def _sides(west: float, east: float, width: float) -> list[tuple[float, float]]:
    """Return the part of a row between two longitudes, as two where it crosses the 180th."""
    if east - west >= 2 * ANTIMERIDIAN - width:
        return [(-ANTIMERIDIAN, ANTIMERIDIAN)]
    if west < -ANTIMERIDIAN:
        return [(-ANTIMERIDIAN, east), (west + 2 * ANTIMERIDIAN, ANTIMERIDIAN)]
    if east >= ANTIMERIDIAN:
        return [(-ANTIMERIDIAN, east - 2 * ANTIMERIDIAN), (west, ANTIMERIDIAN)]
    return [(west, east)]


def _half_width(latitude: float, angle: float, lower: float, upper: float) -> float:
    """Return how many radians of longitude a circle reaches at most between two latitudes."""
    widest = sin(latitude) / cos(angle) if cos(angle) > 0 else 2.0
    at = asin(widest) if abs(widest) <= 1 else (pi / 2 if latitude > 0 else -pi / 2)
    at = min(max(at, lower), upper)
    across = cos(latitude) * cos(at)
    if angle >= pi / 2 or across <= SLACK:
        return pi
    half = (cos(angle) - sin(latitude) * sin(at)) / across
    return pi if half <= -1 else _arc(half)


def _arc(cosine: float) -> float:
    """Return the angle of a cosine; of one just above 1, by rounding, it is nothing."""
    return pi / 2 - asin(min(1.0, cosine)) + SLACK


def _row(latitude: float, size: int) -> int:
    return floor((latitude + 90) / (HEIGHT * size))


def _column(longitude: float, size: int) -> int:
    return floor((longitude + 180) / (WIDTH * size))


def _around(size: int) -> int:
    return round(360 / (WIDTH * size))
