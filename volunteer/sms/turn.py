"""One turn of a conversation: a text, who sent it, what they were asked, and our answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from volunteer.cities.model import City
from volunteer.messages import effects, limits, outbox, questions, wording
from volunteer.messages.effects import Changed
from volunteer.messages.model import Contact, Lane, Outcome, Question, Text
from volunteer.people.model import Volunteer
from volunteer.sms.grammar import Reading


@dataclass(frozen=True, slots=True)
class Turn:
    """What a reply is judged by. ``volunteers`` are all behind the phone, the oldest first."""

    session: Session
    city: City
    text: Text
    contact: Contact
    volunteers: list[Volunteer]
    question: Question | None
    reading: Reading
    now: datetime

    @property
    def name(self) -> str:
        """What to call the person; empty when nobody knows."""
        return self.volunteers[0].name if len(self.volunteers) == 1 else ""


@dataclass(frozen=True, slots=True)
class Did:
    """What was done about a text, and why, in a few words for the desk."""

    outcome: Outcome
    why: str
    organisation_id: int | None = None


def changed(turn: Turn, what: Changed, subject_id: int, **before: Any) -> None:
    """Write down what the text changed, and how that stood before, so that it can be undone."""
    effects.record(turn.session, turn.text, what, subject_id, now=turn.now, **before)


def say(turn: Turn, kind: str, /, *, question: Question | None = None, **values: object) -> None:
    """Answer, unless this phone had its share of automatic answers; then it is asked nothing."""
    body = wording.text(
        kind, city=turn.city, language=turn.contact.language, **{"name": turn.name} | values
    )
    if not limits.may_answer(turn.session, turn.city, turn.contact, kind, body, now=turn.now):
        if question is not None:
            questions.close_open(turn.session, turn.contact, now=turn.now)
        return
    outbox.put(
        turn.session,
        city=turn.city,
        contact=turn.contact,
        kind=kind,
        body=body,
        lane=Lane.REPLY,
        now=turn.now,
        question=question,
        in_reply_to=turn.text,
    )
