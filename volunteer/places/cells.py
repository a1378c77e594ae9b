"""The squares of a grid over the whole earth, by which people near a place are found.

Pure. A square is 0.018 degrees high and 0.03 wide, about 2 km, and numbered row by row from
the south pole, so that each row of a circle is one span of numbers (two where it crosses the
180th meridian). Larger squares, ``size`` times as high and wide, keep the rows of a wide
circle few. The squares of a circle hold everybody in it, and others near: who measures
exactly comes after.
"""

from collections.abc import Iterable
from functools import cache
from math import acos, asin, cos, degrees, floor, pi, radians, sin

from volunteer.core.geo import FLATTENING, SEMI_MAJOR_M, Point

HEIGHT, WIDTH = 0.018, 0.03  # degrees
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
    south, north = point.latitude - degrees(angle), point.latitude + degrees(angle)
    first, last = _row(max(-90.0, south), size), _row(min(90.0, north), size)
    halves = _halves(point, angle, first, last, size)
    begins = range(first * COLUMNS, (last + 1) * COLUMNS, COLUMNS)
    here, around, most = (point.longitude + 180) / (WIDTH * size), _around(size), max(halves)
    if here - most < 0 or here + most + 1 > around:
        return _over_the_end(begins, halves, here, around)
    return [
        (begin + int(here - half), begin + int(here + half))
        for begin, half in zip(begins, halves, strict=True)
    ]


def _over_the_end(
    begins: Iterable[int], halves: Iterable[float], here: float, around: int
) -> list[Span]:
    """Return the spans of a circle that may cross the 180th meridian, or hold a pole."""
    return [
        (begin + int(west), begin + min(int(east), around - 1))
        for begin, half in zip(begins, halves, strict=True)
        for west, east in _sides(here - half, here + half, around)
    ]


def _halves(point: Point, angle: float, first: int, last: int, size: int) -> list[float]:
    """Return how many squares a circle reaches to each side, row by row.

    It reaches farthest at one latitude. A row below that is crossed widest at its upper
    edge, one above at its lower edge: so all edges between rows count, and that latitude.
    """
    latitude, sines, cosines = radians(point.latitude), *_edges(size)
    up, along, reach = sin(latitude), cos(latitude), cos(angle)
    widest, between = _widest(latitude, angle), slice(first + 1, last + 1)
    rises, runs = sines[between], cosines[between]
    middle = _row(degrees(widest), size) - first
    rises.insert(middle, sin(widest))
    runs.insert(middle, cos(widest))
    squares = degrees(1) / (WIDTH * size)
    return [
        (acos(cosine) + SLACK) * squares if -1 < cosine < 1 else _whole(cosine) * squares
        for cosine in [(reach - up * r) / (along * n) for r, n in zip(rises, runs, strict=True)]
    ]


def _whole(cosine: float) -> float:
    """Return the angle of a row that a circle holds whole, or of one that it only touches."""
    return pi if cosine < 0 else SLACK


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


def _sides(west: float, east: float, around: int) -> tuple[tuple[float, float], ...]:
    """Return the part of a row between two columns, as two where it crosses the end."""
    if west >= 0 and east < around:
        return ((west, east),)
    if east - west >= around - 1:
        return ((0, around),)
    if west < 0:
        return (0, east), (west + around, around)
    return (0, east - around), (west, around)


def _row(latitude: float, size: int) -> int:
    return floor((latitude + 90) / (HEIGHT * size))


def _column(longitude: float, size: int) -> int:
    return floor((longitude + 180) / (WIDTH * size))


def _around(size: int) -> int:
    return round(360 / (WIDTH * size))
