"""Sending: claim one member's due notices as one mail, commit, send with nothing open, record.

Any number of workers may do this at once: a mail falls to one of them. SMTP has no key
against sending twice, so a mail that may have arrived goes again under the same Message-ID,
by which mailboxes know it.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from jinja2 import TemplateError
from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.core import log
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import GatewayError, Refused
from volunteer.core.ports import Mail, MailGateway
from volunteer.staff import service
from volunteer.staff.model import Member
from volunteer.staff.notices import outcomes, words
from volunteer.staff.notices.kinds import ACCOUNT, LINKS, Kind
from volunteer.staff.notices.model import Notice, NoticeStatus
from volunteer.staff.notices.reasons import Reasons

LEASE = timedelta(minutes=10)
USABLE = timedelta(minutes=2)  # of a claim; the rest is for a mail server that is slow
STALE = timedelta(days=14)  # a weekly notice waits seven; older ones help nobody
MOST = 500  # notices in one mail

# What goes wrong in words or rules, and would keep every other mail from going, too.
CANNOT_WRITE = (TemplateError, Refused, ValueError, LookupError, TypeError)

Pages = Callable[[str], str]  # the address of the pages at a city's host


@dataclass(frozen=True, slots=True)
class Claim:
    """What a worker took; without a mail when nothing of it was worth sending."""

    at: datetime
    mail: Mail | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, and what must be known to write their mail."""

    session: Session
    city: City
    member: Member
    pages: Pages
    reasons: Reasons
    now: datetime


def deliver_next(
    gateway: MailGateway, *, clock: Callable[[], datetime], pages: Pages, reasons: Reasons
) -> bool:
    """Send the mail that has waited longest (of any city); return whether there was one.

    The clock is asked again just before sending: a worker that was stopped and woken past
    its lease sends nothing.
    """
    claim = _claim_next(clock(), pages, reasons)
    if claim is None:
        return False
    if claim.mail is not None and clock() < claim.at + USABLE:
        _send(gateway, claim.mail, claim.at, clock)
    return True


def _send(
    gateway: MailGateway, mail: Mail, claimed_at: datetime, clock: Callable[[], datetime]
) -> None:
    try:
        gateway.send(mail)
    except GatewayError as error:
        outcomes.record_failure(mail.message_id, claimed_at, error, now=clock())
    else:
        outcomes.record_sent(mail.message_id, claimed_at, now=clock())


@again_after_deadlock
def _claim_next(now: datetime, pages: Pages, reasons: Reasons) -> Claim | None:
    with transaction() as session:
        member = _somebody(session, now)
        if member is None:
            return None
        city = session.get_one(City, member.city_id)
        turn = Turn(session, city, member, pages, reasons, now)
        batch = _one_mail(_due_of(session, member, now))
        try:
            with session.begin_nested():
                return Claim(now, _written(turn, batch))
        except CANNOT_WRITE as error:
            log.broke("mail.unwritten", error, city=city.slug, member_id=member.id)
            outcomes.put_off(session, city, batch, "words", now=now)
            return Claim(now)


def _written(turn: Turn, batch: Sequence[Notice]) -> Mail | None:
    """Take what is still so of a batch, and return it written as a mail."""
    kept = _still_so(turn, batch)
    if not kept:
        return None
    if kept[0].attempts >= outcomes.MOST_ATTEMPTS:
        outcomes.give_up(turn.session, turn.city, kept, "tries", now=turn.now)
        return None
    mail = _mail(turn, kept)
    _take(kept, mail.message_id, turn.now)
    return mail


