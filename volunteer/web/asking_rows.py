"""The rows of the pages about asking: one a ward, and one a band of distance."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from volunteer.calls.chances import BANDS_KM, SKILLED, Chances, Counts, prior
from volunteer.cities.model import City
from volunteer.impact import gaps
from volunteer.impact.asking import Asking, total
from volunteer.places import service as places


@dataclass(frozen=True, slots=True)
class WardRow:
    """What asking brought in a ward; ``fits`` may be asked about something in its middle.

    The last row, whose ``name`` is None, is of those who live in no ward that is known.
    """

    name: str | None
    fits: int
    few: bool
    asking: Asking


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the table of chances: its rate, its counts, and what it started from."""

    rate: float
    counts: Counts
    prior: float


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the table: how far away, in kilometres from and to, and a cell a number."""

    above: float
    to: float | None
    cells: list[Cell]


def by_ward(
    session: Session, city: City, found: Mapping[str | None, Asking], fits: Mapping[str, int]
) -> list[WardRow]:
    """Return a row for every ward by name, and one for elsewhere if there is anything."""
    few, left = gaps.few(fits), dict(found)
    rows = [
        WardRow(
            ward.name,
            fits.get(ward.code, 0),
            ward.code in few,
            left.pop(ward.code, Asking()),
        )
        for ward in places.wards(session, city.authority_code)
    ]
    return [*rows, WardRow(None, 0, few=False, asking=total(left.values()))] if left else rows


def band(table: Chances, number: int) -> Band:
    """Return a row of the table of chances."""
    edges = (0.0, *BANDS_KM, None)
    cells = [
        Cell(
            table.rate(number, skilled),
            table.counts.get((number, skilled), Counts()),
            prior(number, skilled),
        )
        for skilled in SKILLED
    ]
    return Band(edges[number] or 0.0, edges[number + 1], cells)
