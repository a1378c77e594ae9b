"""A post office of our own: mails go to mailboxes that exist in the database only.

For the demo, where everybody is invented. Whoever looks at the inbox page reads all.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from volunteer.core.db import Base, transaction
from volunteer.core.ports import Mail
from volunteer.core.upsert import insert_new


class Delivered(Base):
    """A mail in somebody's mailbox. One Message-ID is one mail, as at other post offices."""

    __tablename__ = "mailbox_mail"
    __table_args__ = (sa.Index(None, "city_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(sa.String(320), unique=True)
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("city.id"))
    sender_name: Mapped[str] = mapped_column(sa.String(120))
    to: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str] = mapped_column(sa.String(255))
    body: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime]


class Mailbox:
    """The post office."""

    def send(self, mail: Mail) -> None:
        """Put a mail into its mailbox."""
        with transaction() as session:
            insert_new(
                session,
                Delivered,
                message_id=mail.message_id,
                city_id=mail.city_id,
                sender_name=mail.sender_name,
                to=mail.to,
                subject=mail.subject[:255],
                body=mail.body,
                at=mail.at,
            )


def mails(session: Session, city_id: int, *, limit: int = 100) -> list[Delivered]:
    """Return a city's mails, the newest first."""
    of_city = sa.select(Delivered).where(Delivered.city_id == city_id)
    return list(session.scalars(of_city.order_by(Delivered.id.desc()).limit(limit)))


def mail(session: Session, city_id: int, mail_id: int) -> Delivered | None:
    """Return one of a city's mails, if it is there."""
    return session.scalar(
        sa.select(Delivered).where(Delivered.city_id == city_id, Delivered.id == mail_id)
    )
