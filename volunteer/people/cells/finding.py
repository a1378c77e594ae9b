"""Finding people near a place, or by their skills: one statement, whichever the database.

The statement of a ``Shape`` is built once; what is looked for are its arguments. It reads the
squares of all whose reach may hold the place, by the skill that is required first, if one
is, and compares the square of the straight way (geocentric metres) with that of the reach.
"""

from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

import sqlalchemy as sa

from volunteer.cities.rules import Rules
from volunteer.core import lists
from volunteer.core.geo import Point, geocentric
from volunteer.people.cells import maps
from volunteer.people.cells.model import home_cell, skill_cell
from volunteer.places import cells

ROUNDING = 1 + 1e-9  # nobody on the very edge is lost here; who asks measures again
SPANS = "span"


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one statement another; ``kind`` is the database's."""

    kind: str
    remote: bool
    required: int
    helping: int


@dataclass(frozen=True, slots=True)
class Search:
    """Who is looked for. Without a ``place``, wherever they live.

    Found are those with all ``required`` skills, free in all of ``day_part`` (0 asks nothing) or of
    whom that is not known, to whose reach, and to ``most_km``, the place is near enough.
    ``stretch`` makes both wider. Which of the skills ``helping`` they have is told.
    """

    city_id: int
    rules: Rules
    place: Point | None
    required: tuple[int, ...] = ()
    helping: tuple[int, ...] = ()
    day_part: int = 0
    most_km: float | None = None
    stretch: float = 1.0

    def shape(self, kind: str) -> Shape:
        """Return which statement finds them."""
        return Shape(kind, self.place is None, len(self.required), len(self.helping))

    def arguments(self, kind: str) -> dict[str, Any]:
        """Return what the statement is asked with."""
        found = maps.spans(self.place, self.rules, most_km=self.most_km, stretch=self.stretch)
        x, y, z = (0.0, 0.0, 0.0) if self.place is None else geocentric(self.place)
        metres, most_km = self.stretch * 1000 * ROUNDING, self.most_km or inf
        skills = enumerate(self.required + self.helping)
        usual = enumerate([] if self.place is None else maps.usual_km(self.rules))
        return {
            "city_id": self.city_id, "day_part": self.day_part, "x": x, "y": y, "z": z,
            "most_km": most_km, "squared_m": metres**2, "most_squared_m": (most_km * metres) ** 2,
            **{f"skill_{number}": skill_id for number, skill_id in skills},
            **{f"usual_{number}_km": km for number, km in usual},
            **lists.given_pairs(kind, SPANS, found),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A statement, with the columns by which more can be asked of those it finds.

    ``squared`` is the straight way, in square metres.
    """

    select: sa.Select[*tuple[Any, ...]]
    volunteer_id: sa.ColumnElement[int]
    contact_id: sa.ColumnElement[int]
    squared: sa.ColumnElement[float]


@cache
def statement(shape: Shape) -> Found:
    """Return the statement of a shape.

    On PostgreSQL each span is looked up by itself (LATERAL; OFFSET 0 keeps it so): joined
    plainly, the planner takes all of the city where it thinks that little is left out.
    """
    spans = _spans(shape)
    table = skill_cell if shape.required else home_cell
    columns = _told(shape, table, spans)
    conditions = _conditions(shape, table, spans)
    if shape.kind == "postgresql":
        near = sa.select(*columns).where(*conditions).correlate(spans).offset(0).lateral("near")
        select = sa.select(*near.c).select_from(spans.join(near, sa.true()))
        return Found(select, near.c.volunteer_id, near.c.contact_id, near.c.squared)
    select = sa.select(*columns).select_from(spans.join(table, sa.true())).where(*conditions)
    return Found(select, table.c.volunteer_id, table.c.contact_id, _squared(table))


def _spans(shape: Shape) -> sa.FromClause:
    """Return the spans, with how far those there go who did not say it.

    It is written down first (MATERIALIZED), or it would be reckoned anew for each of them.
    """
    first, last = lists.pairs(shape.kind, SPANS).c
    usual_km: sa.ColumnElement[float] = sa.literal(0.0)
    if not shape.remote:
        by_map = {number: _number(f"usual_{number}_km") for number in range(len(maps.USUAL))}
        usual_km = sa.case(by_map, value=first // cells.END, else_=usual_km)
    columns = (first.label("first"), last.label("last"), usual_km.label("usual_km"))
    return sa.select(*columns).cte(SPANS).prefix_with("MATERIALIZED")


def _told(shape: Shape, table: sa.Table, spans: sa.FromClause) -> list[sa.ColumnElement[Any]]:
    c = table.c
    helping = range(shape.required, shape.required + shape.helping)
    return [
        c.volunteer_id, c.contact_id, c.x, c.y, c.z, c.approximate,
        sa.func.coalesce(c.reach_km, spans.c.usual_km).label("reach_km"),
        c.free, c.most_calls_a_month, _squared(table).label("squared"),
        *(_has(table, number).label(f"has_{number}") for number in helping),
    ]  # fmt: skip


def _conditions(
    shape: Shape, table: sa.Table, spans: sa.FromClause
) -> list[sa.ColumnElement[bool]]:
    c, day_part = table.c, sa.bindparam("day_part", type_=sa.Integer)
    conditions = [c.city_id == sa.bindparam("city_id"), c.cell.between(spans.c.first, spans.c.last)]
    if shape.required:
        conditions.append(c.skill_id == sa.bindparam("skill_0"))
    if not shape.remote:
        conditions.append(_squared(table) <= _farthest(table, spans))
    return [
        *conditions,
        sa.or_(day_part == 0, c.free.is_(None), c.free.bitwise_and(day_part) == day_part),
        *(_has(table, number) for number in range(1, shape.required)),
    ]


def _farthest(table: sa.Table, spans: sa.FromClause) -> sa.ColumnElement[float]:
    """Return the square of how far somebody may live; it is compared once, as all are asked it."""
    reach = sa.func.coalesce(table.c.reach_km, spans.c.usual_km)
    own = (reach < _number("most_km"), reach * reach * _number("squared_m"))
    return sa.case(own, else_=_number("most_squared_m"))


def _has(table: sa.Table, number: int) -> sa.ColumnElement[bool]:
    """Say that whoever a row is about has one more skill: it stands under the same square."""
    other = skill_cell.alias(f"other_{number}")
    return sa.exists().where(
        other.c.city_id == sa.bindparam("city_id"),
        other.c.skill_id == sa.bindparam(f"skill_{number}"),
        other.c.cell == table.c.cell,
        other.c.volunteer_id == table.c.volunteer_id,
    )


def _squared(table: sa.Table) -> sa.ColumnElement[float]:
    ways = [table.c[axis] - _number(axis) for axis in ("x", "y", "z")]
    return sum((way * way for way in ways[1:]), ways[0] * ways[0])


def _number(name: str) -> sa.BindParameter[float]:
    return sa.bindparam(name, type_=sa.Double)
