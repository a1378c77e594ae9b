"""A city of very many people, made in a few statements, in which one call asks every one of them.

No real call does: a wave asks as many as it takes for the places that are open, and there are
500 of those at most. So in this city hardly anybody ever said yes, and the last hours have come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import a_call
from tests.builders import EPOCH, GUILDHALL, a_city, a_member, an_opening
from volunteer.calls import approval
from volunteer.calls.model import Answer, Invitation
from volunteer.cities.model import City
from volunteer.core import inserting
from volunteer.core.db import Base
from volunteer.messages.model import Asked, Contact, Lane, Message, Question, QuestionState
from volunteer.messages.status import Status
from volunteer.people.cells import mending
from volunteer.people.model import State, Travel, Volunteer
from volunteer.places.model import Place
from volunteer.staff.model import Member, Role

PLACES = 500
REFUSERS = 2000  # people of long ago, none of whom said yes
NAMES = 900
RULES = {
    "calls_from": "00:00",
    "calls_until": "23:59",
    "sunday_calls_from": "00:00",
    "sunday_calls_until": "23:59",
    "no_calls_on": ["02-29"],
    "wave_floor": 0,
    "spend_a_day_pence": 10**9,
    "segments_a_second": 1e6,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A call that waits for its second person."""

    city_id: int
    opening_id: int
    lead_id: int
    call_id: int


def proposal(session: Session, size: int, *, now: datetime) -> Proposal:
    """Make a city of so many people, and a call to all of them that somebody has proposed."""
    city = a_city(session)
    city.own_rules = RULES
    cora, lead = a_member(session, city), a_member(session, city, "Lea", role=Role.COUNCIL_LEAD)
    refusers = _people(session, city, REFUSERS, State.LEFT, first=0)
    _refuse(session, city, cora, refusers, now - timedelta(days=90))
    _people(session, city, size, State.ACTIVE, first=REFUSERS)
    starts = now + timedelta(hours=5)
    opening = an_opening(session, city, places=PLACES, starts=starts, posted_by=cora)
    call_id = approval.propose(city, cora, opening.id, now=now)
    session.commit()
    mending.rebuild(city.id)  # as they were made in a way that nobody watches
    return Proposal(city.id, opening.id, lead.id, call_id)


def approve(session: Session, proposed: Proposal, *, now: datetime) -> None:
    """Let it ask everybody."""
    city = session.get_one(City, proposed.city_id)
    lead = session.get_one(Member, proposed.lead_id)
    approval.approve(city, lead, proposed.call_id, now=now)


def _people(session: Session, city: City, size: int, state: State, *, first: int) -> list[int]:
    """Make people who live within a kilometre of the Guildhall, each with a phone."""
    numbers = range(first, first + size)
    homes = _insert(session, Place, _homes(city, numbers))
    phones = _insert(session, Contact, _phones(city, numbers))
    rows = [
        {"contact_id": phone, "home_id": home, "name": f"Name {number % NAMES}"}
        for phone, home, number in zip(phones, homes, numbers, strict=True)
    ]
    same = {"city_id": city.id, "state": state, "travel": Travel.BUS}
    when = dict.fromkeys(("joined_at", "adult_said_at", "created_at"), EPOCH)
    return _insert(session, Volunteer, (row | same | when for row in rows))


def _homes(city: City, numbers: range) -> Iterator[dict[str, Any]]:
    for number in numbers:
        yield {
            "city_id": city.id,
            "address": f"PL{number}",
            "home": True,
            "approximate": False,
            "latitude": GUILDHALL.latitude + (number % 101 - 50) * 1e-4,
            "longitude": GUILDHALL.longitude + (number % 97 - 48) * 1e-4,
        }


def _phones(city: City, numbers: range) -> Iterator[dict[str, Any]]:
    for number in numbers:
        yield {
            "city_id": city.id,
            "phone": f"+4470{10**7 + number}",
            "language": "en",
            "consented_at": EPOCH,
            "created_at": EPOCH,
        }


def _refuse(session: Session, city: City, cora: Member, people: list[int], then: datetime) -> None:
    """Let people have been asked once, by a text that arrived, and have said nothing.

    So the database has rows to count when it is asked what it has.
    """
    opening = an_opening(session, city, posted_by=cora, starts=then + timedelta(days=1))
    call = a_call(session, opening, now=then)
    inserting.insert_all(
        session, Invitation, ("volunteer_id", "reasons"), [(one, "{}") for one in people],
        city_id=city.id, call_id=call.id, opening_id=opening.id, wave=1, chance=0.2, band=0,
        skilled=0, answer=Answer.EXPIRED, asked_at=then,
    )  # fmt: skip
    _text_them(session, city, then)


def _text_them(session: Session, city: City, then: datetime) -> None:
    asked = sa.select(Contact.id, Invitation.id, Contact.phone).where(
        Contact.id == Volunteer.contact_id, Volunteer.id == Invitation.volunteer_id
    )
    phones = session.execute(asked).all()
    soon = then + timedelta(hours=1)
    questions = inserting.insert_all(
        session, Question, ("contact_id", "subject_id"), [phone[:2] for phone in phones],
        city_id=city.id, kind=Asked.CALL, state=QuestionState.EXPIRED, window_minutes=60,
        giving=("id",), ends_by=soon, asked_at=then, expires_at=soon,
    )  # fmt: skip
    texts = [
        (contact_id, question_id, to, f"{question_id:032x}")
        for (contact_id, _, to), (question_id,) in zip(phones, questions, strict=True)
    ]
    inserting.insert_all(
        session, Message, ("contact_id", "question_id", "to", "token"), texts,
        city_id=city.id, kind="call", lane=Lane.CALL, body="Can you come?", segments=1,
        status=Status.DELIVERED, due_at=then, expires_at=soon, attempts=1, looked_up=0,
        claimed_at=then, accepted_at=then, settled_at=then, created_at=then,
    )  # fmt: skip


def _insert(session: Session, table: type[Base], rows: Iterator[dict[str, Any]]) -> list[int]:
    """Write rows; return their ids in order."""
    into = table.metadata.tables[table.__tablename__]
    last = session.scalar(sa.select(sa.func.max(into.c.id))) or 0
    session.execute(sa.insert(into), list(rows))
    ids = sa.select(into.c.id).where(into.c.id > last).order_by(into.c.id)
    return list(session.scalars(ids))
