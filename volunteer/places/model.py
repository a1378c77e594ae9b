"""The gazetteer, and the places that people and projects speak of."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from volunteer.core.db import Base
from volunteer.core.geo import Point
from volunteer.places.outline import Shape


class Postcode(Base):
    """A postcode of Great Britain: a whole one (unit) or only its sector ("PL4 7").

    Shared by all cities. ``code`` has no space and capital letters; a sector ends in a
    digit, a unit in two letters, so both stand in one table.
    """

    __tablename__ = "postcode"
    __table_args__ = (sa.Index(None, "latitude", "longitude"),)

    code: Mapped[str] = mapped_column(sa.String(7), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    ward_code: Mapped[str | None] = mapped_column(sa.String(9))


class Ward(Base):
    """A ward of a city, by its code of the Office for National Statistics."""

    __tablename__ = "ward"

    code: Mapped[str] = mapped_column(sa.String(9), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    authority_code: Mapped[str] = mapped_column(sa.String(9), index=True)
    authority: Mapped[str] = mapped_column(sa.String(80))
    latitude: Mapped[float]
    longitude: Mapped[float]


class WardShape(Base):
    """The outline of a ward, reckoned from its postcodes, or an ``official`` one.

    ``polygons`` are those of a GeoJSON MultiPolygon. They stand in a table of their own, as
    most of what is asked about wards is their names.
    """

    __tablename__ = "ward_shape"

    code: Mapped[str] = mapped_column(sa.ForeignKey("ward.code"), primary_key=True)
    polygons: Mapped[Shape] = mapped_column(sa.JSON)
    official: Mapped[bool] = mapped_column(default=False)


class Place(Base):
    """Somewhere in a city: as it was written, and where it is once that is known.

    ``approximate``: found by postcode sector only, so distances to it are "about".
    ``next_look_at`` is when the geocoder may be asked; None when nothing is left to ask.
    """

    __tablename__ = "place"
    __table_args__ = (
        sa.Index(
            "ix_place_to_look_up",
            "next_look_at",
            postgresql_where=sa.text("next_look_at IS NOT NULL"),
            sqlite_where=sa.text("next_look_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    address: Mapped[str] = mapped_column(sa.String(200))
    postcode: Mapped[str | None] = mapped_column(sa.String(8))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    home: Mapped[bool] = mapped_column(default=False)
    ward_code: Mapped[str | None] = mapped_column(sa.ForeignKey("ward.code"))
    looks: Mapped[int] = mapped_column(default=0)
    next_look_at: Mapped[datetime | None]

    @property
    def point(self) -> Point | None:
        """Where it is, or None while that is not known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


class Lookup(Base):
    """What a geocoder answered about an address, never a home: asked once, remembered.

    ``digest`` stands for the address, so that this table alone tells nobody's.
    """

    __tablename__ = "lookup"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    asked_at: Mapped[datetime]

    @property
    def point(self) -> Point | None:
        """Where it is, or None if the geocoder did not know."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)


class Pace(Base):
    """When something that the whole deployment shares may be used again."""

    __tablename__ = "pace"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    free_at: Mapped[datetime]
