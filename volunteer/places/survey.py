"""The middles of sectors and wards, reckoned while postcodes pass by.

Pure. A middle is the mean of the postcodes' points, so it lies where people live.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from volunteer.core.geo import Point
from volunteer.places.codepoint import Unit

Row = dict[str, Any]


class Middles:
    """The mean of the points added for each code."""

    def __init__(self) -> None:
        self._sums: dict[str, tuple[int, float, float]] = {}

    def add(self, code: str, point: Point) -> None:
        """Count one more point."""
        count, latitude, longitude = self._sums.get(code, (0, 0.0, 0.0))
        self._sums[code] = (count + 1, latitude + point.latitude, longitude + point.longitude)

    def rows(self) -> list[Row]:
        """Return each code with its middle, in the order of the codes."""
        return [
            {"code": code, "latitude": round(lat / n, 5), "longitude": round(lon / n, 5)}
            for code, (n, lat, lon) in sorted(self._sums.items())
        ]


class Survey:
    """What the postcodes that passed tell of their sectors and wards."""

    def __init__(self) -> None:
        self._sectors = Middles()
        self._wards = Middles()
        self._authorities: dict[str, str] = {}

    def watch(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """Let postcodes pass, one by one."""
        for unit in units:
            self._sectors.add(unit.sector, unit.point)
            if unit.ward_code:
                self._wards.add(unit.ward_code, unit.point)
                self._authorities[unit.ward_code] = unit.authority_code
            yield unit

    def sectors(self) -> list[Row]:
        """Return the rows of all sectors seen."""
        return self._sectors.rows()

    def wards(self, names: Mapping[str, str]) -> list[Row]:
        """Return the rows of all wards seen whose names are known."""
        return [
            {
                **row,
                "name": names[row["code"]],
                "authority_code": self._authorities[row["code"]],
                "authority": names.get(self._authorities[row["code"]], ""),
            }
            for row in self._wards.rows()
            if row["code"] in names
        ]
