"""What the tables are to a city: read off the models, so a new table is walled at once."""

from dataclasses import dataclass, field

import sqlalchemy as sa

CITY = "city"


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables with a ``city_id``, and what each column stands for.

    ``stands_for`` gives for a column the table whose row it names ("city" for a
    ``city_id``): two columns that stand for the same and are equal speak of one row, and a
    row is of one city. ``names_city`` has the columns by which one city is found.
    """

    walled: frozenset[str]
    stands_for: dict[tuple[str, str], str] = field(hash=False)
    names_city: frozenset[str] = frozenset()


def of(metadata: sa.MetaData) -> Schema:
    """Read it off the models."""
    walled = frozenset(t.name for t in metadata.tables.values() if "city_id" in t.c)
    stands_for = {
        (table.name, column.name): meant
        for table in metadata.tables.values()
        for column in table.columns
        if (meant := _meant(table, column, walled)) is not None
    }
    city = metadata.tables[CITY]
    return Schema(walled, stands_for, frozenset(c.name for c in city.c if _finds(c)))


def _meant(table: sa.Table, column: sa.Column[object], walled: frozenset[str]) -> str | None:
    if column.name == "city_id":
        return CITY
    for key in column.foreign_keys:
        target = key.column.table.name
        return target if target in walled or target == CITY else None
    alone = column.primary_key and len(table.primary_key.columns) == 1
    return table.name if alone and (table.name in walled or table.name == CITY) else None


def _finds(column: sa.Column[object]) -> bool:
    return bool(column.primary_key or column.unique)
