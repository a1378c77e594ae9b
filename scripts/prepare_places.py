"""Prepare the gazetteer that comes with the house, from OS Code-Point Open's zip.

Run once for each new edition, naming the demo cities' authorities:

    python scripts/prepare_places.py codepo_gb.zip E06000026 E08000016
"""

import csv
import gzip
import json
import sys
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

from volunteer.places import codepoint, voronoi
from volunteer.places.codepoint import Unit
from volunteer.places.imports import ATTRIBUTION, BUNDLED
from volunteer.places.outline import Shape
from volunteer.places.shapes import AROUND
from volunteer.places.survey import Row, Survey


def main(path: str, *authorities: str) -> None:
    """Write sectors of Great Britain, and postcodes and wards of the authorities."""
    survey, kept, seen = Survey(), [], []
    with ZipFile(path) as archive:
        names = codepoint.names(archive)
        for file in codepoint.files(archive):
            units = list(survey.watch(codepoint.units(archive, file)))
            kept += [unit.row() for unit in units if unit.authority_code in authorities]
            seen += units
    wards = [row for row in survey.wards(names) if row["authority_code"] in authorities]
    sectors = [_to_ten_metres(row) for row in survey.sectors()]
    for name, rows in (("sectors", sectors), ("postcodes", kept), ("wards", wards)):
        _write(BUNDLED / f"{name}.csv.gz", rows)
    _write_shapes(BUNDLED / "shapes.json.gz", seen, authorities)


def _to_ten_metres(row: Row) -> Row:
    return {**row, "latitude": round(row["latitude"], 4), "longitude": round(row["longitude"], 4)}


def _write_shapes(path: Path, units: list[Unit], authorities: tuple[str, ...]) -> None:
    """Write the shapes of all wards of the authorities, with whom to thank."""
    shapes: dict[str, Shape] = {}
    for authority in authorities:
        shapes |= voronoi.derive(_seeds(units, authority))
    words = json.dumps({"attribution": ATTRIBUTION, "shapes": shapes}, separators=(",", ":"))
    path.write_bytes(gzip.compress(words.encode(), 9, mtime=0))


def _seeds(units: list[Unit], authority: str) -> list[voronoi.Seed]:
    """Return an authority's postcodes, and those of its neighbours around them."""
    own = [unit.point for unit in units if unit.authority_code == authority]
    south, north = (edge(point.latitude for point in own) for edge in (min, max))
    west, east = (edge(point.longitude for point in own) for edge in (min, max))
    return [
        voronoi.Seed(
            unit.point.longitude,
            unit.point.latitude,
            unit.ward_code if unit.authority_code == authority else None,
        )
        for unit in units
        if south - AROUND < unit.point.latitude < north + AROUND
        and west - AROUND < unit.point.longitude < east + AROUND
    ]


def _write(path: Path, rows: list[Row]) -> None:
    """Write the same bytes for the same rows: no name and no time in the gzip header."""
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as raw,
        TextIOWrapper(raw, encoding="utf-8", newline="") as text,
    ):
        table = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
