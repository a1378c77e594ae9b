"""What a text did, to be read: of what, how it stood afterwards, and whether it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from volunteer.calls.model import Placement
from volunteer.core.errors import Refused
from volunteer.desk.matter import with_all
from volunteer.desk.scope import own_subjects
from volunteer.desk.undoing import NEWER, OF_A_PROJECT
from volunteer.hours.model import Entry
from volunteer.messages import lifting
from volunteer.messages.effects import Changed, Effect
from volunteer.messages.model import Text
from volunteer.people.model import Volunteer
from volunteer.projects.model import ProjectSession
from volunteer.staff.model import Member

KEYS = {
    Changed.PLACE: "standing",
    Changed.HOURS: "claimed_minutes",
    Changed.MEMBERSHIP: "state",
}
Subject = Placement | Entry | Volunteer | None


@dataclass(frozen=True, slots=True)
class Done:
    """One effect; ``after`` is the standing, the minutes or the state that it led to."""

    effect: Effect
    subject: Subject
    after: str
    barred: Refused | None

    @property
    def name(self) -> str:
        """Whose place, hours or membership it is; empty where it is the phone's."""
        if isinstance(self.subject, Volunteer):
            return self.subject.name
        return self.subject.volunteer.name if self.subject else ""

    @property
    def session(self) -> ProjectSession | None:
        """The session it is about, if it is about one."""
        if isinstance(self.subject, Placement):
            return self.subject.opening.session
        return self.subject.session if isinstance(self.subject, Entry) else None


def of_text(session: Session, member: Member, text: Text) -> list[Done]:
    """Return what a text did, as far as the member may see it, the oldest first."""
    effects = _effects(session, member, text)
    later = _later(session, member, effects)
    subjects = _subjects(session, member.city_id, effects)
    found = []
    for effect in effects:
        subject = subjects.get((effect.changed, effect.subject_id))
        newer = [one for one in later if _same(one, effect) and one.id > effect.id]
        after = effect.before.get("after") or _after(effect, subject, newer)
        found.append(Done(effect, subject, after, _barred(effect, text, newer)))
    return found


def _effects(session: Session, member: Member, text: Text) -> list[Effect]:
    theirs = sa.or_(own_subjects(member), Effect.changed.not_in(OF_A_PROJECT))
    of_text = sa.select(Effect).where(
        Effect.city_id == member.city_id, Effect.text_id == text.id, theirs
    )
    return list(session.scalars(of_text.order_by(Effect.id).limit(50)))


def _later(session: Session, member: Member, effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects that changed the same things, and stand."""
    if not effects:
        return []
    same = sa.select(Effect).where(
        Effect.city_id == member.city_id,
        Effect.subject_id.in_({one.subject_id for one in effects}),
        Effect.id > min(one.id for one in effects),
        Effect.undone_at.is_(None),
    )
    return list(session.scalars(same.order_by(Effect.id).limit(500)))


def _same(one: Effect, other: Effect) -> bool:
    return (one.changed, one.subject_id) == (other.changed, other.subject_id)


def _subjects(
    session: Session, city_id: int, effects: Sequence[Effect]
) -> dict[tuple[Changed, int], Subject]:
    places = {e.subject_id for e in effects if e.changed in (Changed.PLACE, Changed.ARRIVAL)}
    entries = {e.subject_id for e in effects if e.changed is Changed.HOURS}
    people = {e.subject_id for e in effects if e.changed is Changed.MEMBERSHIP}
    found: dict[tuple[Changed, int], Subject] = {}
    for place in session.scalars(_placements(city_id, places)) if places else ():
        found[Changed.PLACE, place.id] = found[Changed.ARRIVAL, place.id] = place
    for entry in session.scalars(_entries(city_id, entries)) if entries else ():
        found[Changed.HOURS, entry.id] = entry
    for one in session.scalars(_people(city_id, people)) if people else ():
        found[Changed.MEMBERSHIP, one.id] = one
    return found


def _placements(city_id: int, ids: set[int]) -> sa.Select[Placement]:
    return with_all(Placement).where(Placement.city_id == city_id, Placement.id.in_(ids))


def _entries(city_id: int, ids: set[int]) -> sa.Select[Entry]:
    around = joinedload(Entry.session).joinedload(ProjectSession.project)
    which = sa.select(Entry).where(Entry.city_id == city_id, Entry.id.in_(ids))
    return which.options(joinedload(Entry.volunteer), around)


def _people(city_id: int, ids: set[int]) -> sa.Select[Volunteer]:
    return sa.select(Volunteer).where(Volunteer.city_id == city_id, Volunteer.id.in_(ids))


def _after(effect: Effect, subject: Subject, newer: Sequence[Effect]) -> str:
    """Return how it stood afterwards: as the next that changed it found it, else as it stands."""
    if newer:
        return str(newer[0].before.get(KEYS.get(effect.changed, ""), ""))
    if effect.changed is Changed.PLACE and isinstance(subject, Placement):
        return subject.standing.value
    if isinstance(subject, Entry):
        return str(subject.claimed_minutes or 0)
    return subject.state.value if isinstance(subject, Volunteer) else ""


def _barred(effect: Effect, text: Text, newer: Sequence[Effect]) -> Refused | None:
    """Return why this cannot be taken back now, as far as that can be told beforehand."""
    if newer:
        return Refused(NEWER)
    return lifting.why_not(text.contact, text) if effect.changed is Changed.STOP else None
