"""The shapes of wards: reckoned from postcodes, kept, or brought by the city."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import shapely
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from volunteer.core.db import transaction
from volunteer.core.errors import Refused
from volunteer.places import imports, official, shapes, upsert, voronoi
from volunteer.places.model import Postcode, Ward
from volunteer.places.outline import Shape
from volunteer.places.voronoi import Seed

SQUARE = [[[-4.15, 50.37], [-4.13, 50.37], [-4.13, 50.38], [-4.15, 50.38], [-4.15, 50.37]]]
STEP = 0.001  # degrees between postcodes: about 100 m


def area(shape: Shape) -> shapely.Geometry:
    return shapely.MultiPolygon([(shell, holes) for shell, *holes in shape])


def town(chance: int, *, wards: int = 4, each: int = 60) -> list[Seed]:
    """Return postcodes of wards that lie side by side, from west to east."""
    random = Random(chance)  # noqa: S311 - no secret
    return [
        Seed(-4 + (ward + random.random()) * 0.012, 50 + random.random() * 0.02, f"W{ward}")
        for ward in range(wards)
        for _ in range(each)
    ]


def overlaps(found: Iterable[Shape]) -> float:
    """Return which share of all area is covered twice."""
    areas = [area(shape) for shape in found]
    together = shapely.area(shapely.union_all(areas))
    return 1 - float(together) / sum(float(shapely.area(one)) for one in areas)


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_shapes_are_valid_and_no_two_share_any_ground(chance: int) -> None:
    found = voronoi.derive(town(chance))

    assert sorted(found) == ["W0", "W1", "W2", "W3"]
    assert all(area(shape).is_valid for shape in found.values())
    assert abs(overlaps(found.values())) < 1e-9


def test_every_postcode_lies_in_its_ward_to_within_a_street() -> None:
    seeds = town(1)

    found = {code: area(shape) for code, shape in voronoi.derive(seeds).items()}

    far = [found[seed.ward or ""].distance(shapely.Point(seed.longitude, seed.latitude))
           for seed in seeds]  # fmt: skip
    assert max(far) < STEP


def test_neighbours_share_their_border_with_no_gap_between_them() -> None:
    found = voronoi.derive(town(2))

    joined = shapely.union_all([area(shape) for shape in found.values()])

    assert joined.geom_type == "Polygon"
    assert list(joined.interiors) == []


def test_a_postcode_that_strayed_into_another_ward_makes_no_island() -> None:
    seeds = [*town(3), Seed(-4 + 3.5 * 0.012, 50.01, "W0")]

    found = voronoi.derive(seeds)

    assert len(found["W0"]) == 1


def test_postcodes_of_neighbours_tell_where_the_city_ends() -> None:
    seeds = town(4)
    beyond = [Seed(s.longitude + 4 * 0.012, s.latitude, None) for s in seeds[:60]]

    alone, bounded = voronoi.derive(seeds), voronoi.derive([*seeds, *beyond])

    assert area(bounded["W3"]).bounds[2] < area(alone["W3"]).bounds[2]
    assert set(bounded) == set(alone)


def test_without_postcodes_there_are_no_shapes() -> None:
    assert voronoi.derive([]) == {}
    assert voronoi.derive([Seed(-4, 50, None)]) == {}


def test_one_postcode_is_enough_for_a_ward() -> None:
    found = voronoi.derive([Seed(-4, 50, "W0"), Seed(-3.99, 50, "W1")])

    assert all(area(shape).is_valid for shape in found.values())


# The shapes that come with the house


@pytest.fixture(scope="module")
def bundled() -> dict[str, Shape]:
    with gzip.open(imports.BUNDLED / "shapes.json.gz", "rt", encoding="utf-8") as file:
        found: dict[str, Shape] = json.load(file)["shapes"]
    return found


def test_the_demo_cities_shapes_are_valid_and_share_no_ground(bundled: dict[str, Shape]) -> None:
    assert len(bundled) == 41
    assert all(area(shape).is_valid for shape in bundled.values())
    assert abs(overlaps(bundled.values())) < 1e-6


def test_nearly_every_postcode_of_the_demo_cities_lies_in_its_ward(
    bundled: dict[str, Shape],
) -> None:
    areas = {code: area(shape) for code, shape in bundled.items()}
    rows = [row for row in imports.bundled("postcodes") if row["ward_code"] in areas]

    inside = [
        areas[row["ward_code"]].contains(shapely.Point(row["longitude"], row["latitude"]))
        for row in rows
    ]

    assert sum(inside) / len(rows) > 0.95


def test_loading_what_comes_with_the_house_gives_each_ward_a_shape(session: Session) -> None:
    imports.load_bundled()

    found = shapes.of_authority(session, "E06000026")

    assert len(found) == 20
    assert [ward.name for ward in found] == sorted(ward.name for ward in found)


# Kept


@pytest.fixture
def wards(app: Flask) -> None:
    """Two wards with their postcodes, side by side."""
    seeds = [Seed(s.longitude, s.latitude, f"E0500000{s.ward[1]}") for s in town(5, wards=2)
             if s.ward]  # fmt: skip
    middle = {"latitude": 50.01, "longitude": -4.0, "authority_code": "E06000099", "authority": "X"}
    with transaction() as session:
        upsert.put(session, Ward, [{"code": f"E0500000{n}", "name": f"Ward {n}", **middle}
                                   for n in range(2)])  # fmt: skip
        upsert.put(session, Postcode, [
            {"code": f"PL{n:04}", "latitude": seed.latitude, "longitude": seed.longitude,
             "ward_code": seed.ward} for n, seed in enumerate(seeds)])  # fmt: skip


@pytest.mark.usefixtures("wards")
def test_shapes_are_reckoned_from_the_gazetteer(session: Session) -> None:
    assert shapes.derive("E06000099") == 2

    assert [ward.name for ward in shapes.of_authority(session, "E06000099")] == ["Ward 0", "Ward 1"]
    assert shapes.derive("E06000098") == 0


def geojson(tmp_path: Path, *features: dict[str, Any]) -> Path:
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def feature(code: str, rings: Any = SQUARE) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "properties": {"FID": 1, "WD23CD": code}, "geometry": geometry}


@pytest.mark.usefixtures("wards")
def test_official_shapes_stay_when_others_are_reckoned(session: Session, tmp_path: Path) -> None:
    assert official.import_file(geojson(tmp_path, feature("E05000000"))) == 1

    shapes.derive("E06000099")

    first, second = shapes.of_authority(session, "E06000099")
    assert area(first.polygons).equals(shapely.Polygon(SQUARE[0]))
    assert area(second.polygons).is_valid


METRES = [[[247000, 54000], [248000, 54000], [248000, 55000], [247000, 54000]]]
BAD = {
    "no features": ({"type": "Feature"}, "cannot be read as GeoJSON"),
    "no code": ({"features": [feature("Compton")]}, "no areas with the code of a ward"),
    "an unknown ward": ({"features": [feature("E05000000"), feature("E05999999")]}, "E05999999"),
    "metres": ({"features": [feature("E05000000", METRES)]}, "not in degrees"),
    "no shape": ({"features": [feature("E05000000", [[1]])]}, "shape that cannot be read"),
    "a list": ([1, 2], "cannot be read as GeoJSON"),
}


@pytest.mark.usefixtures("wards")
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_whole_with_a_sentence(
    session: Session, tmp_path: Path, kind: str
) -> None:
    content, words = BAD[kind]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps(content))

    with pytest.raises(Refused, match=words) as refused:
        official.import_file(path)

    assert str(refused.value).startswith("wards.geojson") or "wards.geojson" in str(refused.value)
    assert shapes.of_authority(session, "E06000099") == []


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wards.zip"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(Refused, match="cannot be read as GeoJSON"):
        official.read(path)
