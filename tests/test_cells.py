"""The squares of the earth: those of a circle hold everybody in it, wherever it lies."""

from itertools import pairwise
from math import cos, pi, radians, sin

import pytest
from geopy.distance import geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from volunteer.cities.rules import Rules
from volunteer.core.geo import Point, distance_km
from volunteer.people.cells import maps
from volunteer.people.model import Travel
from volunteer.places import cells

RULES = Rules()
latitudes = st.floats(-90, 90) | st.sampled_from([-90.0, -89.9999, 0.0, 89.99, 89.9999, 90.0])
longitudes = st.floats(-180, 180) | st.sampled_from([-180.0, -179.9999, 0.0, 179.9999, 180.0])
points = st.builds(Point, latitudes, longitudes)
sizes = st.sampled_from([1, 3, 10])


@st.composite
def near(draw: st.DrawFn, km: float) -> tuple[Point, Point]:
    """Draw two points that are about so far apart, or less."""
    here, away = draw(points), draw(st.floats(0, 1.2)) * km / 111
    bearing = draw(st.floats(0, 2 * pi))
    latitude = here.latitude + away * cos(bearing)
    longitude = here.longitude + away * sin(bearing) / max(1e-9, cos(radians(here.latitude)))
    if abs(latitude) > 90:  # over the pole
        latitude, longitude = (180 if latitude > 0 else -180) - latitude, longitude + 180
    return here, Point(latitude, (longitude + 180) % 360 - 180)


@given(st.data(), st.floats(0.1, 300), sizes)
def test_the_squares_of_a_circle_hold_whoever_is_in_it_over_poles_and_the_180th_meridian(
    data: st.DataObject, km: float, size: int
) -> None:
    place, home = data.draw(near(km))
    assume(distance_km(place, home) <= km)

    assert holds(cells.spans(place, km, size), cells.cell_of(home, size))


@given(points, points, st.floats(2000, 13000))
def test_so_do_those_of_half_of_the_earth(place: Point, home: Point, km: float) -> None:
    assume(distance_km(place, home) <= km)

    assert holds(cells.spans(place, km, 10), cells.cell_of(home, 10))


@given(points, st.floats(0.1, 300), sizes)
def test_no_square_comes_twice(place: Point, km: float, size: int) -> None:
    found = sorted(cells.spans(place, km, size))

    assert all(first <= last for first, last in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


def test_a_circle_of_ten_kilometres_is_eleven_rows_of_two_kilometres_and_little_more() -> None:
    found = cells.spans(Point(50.37, -4.14), 10)

    assert len(found) in {11, 12}
    assert sum(last - first + 1 for first, last in found) < 1.5 * pi * 10**2 / 4


@given(st.data(), st.floats(0.1, 50))
def test_the_straight_way_is_the_geodesic_to_a_hand_up_to_fifty_kilometres(
    data: st.DataObject, km: float
) -> None:
    here, there = data.draw(near(km))
    exact = geodesic((here.latitude, here.longitude), (there.latitude, there.longitude)).km
    assume(exact <= 50)

    assert distance_km(here, there) == pytest.approx(exact, abs=0.00015)


@given(
    st.data(),
    st.sampled_from(Travel),
    st.none() | st.floats(0.5, 100) | st.sampled_from([3.0, 10.0, 30.0, 100.0, 250.0]),
    st.none() | st.floats(0.5, 60),
)
def test_whoever_reaches_a_place_is_among_the_squares_that_are_looked_at_for_it(
    data: st.DataObject, travel: Travel, own_km: float | None, most_km: float | None
) -> None:
    usual = {
        Travel.FOOT: RULES.reach_on_foot_km,
        Travel.BICYCLE: RULES.reach_by_bicycle_km,
        Travel.BUS: RULES.reach_by_bus_km,
        Travel.CAR: RULES.reach_by_car_km,
    }[travel]
    km = min(own_km or usual, most_km or 300)
    place, home = data.draw(near(km))
    assume(distance_km(place, home) <= km)

    found = maps.spans(place, RULES, most_km=most_km, stretch=1.0)

    square = maps.square(home, travel, own_km)
    [first] = [first for first, last in found.items() if first <= square <= last]
    assert own_km is not None or maps.usual_km(RULES)[first // cells.END] == usual


def test_without_a_place_all_squares_are() -> None:
    [(first, last)] = maps.spans(None, RULES, most_km=5.0, stretch=1.0).items()

    for own_km in (None, 1.0, 99.0, 1000.0):
        assert first <= maps.square(Point(90, 180), Travel.CAR, own_km) < last


def holds(found: list[cells.Span], cell: int) -> bool:
    return any(first <= cell <= last for first, last in found)
