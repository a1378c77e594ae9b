"""News of calls: whom to tell, and whether it is still so when the mail goes."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from volunteer.calls.model import Call, CallState
from volunteer.cities.model import City
from volunteer.messages import spend
from volunteer.projects.model import Opening, Project, ProjectSession
from volunteer.staff import notices, recipients
from volunteer.staff.model import Member, Role
from volunteer.staff.notices import Kind
from volunteer.staff.notices.news import in_each_city
from volunteer.staff.notices.reasons import Reasons
from volunteer.staff.notices.telling import was_told


def approvers(session: Session, opening: Opening, *, but: int) -> list[Member]:
    """Return who may approve a call about an opening, but not who proposes it."""
    project = opening.role.project
    managers = recipients.of_organisation(
        session, opening.city_id, project.organisation_id, roles=[Role.MANAGER]
    )
    leads = recipients.leads(session, opening.city_id)
    return [one for one in dict.fromkeys([*managers, *leads]) if one.id != but]


def tell_of_proposal(
    session: Session, city: City, call_id: int, whom: Sequence[Member], *, now: datetime
) -> None:
    """Tell who may decide that a call waits for them."""
    notices.tell(session, city, whom, Kind.APPROVAL, about=("proposal", call_id), now=now)


def tell_of_decision(session: Session, city: City, call: Call, *, now: datetime) -> None:
    """Tell who proposed a call what became of it."""
    proposer = [call.started_by_id]
    notices.tell(session, city, proposer, Kind.APPROVAL, about=("decision", call.id), now=now)


def tell_of_shortfall(session: Session, city: City, call: Call, *, now: datetime) -> None:
    """Tell who posted a project that its time to ask ran out, and places are open."""
    project = call.opening.role.project
    whom = recipients.the_one(session, city.id, project.posted_by_id)
    whom = whom or recipients.of_organisation(session, city.id, project.organisation_id)
    notices.tell(session, city, whom, Kind.EXPIRY, about=("shortfall", call.id), now=now)


def tell_of_spend(*, now: datetime) -> int:
    """Tell, once a day, where calls wait because the money set aside for today is used up."""
    return in_each_city(_tell_of_spend, now=now)


def _tell_of_spend(session: Session, city: City, now: datetime) -> int:
    if not _waits_for_money(session, city, now):
        return 0
    today = spend.midnight(city, now)
    told = was_told(city.id, Kind.HALTED, "spend", sa.literal(city.id), today)
    if session.scalar(sa.select(told)):
        return 0
    leads = recipients.leads(session, city.id)
    return notices.tell(session, city, leads, Kind.HALTED, about=("spend", city.id), now=now)


def _waits_for_money(session: Session, city: City, now: datetime) -> bool:
    """Return whether people would be asked today, if there were money for it."""
    asking = sa.exists().where(
        Call.city_id == city.id, Call.state == CallState.RUNNING, Call.deadline > now
    )
    return bool(session.scalar(sa.select(asking))) and spend.is_used_up(session, city, now=now)


def _dear(session: Session, city: City, _ids: Collection[int], now: datetime) -> set[int]:
    return {city.id} if _waits_for_money(session, city, now) else set()


def tell_of_pause(session: Session, city: City, call: Call, *, now: datetime) -> None:
    """Tell who posted a project, and the leads, that networks take a call's texts for spam."""
    project = call.opening.role.project
    whom = recipients.the_one(session, city.id, project.posted_by_id)
    whom = whom or recipients.of_organisation(session, city.id, project.organisation_id)
    whom = [*whom, *recipients.leads(session, city.id)]
    whom = list(dict.fromkeys(whom))
    notices.tell(session, city, whom, Kind.HALTED, about=("paused", call.id), now=now)


def _paused(session: Session, city: City, ids: Collection[int], _now: datetime) -> set[int]:
    paused = sa.select(Call.id).where(
        Call.city_id == city.id,
        Call.id.in_(ids),
        Call.state == CallState.PAUSED,
        Call.paused_because.is_not(None),
    )
    return set(session.scalars(paused))


def _proposed(session: Session, city: City, ids: Collection[int], _now: datetime) -> set[int]:
    """Return those that wait, or with which some wait that were proposed together with them."""
    with_it = aliased(Call)
    together = sa.exists().where(
        with_it.city_id == city.id,
        with_it.together_id == Call.together_id,
        with_it.state == CallState.PROPOSED,
    )
    waiting = sa.select(Call.id).where(
        Call.city_id == city.id,
        Call.id.in_(ids),
        sa.or_(Call.state == CallState.PROPOSED, together),
    )
    return set(session.scalars(waiting))


def _short(session: Session, city: City, ids: Collection[int], now: datetime) -> set[int]:
    """Return those whose session is still to come, with places open."""
    short = (
        sa.select(Call.id)
        .join(Call.opening)
        .join(Opening.session)
        .join(ProjectSession.project)
        .where(
            Call.city_id == city.id,
            Project.city_id == city.id,
            Call.id.in_(ids),
            Opening.taken < Opening.places,
            ProjectSession.cancelled_at.is_(None),
            sa.or_(ProjectSession.starts_at > now, ProjectSession.ends_at.is_(None)),
        )
    )
    return set(session.scalars(short))


REASONS: Reasons = {
    "proposal": _proposed,
    "shortfall": _short,
    "spend": _dear,
    "paused": _paused,
}
