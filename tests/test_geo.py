"""How far apart things are, and where the national grid puts them."""

import pytest
from geopy.distance import geodesic

from volunteer.core.geo import Point, distance_km, miles
from volunteer.places.grid import to_osgb36, to_wgs84

CIVIC_CENTRE = Point(50.3703, -4.1427)


@pytest.mark.parametrize(("degrees", "km", "wrong_m"), [(0.06, 10, 0.01), (0.3, 50, 0.2)])
@pytest.mark.parametrize(("north", "east"), [(1, 0), (0, 1), (-1, 1)])
def test_distances_are_those_of_the_geodesic(
    degrees: float, km: float, wrong_m: float, north: int, east: int
) -> None:
    there = Point(CIVIC_CENTRE.latitude + north * degrees, CIVIC_CENTRE.longitude + east * degrees)
    exact = geodesic(
        (CIVIC_CENTRE.latitude, CIVIC_CENTRE.longitude), (there.latitude, there.longitude)
    )

    distance = distance_km(CIVIC_CENTRE, there)

    assert distance < km
    assert distance == pytest.approx(exact.km, abs=wrong_m / 1000)


def test_a_home_is_blurred_to_about_a_hundred_metres() -> None:
    home = Point(50.38434, -4.13393)

    assert home.blurred() == Point(50.384, -4.134)
    assert distance_km(home, home.blurred()) < 0.1


def test_a_mile_has_its_kilometres() -> None:
    assert miles(1.609344) == 1


def test_the_worked_example_of_the_ordnance_survey_comes_out() -> None:
    point = to_osgb36(651_409.903, 313_177.270)

    assert point.latitude == pytest.approx(52 + 39 / 60 + 27.2531 / 3600, abs=1e-8)
    assert point.longitude == pytest.approx(1 + 43 / 60 + 4.5177 / 3600, abs=1e-8)


@pytest.mark.parametrize(
    ("easting", "northing", "known"),
    [
        (651_409.804, 313_177.450, Point(52.65800783, 1.71607397)),  # Caister, Norfolk
        (170_370.718, 11_572.405, Point(49.96006138, -5.20304610)),  # the Lizard, Cornwall
        (247_958.971, 393_492.909, Point(53.41628516, -4.28918069)),  # Anglesey
        (9_587.906, 899_448.996, Point(57.81351838, -8.57855446)),  # St Kilda
    ],
)
def test_the_ordnance_surveys_test_points_are_at_most_five_metres_off(
    easting: float, northing: float, known: Point
) -> None:
    # From the test data of its exact transformation, OSTN15; ours is the short one.
    assert distance_km(to_wgs84(easting, northing), known) < 0.005
