"""One of every thing that an address can name, for somebody to look for who may not see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.asking import a_call, place
from tests.builders import a_check, a_member, a_volunteer, an_opening
from volunteer.calls.model import Placement
from volunteer.cities.model import City
from volunteer.core.db import Base
from volunteer.core.ports import Mail
from volunteer.gateways import mailbox
from volunteer.impact.model import Grade, Reading
from volunteer.messages import effects
from volunteer.messages.effects import Changed
from volunteer.messages.model import Outcome, Text
from volunteer.projects.model import Opening
from volunteer.staff.model import Member
from volunteer.visits import service as visits
from volunteer.visits.model import Visit

SECONDS = {"visit"}  # when somebody was last seen is written at every look


@dataclass(frozen=True, slots=True)
class Things:
    """The ids of things, by the names that they have in addresses."""

    ids: Mapping[str, int]
    cora: Member


def things(session: Session, city: City, organisation: str, *, now: datetime) -> Things:
    """Make one of everything in a city, all of it of one organisation."""
    cora = a_member(session, city, organisation=organisation)
    opening = an_opening(
        session, city, posted_by=cora, starts=now + timedelta(days=3), measure=True
    )
    ada = a_volunteer(session, city, "Ada")
    placement = place(session, opening, ada, now=now)
    project = opening.role.project
    reading = a_reading(session, opening, cora, now)
    return Things(
        {
            "project_id": project.id,
            "session_id": opening.session_id,
            "opening_id": opening.id,
            "role_id": opening.role_id,
            "call_id": a_call(session, opening, now=now).id,
            "text_id": (text_id := _text(session, opening, ada.contact_id, now)),
            "effect_id": _effect(session, placement, text_id, now),
            "challenge_id": project.initiative.challenge_id,
            "initiative_id": project.initiative_id,
            "measure_id": reading.measure_id,
            "reading_id": reading.id,
            "placement_id": placement.id,
            "contact_id": ada.contact_id,
            "member_id": cora.id,
            "visit_id": _visit(session, cora),
            "volunteer_id": ada.id,
            "mail_id": _mail(session, cora, now),
            "check_id": a_check(session, ada, by=cora).id,
        },
        cora,
    )


def everything(session: Session) -> dict[str, list[str]]:
    """Return every row of every table, to see whether one was changed."""
    session.rollback()
    tables = [table for table in Base.metadata.sorted_tables if table.name not in SECONDS]
    return {t.name: sorted(str(tuple(row)) for row in session.execute(t.select())) for t in tables}


def a_reading(session: Session, opening: Opening, cora: Member, now: datetime) -> Reading:
    """Make a reading of what a project counts."""
    project = opening.role.project
    assert project.measure_id is not None
    reading = Reading(
        city_id=opening.city_id,
        measure_id=project.measure_id,
        on=date(2030, 3, 1),
        value=5,
        grade=Grade.B,
        evidence="counted",
        reported_by_id=cora.id,
        reported_at=now,
    )
    session.add(reading)
    session.commit()
    return reading


def _text(session: Session, opening: Opening, contact_id: int, now: datetime) -> int:
    text = Text(
        city_id=opening.city_id,
        contact_id=contact_id,
        sid=f"SM{opening.id}",
        body="Is my dog welcome?",
        received_at=now,
        outcome=Outcome.DESK,
        outcome_at=now,
        desk_at=now,
        organisation_id=opening.role.project.organisation_id,
    )
    session.add(text)
    session.commit()
    return text.id


def _effect(session: Session, placement: Placement, text_id: int, now: datetime) -> int:
    """Let the text have given the place, which was then nobody's."""
    text = session.get_one(Text, text_id)
    before = {"standing": None, "party": None, "answer": None}
    effect_id = effects.record(session, text, Changed.PLACE, placement.id, now=now, **before)
    session.commit()
    return effect_id


def _mail(session: Session, cora: Member, now: datetime) -> int:
    mail = Mail(f"<{cora.id}@x>", cora.city_id, "The council", cora.email, "Hello", "Words\n", now)
    session.rollback()
    mailbox.Mailbox().send(mail)
    return mailbox.mails(session, cora.city_id)[0].id


def _visit(session: Session, cora: Member) -> int:
    visits.begin(cora.city_id, member_id=cora.id, now=datetime.now(UTC))
    return session.scalars(sa.select(sa.func.max(Visit.id))).one()
