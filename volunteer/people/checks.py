"""Criminal record checks of volunteers, as the city decided on them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer.core.db import Base, Words
from volunteer.people.levels import Level
from volunteer.people.model import Volunteer


class Check(Base):
    """A check that somebody decided to go by: its level and days, and never a certificate.

    ``ends_at`` is the moment at which its last day is over by the city's clock. A row is
    withdrawn, not changed: what counted on a day can be told later. ``warned_at`` is when
    its volunteer was told that it runs out.
    """

    __tablename__ = "volunteer_check"
    __table_args__ = (
        sa.Index(None, "city_id", "volunteer_id"),
        sa.Index(None, "city_id", "ends_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    volunteer_id: Mapped[int] = mapped_column(sa.ForeignKey("volunteer.id"))
    level: Mapped[Level] = mapped_column(Words(Level))
    decided_on: Mapped[date]
    ends_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("member.id"))
    warned_at: Mapped[datetime | None]
    volunteer: Mapped[Volunteer] = relationship()
