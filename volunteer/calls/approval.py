"""A second person for a large call: proposed by one member, decided on by another.

One person may ask so many people about an opening (the city's rule). Whoever wants to ask
more proposes it; nobody is asked until somebody else, who answers for the project or for
the city, approves it.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, contains_eager

from volunteer.calls import asking, beginning, capacity, news, queries, service
from volunteer.calls import urgent as urgency
from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.core import walls
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, reading, transaction
from volunteer.core.errors import N_, NotFound, Refused
from volunteer.projects import codes, scope
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff.model import Member, Role

MAY_APPROVE = (Role.MANAGER, Role.COUNCIL_LEAD, Role.ADMINISTRATOR)
NOBODY = N_(
    "Nobody else could approve this: your organisation has no other manager, and the council "
    "no other lead."
)
DECIDED = N_("This was decided already, taken back, or its time ran out.")
TOO_NEAR = N_(
    "Somebody has to decide whom the proposer did not invite, and who was here before it."
)
OWN = N_("Somebody else than who proposed it has to decide.")


@again_after_deadlock
def propose(
    city: City, member: Member, opening_id: int, *, urgent: bool = False, now: datetime
) -> int:
    """Propose to ask as many people as it takes; return the call's id. Nobody is asked yet."""
    with transaction() as session:
        opening = projects.opening_for(session, member, opening_id)
        service.ensure_can_call(session, opening, now)
        if urgent:
            urgency.ensure_may_be(city, opening, now=now)
        approvers = news.approvers(session, opening, but=member.id)
        if not approvers:
            raise Refused(NOBODY)
        call_id = beginning.new_call(
            session,
            city_id=city.id,
            opening_id=opening.id,
            state=CallState.PROPOSED,
            started_by_id=member.id,
            started_at=now,
            deadline=service.deadline(city, opening, now, urgent=urgent),
            urgent=urgent,
        )
        if call_id is None:
            raise Refused(service.ALREADY)
        news.tell_of_proposal(session, city, call_id, approvers, now=now)
        proposed = Deed.CALL_PROPOSED
        service.record(session, proposed, member, call_id, opening.id, now, urgent=urgent)
        return call_id


@again_after_deadlock
def approve(city: City, member: Member, call_id: int, *, now: datetime) -> None:
    """Let a proposed call ask whomever it takes, the first wave at once.

    What was proposed together is decided on together; the worker then asks the first wave.
    """
    with reading() as session:
        proposed = _proposal_for(session, member, call_id)
        ranked = asking.ranked_for(session, city, proposed.opening, now=now)
    with transaction() as session:
        proposed = _proposal_for(session, member, call_id)
        capacity.hold(session, city_id=city.id, opening_id=proposed.opening_id)
        calls = [
            _let_ask(session, city, member, one, now) for one in _all_of(session, proposed, now)
        ]
        news.tell_of_decision(session, city, calls[0], now=now)
        if proposed.together_id is None:
            asking.ask(session, city, calls[0], now=now, ranked=ranked)
        for call in calls:
            service.record(session, Deed.CALL_APPROVED, member, call.id, call.opening_id, now)


def refuse(city: City, member: Member, call_id: int, *, now: datetime) -> None:
    """Let a proposed call ask nobody, and none of those that were proposed with it."""
    with transaction() as session:
        proposed = _proposal_for(session, member, call_id)
        refused = {"state": CallState.REFUSED, "ended_at": now}
        calls = [
            _decide(session, member, one.id, now, **refused)
            for one in _all_of(session, proposed, now)
        ]
        news.tell_of_decision(session, city, calls[0], now=now)
        for call in calls:
            service.record(session, Deed.CALL_TURNED_DOWN, member, call.id, call.opening_id, now)


def may_decide(member: Member, call: Call) -> bool:
    """Return whether a member, who may see a call's project, may decide on it now."""
    proposed = call.state is CallState.PROPOSED
    return proposed and member.role in MAY_APPROVE and call.started_by_id != member.id


