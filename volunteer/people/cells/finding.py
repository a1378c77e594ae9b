"""Finding people near a place, or by their skills: one statement, whichever the database.

The statement of a ``Shape`` is built once; what is looked for are its arguments. It reads the
squares of all whose reach may hold the place, by the skill that is required first, if one
is, and compares the square of the straight way (geocentric metres) with that of the reach.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from volunteer.cities.rules import Rules
from volunteer.core import lists
from volunteer.core.geo import Point, geocentric
from volunteer.people.cells import maps
from volunteer.people.cells.model import home_cell, skill_cell

ROUNDING = 1 + 1e-9  # nobody on the very edge is lost here; who asks measures again
SPANS = "span"


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes one statement another; ``kind`` is the database's."""

    kind: str
    remote: bool
    limited: bool
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
        limited = self.most_km is not None
        return Shape(kind, self.place is None, limited, len(self.required), len(self.helping))

    def arguments(self, kind: str) -> dict[str, Any]:
        """Return what the statement is asked with."""
        found = maps.spans(self.place, self.rules, most_km=self.most_km, stretch=self.stretch)
        x, y, z = (0.0, 0.0, 0.0) if self.place is None else geocentric(self.place)
        metres = self.stretch * 1000 * ROUNDING
        skills = enumerate(self.required + self.helping)
        return {
            "city_id": self.city_id, "day_part": self.day_part, "x": x, "y": y, "z": z,
            "stretch_m": metres, "most_m": (self.most_km or 0.0) * metres,
            **{f"skill_{number}": skill_id for number, skill_id in skills},
            **lists.given(
                kind, SPANS,
                first=found.firsts, last=found.lasts, usual_km=found.usual_km,
            ),
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
    spans = lists.rows(
        shape.kind, SPANS, first=sa.BigInteger(), last=sa.BigInteger(), usual_km=sa.Double()
    )
    table = skill_cell if shape.required else home_cell
    columns = _told(shape, table, spans)
    conditions = _conditions(shape, table, spans)
    if shape.kind == "postgresql":
        near = sa.select(*columns).where(*conditions).correlate(spans).offset(0).lateral("near")
        select = sa.select(*near.c).select_from(spans.join(near, sa.true()))
        return Found(select, near.c.volunteer_id, near.c.contact_id, near.c.squared)
    select = sa.select(*columns).select_from(spans.join(table, sa.true())).where(*conditions)
    return Found(select, table.c.volunteer_id, table.c.contact_id, _squared(table))


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
    conditions = [
        c.city_id == sa.bindparam("city_id"),
        c.cell.between(spans.c.first, spans.c.last),
        sa.or_(day_part == 0, c.free.is_(None), c.free.bitwise_and(day_part) == day_part),
        *(_has(table, number) for number in range(1, shape.required)),
    ]
    if shape.required:
        conditions.append(table.c.skill_id == sa.bindparam("skill_0"))
    if not shape.remote:
        reach = sa.func.coalesce(c.reach_km, spans.c.usual_km) * _number("stretch_m")
        limits = [reach, *([_number("most_m")] if shape.limited else [])]
        conditions += [_squared(table) <= most * most for most in limits]
    return conditions


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
