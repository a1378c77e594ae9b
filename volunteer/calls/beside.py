"""Asking somebody urgently whose phone has another question open: by a code of its own.

Only where those whose phones are free are not enough, and one at a time. A bare YES stays the
answer to what was asked first; the text says which code is the answer to this.
"""

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import caps, evenness, shortlist, texts, urgent
from volunteer.calls.matching import Match
from volunteer.calls.model import Answer, Call, Invitation
from volunteer.cities.model import City
from volunteer.messages import questions
from volunteer.messages.model import Asked, Contact, Question
from volunteer.people.model import Volunteer
from volunteer.projects import codes


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
    contact = _held(session, city, match.volunteer_id)
    if contact is None or not contact.may_be_called:
        return False
    if caps.reached(session, city, [match.volunteer_id], now=now):
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


def _held(session: Session, city: City, volunteer_id: int) -> Contact | None:
    """Return somebody's phone, held until we are done; None if anybody else holds it."""
    return session.scalar(
        sa.select(Contact)
        .join(Volunteer, Volunteer.contact_id == Contact.id)
        .where(
            Contact.city_id == city.id,
            Volunteer.city_id == city.id,
            Volunteer.id == volunteer_id,
        )
        .with_for_update(of=Contact, skip_locked=True)
        .execution_options(populate_existing=True)
    )


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
