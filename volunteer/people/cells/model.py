"""Two tables to find people by: who lives in which square, and who there has which skill.

A row is somebody who may be asked: let in, consented, neither stopped nor unreachable, with a
home on the map. It holds what tells whether they fit, so that finding reads nothing else:
SQLite keeps each table as one b-tree by its key, PostgreSQL has all of it in the key's index.
"""

from typing import Any

import sqlalchemy as sa

from volunteer.core.db import Base

TOLD = ("x", "y", "z", "reach_km", "free", "contact_id", "approximate", "most_calls_a_month")


def _told() -> list[sa.Column[Any]]:
    """Return what a row tells: ``x``, ``y`` and ``z`` are the home's, in metres (core.geo)."""
    return [
        sa.Column("x", sa.Double, nullable=False),
        sa.Column("y", sa.Double, nullable=False),
        sa.Column("z", sa.Double, nullable=False),
        sa.Column("reach_km", sa.Double),
        sa.Column("free", sa.Integer),
        sa.Column("contact_id", sa.Integer, nullable=False),
        sa.Column("approximate", sa.Boolean, nullable=False),
        sa.Column("most_calls_a_month", sa.Integer),
    ]


def _whose() -> list[sa.Column[Any]]:
    gone = sa.ForeignKey("volunteer.id", ondelete="CASCADE")
    return [
        sa.Column("cell", sa.BigInteger),
        sa.Column("volunteer_id", sa.Integer, gone, index=True),
    ]


home_cell = sa.Table(
    "home_cell",
    Base.metadata,
    sa.Column("city_id", sa.Integer, sa.ForeignKey("city.id")),
    *_whose(),
    *_told(),
    sa.PrimaryKeyConstraint("city_id", "cell", "volunteer_id", postgresql_include=TOLD),
    sqlite_with_rowid=False,
)

skill_cell = sa.Table(
    "skill_cell",
    Base.metadata,
    sa.Column("city_id", sa.Integer, sa.ForeignKey("city.id")),
    sa.Column("skill_id", sa.Integer, sa.ForeignKey("skill.id")),
    *_whose(),
    *_told(),
    sa.PrimaryKeyConstraint("city_id", "skill_id", "cell", "volunteer_id", postgresql_include=TOLD),
    sqlite_with_rowid=False,
)
