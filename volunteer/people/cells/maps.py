"""Which square somebody is put into: there is a map of squares for each way to be within reach.

Who goes as far as is usual for their way to travel is on its map, so that a city may
change what is usual and nobody moves. Who said how far they go is on a map of those who go
about as far, so that the few who go far do not make the search for all others as wide. The
squares of a wide map are larger: eleven rows of them hold any circle.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from volunteer.cities.rules import Rules
from volunteer.core.geo import Point
from volunteer.people.model import Travel
from volunteer.people.reach import reach_km
from volunteer.places import cells

USUAL = tuple(Travel)  # a way that comes to stand before another moves everybody: refill the cells
OWN_KM = (3.0, 10.0, 30.0, 100.0)  # the farthest that somebody on such a map goes
OWN_SIZES = (1, 1, 3, 10)
EVERYBODY = len(USUAL) + len(OWN_KM) + 1  # maps: the last is for whoever goes farther still


@dataclass(frozen=True, slots=True)
class Span:
    """Squares from one number to another, and how far those there go who go as far as is usual."""

    first: int
    last: int
    usual_km: float


def square(home: Point, travel: Travel, own_km: float | None) -> int:
    """Return the number of somebody's square, on the map they belong to."""
    if own_km is None:
        return _on(USUAL.index(travel), cells.cell_of(home))
    own = bisect_left(OWN_KM, own_km)
    size = OWN_SIZES[own] if own < len(OWN_SIZES) else 1
    return _on(len(USUAL) + own, cells.cell_of(home, size))


def spans(
    place: Point | None, rules: Rules, *, most_km: float | None, stretch: float
) -> list[Span]:
    """Return the squares of all whose reach may hold a place; without one, all squares.

    ``most_km`` is how far the role lets people live; ``stretch`` widens every reach.
    """
    if place is None:
        return [Span(0, _on(EVERYBODY, 0), 0.0)]
    return [
        Span(_on(number, first), _on(number, last), usual)
        for number, km, size, usual in _maps(rules)
        for first, last in _within(place, min(km, most_km or km) * stretch, size)
    ]


def _maps(rules: Rules) -> Iterator[tuple[int, float, int, float]]:
    for number, travel in enumerate(USUAL):
        usual = reach_km(rules, travel)
        yield number, usual, 1, usual
    for number, (km, size) in enumerate(zip(OWN_KM, OWN_SIZES, strict=True), start=len(USUAL)):
        yield number, km, size, 0.0
    yield EVERYBODY - 1, float("inf"), 1, 0.0


def _within(place: Point, km: float, size: int) -> list[cells.Span]:
    return cells.spans(place, km, size) if km < float("inf") else [(0, cells.END - 1)]


def _on(number: int, cell: int) -> int:
    return number * cells.END + cell
