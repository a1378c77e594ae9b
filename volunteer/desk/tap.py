"""One tap on the desk: a text that waits, held with its phone while something is done about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import texts
from volunteer.calls.by_code import code_for
from volunteer.cities.model import City
from volunteer.core import audit
from volunteer.core.audit import By, Deed
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.desk import matter
from volunteer.desk.matter import Matter
from volunteer.desk.scope import visible_to
from volunteer.messages import contacts, effects, outbox, wording
from volunteer.messages.effects import Changed
from volunteer.messages.model import Contact, Lane, Outcome, Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening
from volunteer.staff.model import Member

DONE_ALREADY = N_(
    "This text was dealt with in the meantime. Look at what was done before you go on."
)


@dataclass(frozen=True, slots=True)
class Tap:
    """What a member does about a text. The phone's row is held, so no text of it crosses."""

    session: Session
    city: City
    member: Member
    text: Text
    contact: Contact
    now: datetime

    @property
    def matter(self) -> Matter | None:
        """What the text is about, if that is the member's."""
        return matter.of_text(self.session, self.member, self.text, now=self.now)


def on(session: Session, city: City, member: Member, text_id: int, *, now: datetime) -> Tap:
    """Hold a text that the member may read: first its phone, as the conversation does."""
    which = sa.select(Text).where(visible_to(member), Text.id == text_id)
    contact_id = session.scalar(which.with_only_columns(Text.contact_id))
    if contact_id is None:
        raise NotFound("no such text for this member")
    contact = contacts.locked(session, city_id=city.id, contact_id=contact_id)
    held = which.with_for_update(of=Text).execution_options(populate_existing=True)
    return Tap(session, city, member, session.scalars(held).one(), contact, now)


def on_waiting(session: Session, city: City, member: Member, text_id: int, *, now: datetime) -> Tap:
    """Hold a text that waits on a desk; of two who answer at once the second is told so."""
    tap = on(session, city, member, text_id, now=now)
    if tap.text.desk_at is None or tap.text.seen_at is not None:
        raise Refused(DONE_ALREADY)
    return tap


def changed(tap: Tap, what: Changed, subject_id: int, **before: Any) -> None:
    """Write down what the tap changed, and how that stood before."""
    effects.record(
        tap.session, tap.text, what, subject_id, now=tap.now, by_id=tap.member.id, **before
    )


def say(tap: Tap, kind: str, /, whom: Volunteer | None = None, **values: object) -> None:
    """Text the person what stands now, in the words in which the conversation says it."""
    language = tap.contact.language
    name = whom.name if whom else ""
    outbox.put(
        tap.session,
        city=tap.city,
        contact=tap.contact,
        kind=kind,
        body=wording.text(kind, city=tap.city, language=language, **{"name": name} | values),
        lane=Lane.REPLY,
        now=tap.now,
        in_reply_to=tap.text,
    )


def about(tap: Tap, opening: Opening, *, placed: bool = False) -> dict[str, Any]:
    """Return what, when and where, whom to ask for, and the code if a bare answer is unclear."""
    told = texts.about(
        tap.session,
        tap.city,
        opening,
        tap.contact.language,
        placed_at=tap.now if placed else None,
        code=code_for(tap.session, tap.contact.id, opening, now=tap.now),
    )
    return {**told, "contact": opening.role.project.contact_name}


def done(tap: Tap, deed: Deed, **ids: int | bool | str) -> None:
    """Take the text off the desk, and write down what was done: last in the transaction."""
    tap.text.seen_at, tap.text.seen_by_id = tap.now, tap.member.id
    record(tap, deed, **ids)


def again(tap: Tap) -> None:
    """Put the text on the desk, once more if it was there, for this member to look after.

    One that had only shown there waits for a person now, and holds its phone.
    """
    if tap.text.outcome is Outcome.SHOWN:
        tap.text.outcome = Outcome.DESK
    tap.text.desk_at, tap.text.seen_at, tap.text.seen_by_id = tap.now, None, None
    tap.text.assigned_to_id, tap.text.assigned_at = tap.member.id, tap.now
    if tap.text.organisation_id is None:
        tap.text.organisation_id = _whose(tap)


def record(tap: Tap, deed: Deed, **ids: int | bool | str) -> None:
    """Write into the audit log what was done about the text."""
    by, what = By.member(tap.member.id), ("text", tap.text.id)
    audit.record(tap.session, tap.city.id, deed, by=by, about=what, now=tap.now, **ids)


def _whose(tap: Tap) -> int | None:
    """Return whose desk it is: of the project it is about, else the member's own."""
    found = tap.matter
    if found is not None:
        return found.opening.session.project.organisation_id
    return None if tap.member.sees_whole_city else tap.member.organisation_id
