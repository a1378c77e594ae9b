"""Measure how well the wards' shapes, reckoned from postcodes, agree with official ones.

``python -m bench.ward_overlap OFFICIAL.geojson`` reads official outlines in degrees, of wards
whose shapes come with the house. For each, the worst first, and as a mean, it prints what both
shapes cover, as a share: of what either covers (Jaccard), of the mean of their areas (Dice),
and of the official area (covered).
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
    """Print how each ward that both know agrees, and the means."""
    with gzip.open(BUNDLED / "shapes.json.gz", "rt", encoding="utf-8") as file:
        derived = json.load(file)["shapes"]
    theirs = official.read(path)
    known = sorted(derived.keys() & theirs.keys())
    found = sorted((agreement(derived[code], theirs[code]), code) for code in known)
    print(f"{'':12}{'Jaccard':>9}{'Dice':>9}{'covered':>9}")
    for shares, code in found:
        print(f"{code:12}" + "".join(f"{share:9.3f}" for share in shares))
    means = [mean(column) for column in zip(*(shares for shares, _ in found), strict=True)]
    print(f"{f'mean of {len(found)}':12}" + "".join(f"{share:9.3f}" for share in means))


def agreement(ours: Shape, theirs: Shape) -> tuple[float, float, float]:
    """Return Jaccard, Dice and covered of two shapes; degrees do, as they are ratios."""
    a, b = (shapely.make_valid(_polygons(shape)) for shape in (ours, theirs))
    both = float(shapely.area(a & b))
    either = float(shapely.area(a | b))
    return both / either, 2 * both / (both + either), both / float(shapely.area(b))


def _polygons(shape: Shape) -> shapely.Geometry:
    return shapely.MultiPolygon([(shell, holes) for shell, *holes in shape])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
