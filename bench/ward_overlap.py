"""Measure how well the wards' shapes, reckoned from postcodes, agree with official ones.

``python -m bench.ward_overlap OFFICIAL.geojson`` reads official outlines in degrees, of wards
whose shapes come with the house. For each, the worst first, and as a mean, it prints what both
shapes cover, as a share: of what either covers (Jaccard), of the mean of their areas (Dice),
of the official area (covered), and Jaccard once more when ours are cut off at the outline of
all the official ones (cut off). Then it prints which share of those wards' postcodes lie in
their official ward.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import mean

import shapely

from volunteer.places import official
from volunteer.places.imports import BUNDLED, bundled
from volunteer.places.outline import Shape
from volunteer.places.survey import Row

HEADS = ("Jaccard", "Dice", "covered", "cut off")

Shares = tuple[float, float, float, float]


def main(path: Path) -> None:
    """Print how each ward that both know agrees, the means, and where the postcodes lie."""
    derived, theirs = _derived(), official.read(path)
    ours = {code: _polygons(derived[code]) for code in derived.keys() & theirs.keys()}
    outlines = {code: _polygons(shape) for code, shape in theirs.items()}
    city = shapely.union_all(list(outlines.values()))
    found = sorted((agreement(ours[code], outlines[code], city), code) for code in ours)
    print(f"{'':12}" + "".join(f"{head:>9}" for head in HEADS))
    for shares, code in found:
        print(_line(code, shares))
    means = [mean(column) for column in zip(*(shares for shares, _ in found), strict=True)]
    print(_line(f"mean of {len(found)}", means))
    print(f"{at_home(outlines, bundled('postcodes')):.1%} of postcodes lie in their official ward")


def agreement(ours: shapely.Geometry, theirs: shapely.Geometry, city: shapely.Geometry) -> Shares:
    """Return Jaccard, Dice, covered and cut off of two shapes; degrees do, as they are ratios."""
    both = float(shapely.area(ours & theirs))
    either = float(shapely.area(ours | theirs))
    cut_off = both / float(shapely.area((ours & city) | theirs))
    return both / either, 2 * both / (both + either), both / float(shapely.area(theirs)), cut_off


def at_home(outlines: Mapping[str, shapely.Geometry], postcodes: Iterable[Row]) -> float:
    """Return the share of the postcodes of these wards that lie in their own."""
    return mean(
        bool(shapely.intersects_xy(outlines[code], one["longitude"], one["latitude"]))
        for one in postcodes
        if (code := str(one["ward_code"])) in outlines
    )


def _derived() -> dict[str, Shape]:
    with gzip.open(BUNDLED / "shapes.json.gz", "rt", encoding="utf-8") as file:
        shapes: dict[str, Shape] = json.load(file)["shapes"]
    return shapes


def _line(head: str, shares: Iterable[float]) -> str:
    return f"{head:12}" + "".join(f"{share:9.3f}" for share in shares)


def _polygons(shape: Shape) -> shapely.Geometry:
    return shapely.make_valid(shapely.MultiPolygon([(shell, holes) for shell, *holes in shape]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
