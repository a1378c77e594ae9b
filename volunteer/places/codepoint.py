"""Reading Ordnance Survey's Code-Point Open as it is downloaded: a zip of CSV files.

Columns, which have no heading there: postcode, quality, easting, northing, country, two NHS
codes, county, district, ward (``Doc/Code-Point_Open_Column_Headers.csv`` in the zip).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any
from xml.etree import ElementTree as ET  # the operator's own file  # nosec B405
from zipfile import ZipFile

from volunteer.core.geo import Point
from volunteer.places.grid import to_wgs84

NO_COORDINATES = "90"  # a positional quality
CODELIST = "Doc/Codelist.xlsx"
_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_KIND = re.compile(r"( Ward| ED| District| London Boro)?( \((B|DET|ED)\))*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One postcode; ``code`` has no space."""

    code: str
    point: Point
    authority_code: str
    ward_code: str | None

    @property
    def sector(self) -> str:
        """The code of its sector."""
        return self.code[:-2]

    def row(self) -> dict[str, Any]:
        """Return the row of the gazetteer; five decimals of a degree are a metre."""
        return {
            "code": self.code,
            "latitude": round(self.point.latitude, 5),
            "longitude": round(self.point.longitude, 5),
            "ward_code": self.ward_code,
        }


def files(archive: ZipFile) -> list[str]:
    """Return the names of the files that hold postcodes, one for each area; there must be some."""
    found = [name for name in archive.namelist() if re.search(r"Data/CSV/\w+\.csv$", name)]
    if not found:
        raise LookupError("no Data/CSV/*.csv")
    return sorted(found)


def units(archive: ZipFile, file: str) -> Iterator[Unit]:
    """Read the postcodes of one file, without those that have no coordinates."""
    with archive.open(file) as raw, TextIOWrapper(raw, encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            code, quality, easting, northing, *_, district, ward = row
            if quality != NO_COORDINATES:
                point = to_wgs84(float(easting), float(northing))
                yield Unit(code.replace(" ", ""), point, district, ward or None)


def names(archive: ZipFile) -> dict[str, str]:
    """Read the names of authorities and wards by their codes; none if the zip has no list."""
    if CODELIST not in archive.namelist():
        return {}
    with archive.open(CODELIST) as raw, ZipFile(raw) as book:
        words = [_text(item) for item in _xml(book, "xl/sharedStrings.xml")]
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        rows = [row for name in sheets for row in _xml(book, name).iter(f"{_SHEETS}row")]
    pairs = [[words[int(_text(cell))] for cell in row][:2] for row in rows]
    return {pair[1]: _plain(pair[0]) for pair in pairs if re.fullmatch(r"[ESW]\d{8}", pair[-1])}


def _xml(book: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # the operator's own file  # noqa: S314  # nosec B314


def _text(element: ET.Element) -> str:
    return "".join(element.itertext())


def _plain(name: str) -> str:
    """Drop what the list adds to a name: "City of Plymouth (B)" is Plymouth."""
    return _KIND.sub("", name).removeprefix("City of ")
