"""The rows of the audit log, and where each city's chain ends."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from volunteer.core.db import Base


class AuditRow(Base):
    """One thing that was done. Rows are only ever added: triggers refuse anything else.

    ``number`` counts 1, 2, 3 … in each city. Who did it, what it was about and all else
    are ids: a row tells nothing to whoever has no other table. Kept as plain words and
    text, so that a row somebody tampered with can still be read and named.
    """

    __tablename__ = "audit"
    __table_args__ = (
        sa.UniqueConstraint("city_id", "number"),
        sa.Index(None, "city_id", "by_kind", "by_id", "number"),
        sa.Index(None, "city_id", "deed", "number"),
        sa.Index(None, "city_id", "about_kind", "about_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    by_kind: Mapped[str] = mapped_column(sa.String(24))
    by_id: Mapped[int | None]
    deed: Mapped[str] = mapped_column(sa.String(40))
    about_kind: Mapped[str | None] = mapped_column(sa.String(40))
    about_id: Mapped[int | None]
    ids: Mapped[str] = mapped_column(sa.Text)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))

    @property
    def named(self) -> dict[str, Any]:
        """The ids by their names; none when somebody made them unreadable."""
        try:
            found = json.loads(self.ids)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class AuditHead(Base):
    """Where a city's chain ends: locked while a row is added, so that it never forks."""

    __tablename__ = "audit_head"

    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))
