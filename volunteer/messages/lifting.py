"""Lifting a stop that was none: a text that was taken for a stop by mistake.

It is no consent, which only the person gives: what they agreed to before stands again, and
if they never agreed, nobody may call them still. What the carrier holds is the person's alone
to lift, with a START from the phone itself.
"""

import re
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.core.errors import N_, Refused
from volunteer.messages import opt_outs
from volunteer.messages.model import Consent, Contact, Source, Text

CARRIERS_WORDS = frozenset(
    {"stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout"}
)  # any of them alone blocks the number at the carrier: design/sms
LIFTS_THE_CARRIERS = frozenset({"start", "yes", "unstop"})  # alone, where nothing is set otherwise
PURPOSE = "stop lifted"  # not "calls": nobody agreed to those by it
ONLY_START = N_(
    "The phone company holds this stop, so nobody here can lift it. Only START, texted from "
    "the phone itself, does."
)
STOPPED_SINCE = N_("They said stop again since then, so it stands.")
LIFTED_SINCE = N_("This stop is over already.")


def heed_carrier(contact: Contact, text: Text) -> None:
    """Note that the carrier lets this phone through again, if this text made it do so.

    It tells us so only where Advanced Opt-Out is on, and its list never does. Our own stop
    is untouched; and were the carrier to block still, its next refusal says it.
    """
    blocked_at = contact.carrier_blocked_at
    lifts = text.opt_out == "START" or text.body.strip().casefold() in LIFTS_THE_CARRIERS
    if lifts and blocked_at is not None and blocked_at <= text.received_at:
        contact.carrier_blocked_at = None


def why_not(contact: Contact, text: Text) -> Refused | None:
    """Return why the stop that was read in a text is not ours to lift, if it is not."""
    word = re.sub(r"[^a-z]", "", text.body.casefold())
    held = contact.carrier_blocked_at is not None or text.opt_out is not None
    if held or word in CARRIERS_WORDS:
        return Refused(ONLY_START)
    return None


def lift(session: Session, contact: Contact, text: Text, *, reason: str, now: datetime) -> None:
    """Lift the stop that was read in a text, with the reason in the ledger."""
    refusal = why_not(contact, text)
    if refusal is not None:
        raise refusal
    if contact.stopped_at is None:
        raise Refused(LIFTED_SINCE)
    if _stopped_again(session, contact, text):
        raise Refused(STOPPED_SINCE)
    session.add(
        Consent(
            city_id=contact.city_id,
            contact_id=contact.id,
            given=True,
            purpose=PURPOSE,
            source=Source.STAFF,
            wording=reason,
            text_id=text.id,
            at=now,
        )
    )
    contact.stopped_at = None
    opt_outs.lift(session, contact.city_id, contact.phone)
    session.flush()


def _stopped_again(session: Session, contact: Contact, text: Text) -> bool:
    """Return whether the ledger has another stop that came after this one."""
    of_phone = (Consent.city_id == contact.city_id, Consent.contact_id == contact.id)
    this = sa.select(sa.func.max(Consent.id)).where(*of_phone, Consent.text_id == text.id)
    later = sa.select(Consent.id).where(
        *of_phone, Consent.given.is_(False), Consent.id > this.scalar_subquery()
    )
    return session.scalar(later.limit(1)) is not None