def _somebody(session: Session, now: datetime) -> Member | None:
    """Lock a member who has due notices: all of theirs then fall to one worker.

    What sounds like danger comes first. No city is named: it is whose turn it is.
    """
    danger_first = sa.case((Notice.kind == Kind.DANGER, 0), else_=1)
    return session.scalar(
        sa.select(Member)
        .join(Notice, Notice.member_id == Member.id)
        .where(_is_due(now))
        .order_by(danger_first, Notice.due_at, Notice.id)
        .limit(1)
        .with_for_update(of=Member, key_share=True, skip_locked=True)
    )


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    waiting = sa.and_(Notice.status == NoticeStatus.QUEUED, Notice.due_at <= now)
    lapsed = sa.and_(Notice.status == NoticeStatus.SENDING, Notice.claimed_at <= now - LEASE)
    return sa.or_(waiting, lapsed)


def _due_of(session: Session, member: Member, now: datetime) -> list[Notice]:
    danger_first = sa.case((Notice.kind == Kind.DANGER, 0), else_=1)
    return list(
        session.scalars(
            sa.select(Notice)
            .where(Notice.city_id == member.city_id, Notice.member_id == member.id, _is_due(now))
            .order_by(danger_first, Notice.due_at, Notice.id)
            .limit(MOST)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def _one_mail(due: Sequence[Notice]) -> list[Notice]:
    """Return what goes together: a mail that was tried as it was, an account's by itself.

    What could not be written with the others is tried alone, so that only the culprit fails.
    """
    if not due:
        return []
    first = due[0]
    if first.message_id is not None:
        return [one for one in due if one.message_id == first.message_id]
    if first.kind in ACCOUNT or first.attempts:
        return [first]
    return [
        one
        for one in due
        if one.message_id is None and one.kind not in ACCOUNT and not one.attempts
    ]


def _still_so(turn: Turn, batch: Sequence[Notice]) -> list[Notice]:
    """Drop what is not so any more, and return the rest."""
    ids: dict[str, set[int]] = {}
    for one in batch:
        ids.setdefault(one.about, set()).add(one.about_id)
    still = {about: _still(turn, about, of) for about, of in ids.items()}
    kept = [
        one
        for one in batch
        if one.about_id in still[one.about] and _is_of_use(one, turn.member, turn.now)
    ]
    for one in set(batch).difference(kept):
        one.status, one.settled_at = NoticeStatus.DROPPED, turn.now
    return kept


def _still(turn: Turn, about: str, ids: set[int]) -> set[int]:
    """Return those that are still as they were told; some things are so for good."""
    if about not in turn.reasons:
        return ids
    return turn.reasons[about](turn.session, turn.city, ids, turn.now)


def _is_of_use(one: Notice, member: Member, now: datetime) -> bool:
    came_in = one.kind is Kind.INVITED and member.password_hash is not None
    return member.disabled_at is None and one.made_at > now - STALE and not came_in


def _mail(turn: Turn, kept: Sequence[Notice]) -> Mail:
    city, here = turn.city, turn.pages(turn.city.host)
    told = [words.Told(one.kind, one.about, one.about_id) for one in kept]
    link = _link(turn, here) if kept[0].kind in LINKS else ""
    subject, body = words.mail(told, city=city, pages=here, link=link)
    return Mail(
        message_id=_message_id(kept[0], city),
        city_id=city.id,
        sender_name=city.council,
        to=turn.member.email,
        subject=subject,
        body=body,
        at=turn.now,
    )


def _link(turn: Turn, here: str) -> str:
    """Return a new link for a mail that is about to go; its token is kept nowhere else."""
    token = service.new_link(turn.session, turn.member, asks_password=True, now=turn.now)
    return f"{here}/staff/links/{token}"


def _message_id(first: Notice, city: City) -> str:
    """Return the id of a mail; of one with a link a new one each time.

    A link ends those before it. Under the old id a mailbox might keep the mail whose link
    is dead, and hide the one whose link works.
    """
    if first.message_id is not None and first.kind not in LINKS:
        return first.message_id
    return f"<{secrets.token_hex(16)}@{city.host}>"


def _take(kept: Sequence[Notice], message_id: str, now: datetime) -> None:
    for one in kept:
        one.status, one.claimed_at, one.message_id = NoticeStatus.SENDING, now, message_id
        one.attempts += 1
