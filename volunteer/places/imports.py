"""Filling the gazetteer: with what comes with the house, or with all of Great Britain."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from volunteer.core.db import transaction
from volunteer.core.errors import N_, Refused
from volunteer.places import codepoint, shapes, upsert
from volunteer.places.model import Postcode, Ward
from volunteer.places.outline import Shape
from volunteer.places.survey import Row, Survey

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Contains National Statistics data © Crown copyright and database right 2025. "
    "Licensed under the Open Government Licence v3.0."
)
BUNDLED = Path(__file__).with_name("data")
BATCH = 10_000  # rows in a transaction

Progress = Callable[[int, int], None]  # files read, files in all


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows were written."""

    sectors: int
    postcodes: int
    wards: int


def load_bundled() -> Counts:
    """Load what comes with the house: all sectors, and the demo cities' postcodes and wards.

    Loading it twice is loading it once; loaded after a newer import, it puts these rows back.
    """
    sectors, units, wards = map(bundled, ("sectors", "postcodes", "wards"))
    with transaction() as session:
        upsert.put(session, Ward, wards)
        upsert.put(session, Postcode, sectors)
        upsert.put(session, Postcode, units)
        shapes.put(session, _bundled_shapes())
    return Counts(len(sectors), len(units), len(wards))


def import_code_point(path: Path, progress: Progress) -> Counts:
    """Import Ordnance Survey's Code-Point Open, the zip as it is downloaded.

    Written in batches, so that nobody else waits long; one that was interrupted is repaired
    by importing again. Refused: any other file.
    """
    try:
        with ZipFile(path) as archive:
            return _import(archive, progress)
    except (BadZipFile, LookupError, OSError, ValueError) as error:
        raise Refused(
            N_("%(file)s cannot be read as OS Code-Point Open (the zip with its CSV files)."),
            file=path.name,
        ) from error


def bundled(name: str) -> list[Row]:
    """Read one of the tables that come with the house."""
    with gzip.open(BUNDLED / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return [
            {**row, "latitude": float(row["latitude"]), "longitude": float(row["longitude"])}
            for row in csv.DictReader(lines)
        ]


def _bundled_shapes() -> dict[str, Shape]:
    with gzip.open(BUNDLED / "shapes.json.gz", "rt", encoding="utf-8") as file:
        found: dict[str, Shape] = json.load(file)["shapes"]
    return found


def _import(archive: ZipFile, progress: Progress) -> Counts:
    survey, names, written = Survey(), codepoint.names(archive), 0
    files = codepoint.files(archive)
    for done, file in enumerate(files, 1):
        for rows in _batches(survey, archive, file):
            with transaction() as session:
                upsert.put(session, Postcode, rows)
            written += len(rows)
        progress(done, len(files))
    sectors, wards = survey.sectors(), survey.wards(names)
    with transaction() as session:
        upsert.put(session, Ward, wards)
        upsert.put(session, Postcode, sectors)
    return Counts(len(sectors), written, len(wards))


def _batches(survey: Survey, archive: ZipFile, file: str) -> Iterator[list[Row]]:
    rows = (unit.row() for unit in survey.watch(codepoint.units(archive, file)))
    while batch := list(islice(rows, BATCH)):
        yield batch
