"""Drawing outlines of wards as SVG: from degrees to the points of a picture.

Pure. The picture is ``WIDTH`` points wide and as high as the latitude asks, so a mile is as
long upwards as sideways. Whole points and steps from one to the next keep the paths short.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians

from volunteer.core.geo import Point
from volunteer.places.outline import Ring, Shape

WIDTH = 600
EDGE = 8  # points left free on every side
TALLEST = 1.2  # times the width

Dot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on the earth a picture lies, and how large a degree is in it."""

    west: float
    north: float
    across: float  # points in a degree of longitude
    down: float  # points in a degree of latitude
    height: int

    @classmethod
    def around(cls, shapes: Iterable[Shape]) -> "Frame":
        """Return the frame that just holds the shapes; there must be some."""
        corners = [corner for shape in shapes for polygon in shape for corner in polygon[0]]
        west, east = (edge(x for x, _ in corners) for edge in (min, max))
        south, north = (edge(y for _, y in corners) for edge in (min, max))
        squeezed = cos(radians((south + north) / 2))
        room = WIDTH - 2 * EDGE
        down = min(
            room / max((east - west) * squeezed, 1e-6), room * TALLEST / max(north - south, 1e-6)
        )
        free = (room - (east - west) * squeezed * down) / 2
        across = down * squeezed
        height = round((north - south) * down) + 2 * EDGE
        return cls(west - (EDGE + free) / across, north + EDGE / down, across, down, height)

    def dot(self, point: Point) -> Dot:
        """Return where a point of the earth is in the picture."""
        return (
            round((point.longitude - self.west) * self.across),
            round((self.north - point.latitude) * self.down),
        )

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in the picture."""
        x, y = self.dot(point)
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def path(self, shape: Shape) -> str:
        """Return a shape as the ``d`` of an SVG path."""
        return "".join(self._steps(ring) for polygon in shape for ring in polygon)

    def dots(self, ring: Ring) -> list[Dot]:
        """Return a ring in the picture, without repeating a dot or the first one."""
        dots = [self.dot(Point(latitude, longitude)) for longitude, latitude in ring]
        before = [dots[-2], *dots[:-2]]
        return [dot for dot, last in zip(dots[:-1], before, strict=True) if dot != last]

    def _steps(self, ring: Ring) -> str:
        dots = self.dots(ring)
        if len(dots) < 3:  # noqa: PLR2004 - no area
            return ""
        (x, y), *_ = dots
        return f"M{x} {y}l{''.join(_moves(dots)).removeprefix(' ')}z"


def _moves(dots: list[Dot]) -> Iterator[str]:
    """Yield the steps between dots; a minus sign keeps numbers apart as well as a space."""
    for (x0, y0), (x, y) in itertools.pairwise(dots):
        for step in (x - x0, y - y0):
            yield f"{step}" if step < 0 else f" {step}"