def waiting_for(session: Session, member: Member, *, limit: int = 50) -> list[Call]:
    """Return the proposals that a member may decide on, the oldest first.

    Of those that were proposed together only the first, as they are decided on together.
    """
    if member.role not in MAY_APPROVE:
        return []
    first = aliased(Call)
    with_it = sa.exists().where(
        first.city_id == Call.city_id,
        first.together_id == Call.together_id,
        first.state == CallState.PROPOSED,
        first.id < Call.id,
    )
    return list(
        session.scalars(
            sa.select(Call)
            .join(Call.opening)
            .join(Opening.session)
            .join(ProjectSession.project)
            .where(
                Call.city_id == member.city_id,
                Call.state == CallState.PROPOSED,
                Call.started_by_id != member.id,
                ~with_it,
                scope.visible_to(member),
                Project.city_id == member.city_id,
            )
            .options(
                contains_eager(Call.opening)
                .contains_eager(Opening.session)
                .contains_eager(ProjectSession.project)
            )
            .order_by(Call.id)
            .limit(limit)
        )
    )


def lapse(*, now: datetime) -> int:
    """End the proposals (of all cities) on which nobody decided in time; return how many."""
    lapsing = (
        sa.update(Call)
        .where(Call.state == CallState.PROPOSED, Call.deadline <= now)
        .values(state=CallState.OVER, ended_at=now)
        .returning(Call.id)
        .execution_options(synchronize_session=False)
    )
    with transaction() as session:
        ids = list(session.scalars(lapsing))
        lapsed = session.scalars(sa.select(Call).where(Call.id.in_(ids)).order_by(Call.id.desc()))
        for call in {one.together_id or one.id: one for one in lapsed}.values():  # the first
            city = session.get_one(City, call.city_id)
            news.tell_of_decision(session, city, call, now=now)
    return len(ids)


def _proposal_for(session: Session, member: Member, call_id: int) -> Call:
    """Return a proposal that a member may decide on: not their own."""
    call = queries.call_for(session, member, call_id)
    if member.role not in MAY_APPROVE:
        raise NotFound("not for this member to decide")
    if call.started_by_id == member.id:
        raise Refused(OWN)
    if member.invited_by_id == call.started_by_id or member.created_at >= call.started_at:
        raise Refused(TOO_NEAR)
    return call


def _all_of(session: Session, proposed: Call, now: datetime) -> list[Call]:
    """Return a proposal, or all that were proposed together and can still be decided on."""
    if proposed.together_id is None:
        return [proposed]
    still = (
        sa.select(Call)
        .where(
            Call.city_id == proposed.city_id,
            Call.together_id == proposed.together_id,
            Call.state == CallState.PROPOSED,
            Call.deadline > now,
        )
        .order_by(Call.id)
    )
    return list(session.scalars(still)) or [proposed]


def _let_ask(session: Session, city: City, member: Member, proposed: Call, now: datetime) -> Call:
    service.ensure_can_call(session, proposed.opening, now)
    codes.of(session, proposed.opening, now=now)  # for posters
    until = service.deadline(city, proposed.opening, now, urgent=proposed.urgent)
    run = {"state": CallState.RUNNING, "deadline": until, "next_wave_at": now}
    return _decide(session, member, proposed.id, now, **run)


def _decide(session: Session, member: Member, call_id: int, now: datetime, **values: Any) -> Call:
    """Decide once: of two who decide at the same moment, the database lets one through."""
    deciding = (
        sa.update(Call)
        .where(
            Call.city_id == member.city_id,
            Call.id == call_id,
            Call.state == CallState.PROPOSED,
            Call.started_by_id != member.id,
            Call.deadline > now,
        )
        .values(decided_by_id=member.id, decided_at=now, **values)
        .returning(Call.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(deciding) is None:
        raise Refused(DECIDED)
    return walls.fetch(session, Call, member.city_id, call_id, lock=True)
