"""Prepare the gazetteer that comes with the house, from OS Code-Point Open's zip.

Run once for each new edition, naming the demo cities' authorities:

    python scripts/prepare_places.py codepo_gb.zip E06000026 E08000016
"""

import csv
import gzip
import sys
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

from volunteer.places import codepoint
from volunteer.places.imports import BUNDLED
from volunteer.places.survey import Row, Survey


def main(path: str, *authorities: str) -> None:
    """Write sectors of Great Britain, and postcodes and wards of the authorities."""
    survey, kept = Survey(), []
    with ZipFile(path) as archive:
        names = codepoint.names(archive)
        for file in codepoint.files(archive):
            units = survey.watch(codepoint.units(archive, file))
            kept += [unit.row() for unit in units if unit.authority_code in authorities]
    wards = [row for row in survey.wards(names) if row["authority_code"] in authorities]
    sectors = [_to_ten_metres(row) for row in survey.sectors()]
    for name, rows in (("sectors", sectors), ("postcodes", kept), ("wards", wards)):
        _write(BUNDLED / f"{name}.csv.gz", rows)


def _to_ten_metres(row: Row) -> Row:
    return {**row, "latitude": round(row["latitude"], 4), "longitude": round(row["longitude"], 4)}


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
