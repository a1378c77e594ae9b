"""Texts on the demo's desk: what no machine should answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer.demo import ledger, texts
from volunteer.demo.stage import Stage
from volunteer.messages import effects, whys, wording
from volunteer.messages.effects import Changed
from volunteer.messages.model import Contact, Outcome, Text
from volunteer.staff.model import Member

READ_AFTER = timedelta(seconds=2)
REPLIES = {
    Outcome.DESK: ("passed_on", whys.UNCLEAR),
    Outcome.DANGER: ("danger", whys.DANGER),
}


@dataclass(frozen=True, slots=True)
class Came:
    """A text that came; ``organisation_id`` is whose question it came to, if any was open."""

    contact: Contact
    body: str
    at: datetime
    outcome: Outcome = Outcome.DESK
    organisation_id: int | None = None


def put(stage: Stage, came: Came, *, name: str) -> Text:
    """Put a text on the desk, with the answer that told its sender so."""
    kind, why = REPLIES[came.outcome]
    text = _text(stage, came, why)
    stage.session.add(text)
    stage.session.flush()
    body = wording.text(kind, city=stage.city, language="en", name=name)
    texts.sent(stage, came.contact, kind, body, at=came.at + READ_AFTER, answers=text)
    return text


def settle(stage: Stage, text: Text, member: Member, words: str, *, at: datetime) -> None:
    """Take a text off the desk with an answer."""
    text.seen_at, text.seen_by_id = at, member.id
    body = wording.text("desk_reply", city=stage.city, language="en", words=words)
    texts.sent(stage, text.contact, "desk_reply", body, at=at, answers=text)


def look_after(text: Text, member: Member, *, at: datetime) -> None:
    """Let a member say that they look after a text."""
    text.assigned_to_id, text.assigned_at = member.id, at


def read(
    stage: Stage, contact: Contact, body: str, outcome: Outcome, why: str, *, at: datetime
) -> Text:
    """Put down a text that was read by itself, and was no answer to anything."""
    text = _text(stage, Came(contact, body, at, outcome), why)
    text.desk_at = None
    stage.session.add(text)
    stage.session.flush()
    return text


def stop(stage: Stage, contact: Contact, body: str, *, at: datetime) -> None:
    """Let somebody ask for no more texts, in words of their own."""
    text = read(
        stage,
        contact,
        body,
        Outcome.STOPPED,
        whys.STOPPED,
        at=at,
    )
    ledger.stopped(stage, contact, at)
    effects.record(stage.session, text, Changed.STOP, contact.id, now=at, stopped=False)
    words = wording.text("stopped", city=stage.city, language="en")
    texts.sent(stage, contact, "stopped", words, at=at + READ_AFTER, answers=text)


def _text(stage: Stage, came: Came, why: str) -> Text:
    return Text(
        city_id=stage.city.id,
        contact=came.contact,
        sid=f"SB{stage.code()}",
        body=came.body,
        received_at=came.at,
        outcome=came.outcome,
        outcome_at=came.at + READ_AFTER,
        did=why,
        desk_at=came.at + READ_AFTER,
        organisation_id=came.organisation_id,
    )
