"""Asking about all sessions of a project at once: starting, proposing, holding up, stopping.

Each opening has a call of its own, so each fills up by itself and one can be stopped while
the others go on; how they share people is in ``drive``. The worker asks, within seconds.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from volunteer.calls import approval, beginning, news, queries, service, unsent
from volunteer.calls.model import LIVE, Call, CallState
from volunteer.cities.model import City
from volunteer.core.audit import Deed
from volunteer.core.db import again_after_deadlock, transaction
from volunteer.core.errors import N_, Refused
from volunteer.projects import codes, scope
from volunteer.projects import queries as projects
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff.model import Member

MOST = 100  # openings of a project that are asked about at once
NOTHING = N_("There is no session with open places that nobody is being asked about.")


@again_after_deadlock
def start(city: City, member: Member, project_id: int, *, now: datetime) -> int:
    """Start asking about every session to come that has places left; return the drive's id.

    What people are being asked about already goes on by itself. All of it together asks no
    more people than one person may decide on; to ask more, propose it.
    """
    with transaction() as session:
        openings = _ready(session, member, project_id, now)
        if queries.one_person_may_ask(session, city, openings[0].id, now=now) == 0:
            raise Refused(service.ENOUGH, most=city.rules.second_person_above)
        calls = _begin(session, city, member, openings, now, next_wave_at=now)
        for call in calls:
            codes.of(session, call.opening, now=now)  # for posters
        _record(session, Deed.CALL_STARTED, member, calls, now)
        return calls[0].id


@again_after_deadlock
def propose(city: City, member: Member, project_id: int, *, now: datetime) -> int:
    """Propose to ask as many people as all of it takes; nobody is asked before it is approved.

    Whoever decides, decides on all of it at once: ``approval``.
    """
    with transaction() as session:
        openings = _ready(session, member, project_id, now)
        approvers = news.approvers(session, openings[0], but=member.id)
        if not approvers:
            raise Refused(approval.NOBODY)
        calls = _begin(session, city, member, openings, now, state=CallState.PROPOSED)
        news.tell_of_proposal(session, city, calls[0].id, approvers, now=now)
        _record(session, Deed.CALL_PROPOSED, member, calls, now)
        return calls[0].id


@again_after_deadlock
def stop(city_id: int, member: Member, project_id: int, *, now: datetime) -> int:
    """Stop all calls of a project, however they were started; return how many there were.

    Nothing unsent goes out; who was asked may still answer.
    """
    with transaction() as session:
        calls = _held(session, member, project_id, LIVE)
        for call in calls:
            at = {"city_id": city_id, "opening_id": call.opening_id}
            unsent.end(session, **at, state=CallState.STOPPED, now=now)
        _record(session, Deed.CALL_STOPPED, member, calls, now)
        return len(calls)


@again_after_deadlock
def pause(city_id: int, member: Member, project_id: int, *, now: datetime) -> int:
    """Pause all calls of a project that run; return how many there were.

    What is unsent is taken back, and whoever was reached may answer.
    """
    with transaction() as session:
        calls = _held(session, member, project_id, [CallState.RUNNING])
        for call in calls:
            call.state, call.next_wave_at = CallState.PAUSED, None
            call.paused_at, call.paused_by_id, call.paused_because = now, member.id, None
            unsent.take_back(session, city_id=city_id, opening_id=call.opening_id, now=now)
        _record(session, Deed.CALL_PAUSED, member, calls, now)
        return len(calls)


@again_after_deadlock
def go_on(member: Member, project_id: int, *, now: datetime) -> int:
    """Let all calls of a project go on that somebody paused; return how many there were.

    Not those of which phone networks took texts for spam: somebody looks at each of these.
    """
    with transaction() as session:
        paused = _held(session, member, project_id, [CallState.PAUSED])
        calls = [call for call in paused if call.paused_because is None]
        for call in calls:
            call.state, call.next_wave_at, call.paused_by_id = CallState.RUNNING, now, None
        _record(session, Deed.CALL_RESUMED, member, calls, now)
        return len(calls)


def to_ask_about(
    session: Session, member: Member, project_id: int, *, now: datetime
) -> list[Opening]:
    """Return a project's openings with places left that nobody is being asked about, by id."""
    live = sa.select(Call.opening_id).where(Call.city_id == member.city_id, Call.state.in_(LIVE))
    return list(
        session.scalars(
            scope.coming_openings(member.city_id, now)
            .where(
                scope.visible_to(member),
                Project.id == project_id,
                Opening.taken < Opening.places,
                Opening.id.not_in(live),
            )
            .options(*scope.around_opening())
            .order_by(Opening.id)
            .limit(MOST)
        )
    )


def _ready(session: Session, member: Member, project_id: int, now: datetime) -> list[Opening]:
    """Return the openings to ask about, or refuse."""
    projects.get_for(session, member, project_id)
    openings = to_ask_about(session, member, project_id, now=now)
    if not openings:
        raise Refused(NOTHING)
    for opening in openings:
        service.ensure_can_call(session, opening, now)
    return openings


def _begin(
    session: Session,
    city: City,
    member: Member,
    openings: Sequence[Opening],
    now: datetime,
    **values: Any,
) -> list[Call]:
    """Make a call for each opening, those left out that somebody else began to ask about."""
    ids: list[int] = []
    for opening in openings:  # by id: of two who begin at once, one waits for the other
        new = beginning.new_call(
            session,
            city_id=city.id,
            opening_id=opening.id,
            started_by_id=member.id,
            started_at=now,
            deadline=service.deadline(city, opening, now),
            together_id=ids[0] if ids else None,
            **values,
        )
        ids += [] if new is None else [new]
    if not ids:
        raise Refused(service.ALREADY)
    of_city = Call.city_id == city.id
    session.execute(sa.update(Call).where(of_city, Call.id == ids[0]).values(together_id=ids[0]))
    begun = sa.select(Call).where(of_city, Call.together_id == ids[0]).order_by(Call.id)
    return list(session.scalars(begun))


def _held(
    session: Session, member: Member, project_id: int, states: Collection[CallState]
) -> list[Call]:
    """Return a project's calls in some states, by id, which keep them until the caller is done."""
    projects.get_for(session, member, project_id)
    found = (
        sa.select(Call)
        .join(Call.opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(
            Call.city_id == member.city_id,
            Call.state.in_(states),
            Project.id == project_id,
            scope.visible_to(member),
        )
        .order_by(Call.id)
        .limit(MOST)
        .with_for_update(of=Call)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(found))


def _record(
    session: Session, deed: Deed, member: Member, calls: Collection[Call], now: datetime
) -> None:
    session.flush()
    for call in calls:
        service.record(session, deed, member, call.id, call.opening_id, now)
