"""Short ways to a test's people being asked, placed and waiting. Each commits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.builders import a_volunteer
from volunteer.calls.model import Answer, Call, CallState, Invitation, Placement, Standing
from volunteer.cities.model import City
from volunteer.core.db import transaction
from volunteer.messages import questions
from volunteer.messages.model import Asked
from volunteer.people.model import Volunteer
from volunteer.projects.model import Opening

WINDOW = timedelta(hours=24)


def an_asked_volunteer(
    session: Session, city: City, opening: Opening, name: str, *, now: datetime
) -> Volunteer:
    """Return a volunteer who was asked about an opening and has not answered."""
    volunteer = a_volunteer(session, city, name)
    invite(session, opening, volunteer, now=now)
    return volunteer


def a_call(session: Session, opening: Opening, *, now: datetime) -> Call:
    """Return the opening's running call, made if there is none."""
    found = session.scalar(sa.select(Call).where(Call.opening_id == opening.id))
    if found is None:
        found = Call(
            city_id=opening.city_id,
            opening_id=opening.id,
            state=CallState.RUNNING,
            started_by_id=opening.role.project.posted_by_id,
            started_at=now,
            deadline=opening.session.starts_at,
            waves=1,
            next_wave_at=now + timedelta(hours=6),
        )
        session.add(found)
        session.commit()
    return found


def invite(
    session: Session, opening: Opening, *people: Volunteer, now: datetime, chance: float = 0.2
) -> list[Invitation]:
    """Ask people about an opening, as if their texts had reached them already."""
    call = a_call(session, opening, now=now)
    invitations = [_invitation(call, volunteer, now, chance) for volunteer in people]
    session.add_all(invitations)
    session.flush()
    for invitation in invitations:
        asked = questions.reserve(
            session,
            invitation.volunteer.contact,
            kind=Asked.CALL,
            subject_id=invitation.id,
            window=WINDOW,
            ends_by=opening.session.starts_at if opening.session.ends_at else None,
            now=now,
        )
        assert asked is not None
    session.commit()
    return invitations


def place(
    session: Session,
    opening: Opening,
    volunteer: Volunteer,
    *,
    now: datetime,
    standing: Standing = Standing.CONFIRMED,
    party: int = 1,
) -> Placement:
    """Give somebody a place, or a place in the line."""
    placement = Placement(
        city_id=opening.city_id,
        opening=opening,
        volunteer=volunteer,
        party=party,
        standing=standing,
        since=now,
    )
    if standing is not Standing.WAITING:
        opening.taken += party
    session.add(placement)
    session.commit()
    return placement


def set_rules(city: City, **rules: object) -> None:
    """Let a city have rules of its own."""
    city_id = city.id
    with transaction() as session:
        found = session.get_one(City, city_id)
        found.own_rules = {**found.own_rules, **rules}


def standings(session: Session, opening: Opening) -> dict[str, Standing]:
    """Return how everybody stands with an opening, by name."""
    rows = session.execute(
        sa.select(Volunteer.name, Placement.standing)
        .join(Volunteer, Volunteer.id == Placement.volunteer_id)
        .where(Placement.opening_id == opening.id)
        .order_by(Placement.id)
    )
    return {name: standing for name, standing in rows}  # noqa: C416 - typed rows


def answers(session: Session, opening: Opening) -> dict[str, Answer]:
    """Return how everybody's invitation to an opening stands, by name."""
    rows = session.execute(
        sa.select(Volunteer.name, Invitation.answer)
        .join(Volunteer, Volunteer.id == Invitation.volunteer_id)
        .where(Invitation.opening_id == opening.id)
        .order_by(Invitation.id)
    )
    return {name: answer for name, answer in rows}  # noqa: C416 - typed rows


def invited(session: Session, opening: Opening) -> Sequence[str]:
    """Return the names of those who were asked about an opening, in order."""
    return list(answers(session, opening))


def _invitation(call: Call, volunteer: Volunteer, now: datetime, chance: float) -> Invitation:
    return Invitation(
        city_id=call.city_id,
        call_id=call.id,
        opening_id=call.opening_id,
        volunteer=volunteer,
        wave=1,
        reasons={},
        chance=chance,
        band=0,
        skilled=0,
        answer=Answer.ASKED,
        asked_at=now,
    )
