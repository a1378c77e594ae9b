"""The consent ledger: who agreed to be texted, and who said stop.

Rows are only ever added. What they add up to is kept on the contact, in the same
transaction, so that sending can look there.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.messages import opt_outs, questions, reach
from volunteer.messages.model import Consent, Contact, Message, Source
from volunteer.messages.status import Status

STOP_CONFIRMATION = "stopped"
OPT_IN = "confirm"  # asks whether a sign-up on the web was theirs: once after a stop
TO_STOPPED = (STOP_CONFIRMATION, OPT_IN)  # the kinds of message a stopped phone still gets
WAITING = (Status.QUEUED, Status.HELD)


def give(
    session: Session,
    contact: Contact,
    *,
    source: Source,
    wording: str,
    now: datetime,
    text_id: int | None = None,
) -> None:
    """Write down that this phone may be called from now on; an earlier stop is over."""
    _write(session, contact, given=True, source=source, wording=wording, at=now, text_id=text_id)
    contact.consented_at = now
    contact.stopped_at = None
    reach.regain(contact)
    opt_outs.lift(session, contact.city_id, contact.phone)


def note(
    session: Session, contact: Contact, *, source: Source, wording: str, now: datetime
) -> None:
    """Write down what was agreed to on the web; it counts once the phone has said YES."""
    _write(session, contact, given=True, source=source, wording=wording, at=now)


def stop(
    session: Session,
    contact: Contact,
    *,
    source: Source,
    wording: str,
    now: datetime,
    text_id: int | None = None,
) -> None:
    """Write down a stop: nothing queued for this phone is sent, nothing asked stays open."""
    _write(session, contact, given=False, source=source, wording=wording, at=now, text_id=text_id)
    contact.stopped_at = contact.stopped_at or now
    opt_outs.keep(session, contact.city_id, contact.phone, now=now)
    questions.close_all(session, contact, now=now)
    session.execute(
        sa.update(Message)
        .where(
            Message.city_id == contact.city_id,
            Message.contact_id == contact.id,
            Message.status.in_(WAITING),
            Message.kind != STOP_CONFIRMATION,
        )
        .values(status=Status.SUPPRESSED, settled_at=now)
    )


def of_contact(session: Session, contact: Contact) -> list[Consent]:
    """Return the ledger of a phone, the oldest entry first."""
    return list(
        session.scalars(
            sa.select(Consent)
            .where(Consent.city_id == contact.city_id, Consent.contact_id == contact.id)
            .order_by(Consent.at, Consent.id)
            .limit(500)
        )
    )


def _write(session: Session, contact: Contact, **entry: Any) -> None:
    session.add(Consent(city_id=contact.city_id, contact_id=contact.id, **entry))
