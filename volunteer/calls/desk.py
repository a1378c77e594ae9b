"""The desk: texts that a person must look at, until somebody has."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.db import transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.messages import outbox, wording
from volunteer.messages.model import Lane, Outcome, Text
from volunteer.messages.segments import count
from volunteer.staff import notices, recipients
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind

LEADS = (Role.COUNCIL_LEAD, Role.ADMINISTRATOR)
MOST_PARTS = 3  # of a reply
AT_ONCE = 20  # texts on a page


def waiting(session: Session, member: Member, *, limit: int = 100) -> list[Text]:
    """Return the texts on a member's desk: danger first, then who has waited longest.

    A text belongs to the organisation its sender was asked by; all others, and all of
    them together, are for the council's leads.
    """
    danger_first = sa.case((Text.outcome == Outcome.DANGER, 0), else_=1)
    return list(
        session.scalars(
            _on_desk(member)
            .options(joinedload(Text.contact))
            .order_by(danger_first, Text.desk_at, Text.id)
            .limit(limit)
        )
    )


def one(session: Session, member: Member, text_id: int) -> Text:
    """Return a text on a member's desk."""
    text = session.scalar(_on_desk(member).where(Text.id == text_id))
    if text is None:
        raise NotFound("no such text on this desk")
    return text


def settle(
    city: City, member: Member, text_id: int, *, words: str | None = None, now: datetime
) -> None:
    """Take a text off the desk, with a reply in the member's own words if there are any.

    Of two members who answer at once, the second is told that it is done.
    """
    with transaction() as session:
        text = session.scalar(_on_desk(member).where(Text.id == text_id).with_for_update(of=Text))
        if text is None:
            raise NotFound("no such text on this desk")
        if words:
            _reply(session, city, text, words, now)
        text.seen_at, text.seen_by_id = now, member.id
        deed = Deed.TEXT_ANSWERED if words else Deed.TEXT_SETTLED
        by, about = By.member(member.id), ("text", text.id)
        audit.record(session, city.id, deed, by=by, about=about, now=now)


def show_number(member: Member, text_id: int, *, now: datetime) -> str:
    """Return the number a text came from, to ring it; that it was shown is written down."""
    with transaction() as session:
        text = session.scalar(_on_desk(member).where(Text.id == text_id))
        if text is None:
            raise NotFound("no such text on this desk")
        phone = text.contact.phone
        by, about = By.member(member.id), ("text", text.id)
        audit.record(session, member.city_id, Deed.NUMBER_SHOWN, by=by, about=about, now=now)
        return phone


def numbers_in_danger(member: Member, *, now: datetime, limit: int = AT_ONCE) -> dict[int, str]:
    """Return the numbers of texts that sound like danger, by the texts' ids, to ring at once.

    That a member was shown one is written down the first time.
    """
    with transaction() as session:
        texts = [t for t in waiting(session, member, limit=limit) if t.outcome is Outcome.DANGER]
        numbers = {text.id: text.contact.phone for text in texts}
        for text_id in numbers:
            audit.record_once(
                session,
                member.city_id,
                Deed.NUMBER_SHOWN,
                by=By.member(member.id),
                about=("text", text_id),
                now=now,
            )
        return numbers


def tell_of_danger(session: Session, city: City, text: Text, *, now: datetime) -> None:
    """Tell at once whose desk it is, and the leads, that a text sounds like danger."""
    whose = recipients.of_organisation(session, city.id, text.organisation_id)
    leads = recipients.leads(session, city.id)
    notices.tell(session, city, [*whose, *leads], Kind.DANGER, about=("text", text.id), now=now)


def _on_desk(member: Member) -> sa.Select[Text]:
    which = sa.select(Text).where(
        Text.city_id == member.city_id, Text.desk_at.is_not(None), Text.seen_at.is_(None)
    )
    if member.role in LEADS:
        return which
    return which.where(Text.organisation_id == member.organisation_id)


def _reply(session: Session, city: City, text: Text, words: str, now: datetime) -> None:
    contact = text.contact
    if contact.stopped_at is not None:
        raise Refused(N_("This person asked for no more texts. Ring them, or leave it be."))
    if wording.LINK.search(words):
        raise Refused(N_("A text cannot hold a web address. Say it in words."))
    body = wording.text("desk_reply", city=city, language=contact.language, words=words)
    if count(body).segments > MOST_PARTS:
        raise Refused(N_("That is too long for a text. Make it shorter."))
    outbox.put(
        session,
        city=city,
        contact=contact,
        kind="desk_reply",
        body=body,
        lane=Lane.REPLY,
        now=now,
        in_reply_to=text,
    )
