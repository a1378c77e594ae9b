"""Asking somebody urgently whose phone has another question open: by a code of its own.

Only where those whose phones are free are not enough, and one at a time. A bare YES stays the
answer to what was asked first; the text says which code is the answer to this.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from volunteer.calls import drive, evenness, shortlist, texts, urgent
from volunteer.calls.holding import hold
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, Invitation, Placement
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.messages import questions
from volunteer.messages.model import Asked, Contact, Question
from volunteer.projects import codes

SUBJECTS: Mapping[Asked, type[Invitation] | type[Placement]] = {
    Asked.CALL: Invitation,
    Asked.OFFER: Placement,
}


def ask(
    session: Session, city: City, call: Call, *, wanted: float, most: int, now: datetime
) -> int:
    """Ask the best of them until so much yes is expected; return how many were asked."""
    if codes.of(session, call.opening, now=now) is None:
        return 0  # they could not say which question they answer
    floor = evenness.floor_of(session, city, call.opening, now=now)
    asked, expected = 0, 0.0
    for match in shortlist.ranking(session, city, call.opening, now=now, busy=True):
        if expected >= wanted or asked >= most or match.worth < floor:
            break
        if _ask(session, city, call, match, now):
            asked, expected = asked + 1, expected + match.score
    return asked


def _ask(session: Session, city: City, call: Call, match: Match, now: datetime) -> bool:
    """Ask one person; False when somebody else asks them, or reads their text, right now."""
    held = hold(session, city, call.opening, [match.volunteer_id], now=now)
    if not held or drive.has_heard(session, city, call, among=[match.volunteer_id]):
        return False
    contact = walls.fetch(session, Contact, city.id, held[0].contact_id)
    if _is_asked_about_it(session, call, contact):
        return False
    with session.begin_nested() as attempt:
        invitation = _invitation(call, match, now)
        session.add(invitation)
        session.flush()
        question = _question(session, city, call, contact, invitation, now)
        if question is None:
            attempt.rollback()
            return False
        km = None if call.opening.role.remote else match.distance_km
        texts.invite(
            session, city, invitation, question, km=km, approximate=match.approximate, now=now
        )
    return True


def _is_asked_about_it(session: Session, call: Call, contact: Contact) -> bool:
    """Tell whether somebody else on a phone is asked about it: one code has no two meanings."""
    question = questions.open_of(session, city_id=call.city_id, contact_id=contact.id)
    subject = SUBJECTS.get(question.kind) if question is not None else None
    if question is None or subject is None:
        return False
    theirs = walls.find(session, subject, call.city_id, question.subject_id)
    return theirs is not None and theirs.opening_id == call.opening_id


def _invitation(call: Call, match: Match, now: datetime) -> Invitation:
    return Invitation(
        city_id=call.city_id,
        call_id=call.id,
        opening_id=call.opening_id,
        volunteer_id=match.volunteer_id,
        wave=call.waves,
        reasons=asdict(match) | {"skills": sorted(match.skills)},
        chance=match.score,
        band=match.band,
        skilled=match.skilled,
        answer=Answer.ASKED,
        asked_at=now,
    )


def _question(
    session: Session,
    city: City,
    call: Call,
    contact: Contact,
    invitation: Invitation,
    now: datetime,
) -> Question | None:
    return questions.reserve_beside(
        session,
        contact,
        kind=Asked.CALL,
        subject_id=invitation.id,
        window=urgent.window(city.rules, call),
        ends_by=call.opening.session.starts_at,
        now=now,
    )
