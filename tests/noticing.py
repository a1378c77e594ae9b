"""Short ways to notices in tests: whom they wait for, and sending them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.cities.address import pages_at
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.core.errors import GatewayError
from volunteer.core.ports import Mail, MailGateway
from volunteer.staff import notices
from volunteer.staff.model import Member
from volunteer.staff.notices import Kind, Often, choices, sending
from volunteer.staff.notices.model import Notice, NoticeStatus
from volunteer.worker import WHY_TOLD

PAGES = partial(pages_at, public="https://volunteer.example", demo=False)


class FakeMail:
    """A post office that remembers what it was given, and can be told to fail.

    ``failures`` are raised one by one, for the next mails; what is lost on the way to us
    (``uncertain``) was taken all the same.
    """

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.failures: list[GatewayError] = []

    def send(self, mail: Mail) -> None:
        """Take a mail, or fail."""
        failure = self.failures.pop(0) if self.failures else None
        if failure is None or failure.uncertain:
            self.sent.append(mail)
        if failure is not None:
            raise failure

    def subjects(self) -> list[str]:
        """Return the subjects of what was taken."""
        return [mail.subject for mail in self.sent]


def tell(
    city: City, *members: Member, kind: Kind, about: tuple[str, int] = ("plain", 1), now: datetime
) -> int:
    """Tell members of something that stands for good."""
    ids = [member.id for member in members]
    with transaction() as session:
        return notices.tell(
            session, session.get_one(City, city.id), ids, kind, about=about, now=now
        )


def tell_account(member: Member, kind: Kind, *, now: datetime, what: str = "") -> None:
    """Tell a member of their own account."""
    member_id = member.id
    with transaction() as session:
        notices.tell_account(session, session.get_one(Member, member_id), kind, now=now, what=what)


def choose(city: City, member: Member, *, now: datetime, **often: Often) -> None:
    """Let a member choose, by the names of the kinds."""
    chosen = {Kind(kind): how for kind, how in often.items()}
    choices.choose(city, member.id, chosen, now=now)


def send_next(gateway: MailGateway, *, now: datetime) -> bool:
    """Send one mail."""
    return sending.deliver_next(gateway, clock=lambda: now, pages=PAGES, reasons=WHY_TOLD)


def send_all(gateway: MailGateway, *, now: datetime) -> None:
    """Send what is due."""
    while send_next(gateway, now=now):
        pass


def told(session: Session, *which: sa.ColumnElement[bool]) -> list[tuple[str, Kind, str]]:
    """Return who waits to be told of what: name, kind and what it is about."""
    session.rollback()
    rows = session.execute(
        sa.select(Member.name, Notice.kind, Notice.about)
        .join(Member, Member.id == Notice.member_id)
        .where(Notice.status == NoticeStatus.QUEUED, *which)
        .order_by(Member.name, Notice.id)
    )
    return [(name, kind, about) for name, kind, about in rows]


def statuses(session: Session) -> Sequence[NoticeStatus]:
    """Return how far each notice is, the oldest first."""
    session.rollback()
    return list(session.scalars(sa.select(Notice.status).order_by(Notice.id)))
