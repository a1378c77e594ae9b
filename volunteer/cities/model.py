"""The tenants of this house."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from volunteer.cities.rules import Rules
from volunteer.core.db import Base
from volunteer.core.geo import Point

DEFAULTS = Rules()


class City(Base):
    """One authority: its people, its number, its languages and its rules.

    ``host`` is without a port; ``number`` is the E.164 number that its texts come from
    and go to; ``authority_code`` is the nine-character code of the Office for National
    Statistics, by which its wards are known. ``own_rules`` holds what it sets otherwise
    than ``Rules`` does.
    """

    __tablename__ = "city"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    council: Mapped[str] = mapped_column(sa.String(80))
    host: Mapped[str] = mapped_column(sa.String(253), unique=True)
    number: Mapped[str] = mapped_column(sa.String(16), unique=True)
    authority_code: Mapped[str] = mapped_column(sa.String(9), unique=True)
    timezone: Mapped[str] = mapped_column(sa.String(40), default="Europe/London")
    languages: Mapped[list[str]] = mapped_column(default=lambda: ["en"])
    latitude: Mapped[float]
    longitude: Mapped[float]
    brand: Mapped[str] = mapped_column(sa.String(7), default="#1d4f91")
    own_rules: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]

    @property
    def rules(self) -> Rules:
        """The rules in force: the defaults with the city's own over them."""
        return Rules.with_own(self.own_rules) if self.own_rules else DEFAULTS

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def centre(self) -> Point:
        """A point in the middle of the city."""
        return Point(self.latitude, self.longitude)
