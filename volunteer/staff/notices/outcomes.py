"""What became of a mail, and whether mail reaches people at all."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session, aliased

from volunteer.cities.model import City
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import GatewayError
from volunteer.staff import recipients
from volunteer.staff.model import Member
from volunteer.staff.notices.kinds import Kind
from volunteer.staff.notices.model import UNSENT, Notice, NoticeStatus
from volunteer.staff.notices.telling import tell, was_told

MOST_ATTEMPTS = 20  # with the waits below, a good two days: what mail servers themselves allow
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
STUCK_AFTER = 3  # attempts: seven minutes in which no server took it
LATELY = timedelta(days=7)
log = structlog.get_logger()


@again_after_deadlock
def record_sent(message_id: str, claimed_at: datetime, *, now: datetime) -> None:
    """Write down that a mail server took a mail."""
    with transaction() as session:
        for one in _claimed(session, message_id, claimed_at):
            one.status, one.settled_at, one.error = NoticeStatus.SENT, now, None


@again_after_deadlock
def record_failure(
    message_id: str, claimed_at: datetime, error: GatewayError, *, now: datetime
) -> None:
    """Write down that a mail was refused for good, or is to be tried again later."""
    with transaction() as session:
        rows = _claimed(session, message_id, claimed_at)
        if not rows:
            return  # claimed anew in the meantime: that one's outcome counts
        city = session.get_one(City, rows[0].city_id)
        if error.permanent or rows[0].attempts >= MOST_ATTEMPTS:
            give_up(session, city, rows, error.code or "refused", now=now)
        else:
            _again(rows, error.code or "unknown", now)
            log.warning("mail.later", city=city.slug, code=error.code, tries=rows[0].attempts)


def put_off(
    session: Session, city: City, rows: Sequence[Notice], code: str, *, now: datetime
) -> None:
    """Try again later what could not be written, and in the end give it up."""
    for one in rows:
        one.attempts += 1
    _again([one for one in rows if one.attempts < MOST_ATTEMPTS], code, now)
    done = [one for one in rows if one.attempts >= MOST_ATTEMPTS]
    if done:
        give_up(session, city, done, code, now=now)


def give_up(
    session: Session, city: City, rows: Sequence[Notice], code: str, *, now: datetime
) -> None:
    """Fail loudly: in the log, and to the city's leads, who can see to the address."""
    for one in rows:
        one.status, one.settled_at, one.error = NoticeStatus.FAILED, now, code[:40]
    member_id = rows[0].member_id
    log.error("mail.failed", city=city.slug, member_id=member_id, code=code)
    if all(one.kind is Kind.HALTED for one in rows):
        return  # or two whose mail is refused would tell each other of it for ever
    if _told_lately(session, city.id, member_id, now):
        return
    others = [one for one in recipients.leads(session, city.id) if one.id != member_id]
    tell(session, city, others, Kind.HALTED, about=("refused", member_id), now=now)


def is_stuck(session: Session) -> bool:
    """Return whether mails (of any city) were tried several times and no server took them."""
    tried = sa.select(Notice.id).where(sa.text(UNSENT), Notice.attempts >= STUCK_AFTER).limit(1)
    return session.scalar(tried) is not None


def refused(session: Session, now: datetime) -> list[str]:
    """Return the short names of the cities (of all) where somebody's mail is refused."""
    which = (
        sa.select(City.slug)
        .join(Member, Member.city_id == City.id)
        .where(_is_refused(now))
        .order_by(City.slug)
        .distinct()
        .limit(1000)
    )
    return list(session.scalars(which))


def refused_of(session: Session, city_id: int, now: datetime) -> list[Member]:
    """Return the members of a city whose last mail was refused for good, by name."""
    which = sa.select(Member).where(Member.city_id == city_id, _is_refused(now))
    return list(session.scalars(which.order_by(Member.name, Member.id).limit(100)))


def _is_refused(now: datetime) -> sa.ColumnElement[bool]:
    failed, later = aliased(Notice), aliased(Notice)
    arrived = sa.exists().where(
        later.city_id == failed.city_id,
        later.member_id == failed.member_id,
        later.status == NoticeStatus.SENT,
        later.settled_at > failed.settled_at,
    )
    lately = sa.exists().where(
        failed.city_id == Member.city_id,
        failed.member_id == Member.id,
        failed.status == NoticeStatus.FAILED,
        failed.settled_at > now - LATELY,
        ~arrived,
    )
    return sa.and_(Member.disabled_at.is_(None), lately)


def _claimed(session: Session, message_id: str, claimed_at: datetime) -> list[Notice]:
    """Lock what a worker claimed as one mail, if it is still that worker's.

    The Message-ID is ours and unguessable, so this query does not name its city.
    """
    return list(
        session.scalars(
            sa.select(Notice)
            .where(
                Notice.message_id == message_id,
                Notice.claimed_at == claimed_at,
                Notice.status == NoticeStatus.SENDING,
            )
            .order_by(Notice.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def _again(rows: Sequence[Notice], code: str, now: datetime) -> None:
    for one in rows:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(one.attempts - 1, 10))
        one.status, one.due_at, one.error = NoticeStatus.QUEUED, now + wait, code[:40]


def _told_lately(session: Session, city_id: int, member_id: int, now: datetime) -> bool:
    told = was_told(city_id, Kind.HALTED, "refused", sa.literal(member_id), now - LATELY)
    return bool(session.scalar(sa.select(told)))
