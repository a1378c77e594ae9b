"""The measurement of wards' shapes against official ones."""

import pytest
import shapely

from bench import ward_overlap


def test_what_lies_outside_of_the_city_counts_until_it_is_cut_off() -> None:
    theirs, ours = shapely.box(0, 0, 2, 2), shapely.box(1, 0, 4, 2)
    city = shapely.box(0, 0, 3, 2)

    shares = ward_overlap.agreement(ours, theirs, city)

    assert shares == pytest.approx((2 / 8, 2 * 2 / (4 + 6), 2 / 4, 2 / 6))


def test_a_postcode_is_at_home_in_its_own_ward_and_others_are_not_counted() -> None:
    outlines = {"A": shapely.box(0, 0, 1, 1), "B": shapely.box(1, 0, 2, 1)}
    rows = [
        {"code": str(n), "longitude": x, "latitude": 0.5, "ward_code": ward}
        for n, (x, ward) in enumerate([(0.5, "A"), (0.5, "B"), (1.5, "B"), (1.7, "B"), (9, "Z")])
    ]

    assert ward_overlap.at_home(outlines, rows) == 0.75
