"""Measure how well the wards' shapes, reckoned from postcodes, agree with official ones.

``python -m bench.ward_overlap OFFICIAL.geojson`` reads official outlines in degrees, of wards
whose shapes come with the house, and prints for each its overlap, the worst first: what both
shapes cover, as a share of what either covers. The last line is the mean.
"""

import gzip
import json
import sys
from pathlib import Path
from statistics import mean

import shapely

from volunteer.places import official
from volunteer.places.imports import BUNDLED
from volunteer.places.outline import Shape


def main(path: Path) -> None:
    """Print the overlap of each ward that both know, and the mean."""
    with gzip.open(BUNDLED / "shapes.json.gz", "rt", encoding="utf-8") as file:
        derived = json.load(file)["shapes"]
    theirs = official.read(path)
    overlaps = sorted(
        (overlap(derived[code], theirs[code]), code) for code in derived.keys() & theirs.keys()
    )
    for share, code in overlaps:
        print(f"{code}  {share:.3f}")
    print(f"mean of {len(overlaps)}  {mean(share for share, _ in overlaps):.3f}")


def overlap(one: Shape, other: Shape) -> float:
    """Return the intersection over the union of two shapes; degrees do, as it is a ratio."""
    a, b = (shapely.make_valid(_polygons(shape)) for shape in (one, other))
    return float(shapely.area(a & b) / shapely.area(a | b))


def _polygons(shape: Shape) -> shapely.Geometry:
    return shapely.MultiPolygon([(shell, holes) for shell, *holes in shape])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
