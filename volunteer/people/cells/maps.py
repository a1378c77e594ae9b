"""Which square somebody is put into: there is a map of squares for each way to be within reach.

Who goes as far as is usual for their way to travel is on its map, so that a city may
change what is usual and nobody moves. Who said how far they go is on a map of those who go
about as far, so that the few who go far do not make the search for all others as wide. The
squares of a wide map are larger: eleven rows of them hold any circle.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, partial

from volunteer.cities.rules import Rules
from volunteer.core.geo import Point
from volunteer.people.model import Travel
from volunteer.people.reach import reach_km
from volunteer.places import cells

USUAL = tuple(Travel)  # a way that comes to stand before another moves everybody: refill the cells
OWN_KM = (3.0, 10.0, 30.0, 100.0)  # the farthest that somebody on such a map goes
OWN_SIZES = (1, 1, 3, 10)
EVERYBODY = len(USUAL) + len(OWN_KM) + 1  # maps: the last is for whoever goes farther still


def square(home: Point, travel: Travel, own_km: float | None) -> int:
    """Return the number of somebody's square, on the map they belong to."""
    if own_km is None:
        return _on(USUAL.index(travel), cells.cell_of(home))
    own = bisect_left(OWN_KM, own_km)
    size = OWN_SIZES[own] if own < len(OWN_SIZES) else 1
    return _on(len(USUAL) + own, cells.cell_of(home, size))


def spans(
    place: Point | None, rules: Rules, *, most_km: float | None, stretch: float
) -> dict[int, int]:
    """Return the squares of all whose reach may hold a place; without one, all squares.

    The first of each span comes with the last. ``most_km`` is how far the role lets people
    live; ``stretch`` widens every reach.
    """
    if place is None:
        return {0: _on(EVERYBODY, 0)}
    found, circle = {}, cache(partial(cells.spans, place))  # some maps have the same
    for number, (km, size) in enumerate(_maps(rules)):
        begin, within = _on(number, 0), circle(min(km, most_km or km) * stretch, size)
        found.update({begin + first: begin + last for first, last in within})
    found[_on(EVERYBODY - 1, 0)] = _on(EVERYBODY, 0)  # who goes farther still, all of them:
    return found  # hardly anybody does


def usual_km(rules: Rules) -> list[float]:
    """Return how far those go who did not say it, map by map from the first."""
    return [reach_km(rules, travel) for travel in USUAL]


def _maps(rules: Rules) -> Iterator[tuple[float, int]]:
    yield from ((usual, 1) for usual in usual_km(rules))
    yield from zip(OWN_KM, OWN_SIZES, strict=True)


def _on(number: int, cell: int) -> int:
    return number * cells.END + cell
