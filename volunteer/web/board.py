"""What needs the people who work here today."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import sqlalchemy as sa
from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session, contains_eager

from volunteer.calls import approval, desk
from volunteer.calls.model import Call, CallState, Placement, Standing
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.hours.model import Entry
from volunteer.messages import senders
from volunteer.projects import queries as projects
from volunteer.projects import scope
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState
from volunteer.staff.model import Member
from volunteer.staff.notices import outcomes
from volunteer.web.access import city, member

bp = Blueprint("board", __name__, url_prefix="/staff")

AHEAD = timedelta(days=28)
MOST = 50


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A session that is over: how many claims wait, how many people nobody said came or not."""

    session: ProjectSession
    claims: int
    unmarked: int


@bp.get("")
def show() -> ResponseReturnValue:
    """Show today's sessions, texts to answer, hours to confirm and places to fill."""
    session, me, now = db.session(), member(), clock.now()
    return render_template(
        "staff/board.html",
        today=_today(session, me, now),
        sender=senders.of(session, me.city_id) if me.sees_whole_city else None,
        mail_refused=outcomes.refused_of(session, me.city_id, now) if me.sees_whole_city else [],
        no_mail=me.sees_whole_city and current_app.extensions["mail"] is None,
        proposals=approval.waiting_for(session, me),
        texts=desk.waiting(session, me),
        unsettled=_unsettled(session, me, now),
        openings=_to_fill(session, me, now),
        asking=_asking(session, me),
        projects=projects.for_member(session, me, limit=MOST),
    )


def _today(session: Session, me: Member, now: datetime) -> list[ProjectSession]:
    midnight = datetime.combine(now.astimezone(city().zone), time.min, city().zone)
    return list(
        session.scalars(
            _sessions(me)
            .where(
                ProjectSession.starts_at >= midnight,
                ProjectSession.starts_at < midnight + timedelta(days=1),
                ProjectSession.ends_at.is_not(None),
            )
            .order_by(ProjectSession.starts_at, ProjectSession.id)
            .limit(MOST)
        )
    )


def _unsettled(session: Session, me: Member, now: datetime) -> list[Unsettled]:
    claims = (
        sa.select(sa.func.count())
        .where(
            Entry.city_id == me.city_id,
            Entry.session_id == ProjectSession.id,
            Entry.claimed_minutes.is_not(None),
            Entry.confirmed_at.is_(None),
        )
        .correlate(ProjectSession)
        .scalar_subquery()
    )
    unmarked = (
        sa.select(sa.func.count())
        .select_from(Placement)
        .join(Placement.opening)
        .where(
            Placement.city_id == me.city_id,
            Placement.standing == Standing.CONFIRMED,
            Opening.session_id == ProjectSession.id,
            ProjectSession.ends_at <= now,
        )
        .correlate(ProjectSession)
        .scalar_subquery()
    )
    rows = session.execute(
        _sessions(me)
        .add_columns(claims, unmarked)
        .where(ProjectSession.starts_at <= now, sa.or_(claims > 0, unmarked > 0))
        .order_by(ProjectSession.starts_at.desc(), ProjectSession.id.desc())
        .limit(MOST)
    )
    return [Unsettled(*row) for row in rows]


def _to_fill(session: Session, me: Member, now: datetime) -> list[Opening]:
    return list(
        session.scalars(
            scope.coming_openings(me.city_id, now)
            .where(
                scope.visible_to(me),
                Opening.taken < Opening.places,
                ProjectSession.starts_at < now + AHEAD,
            )
            .options(*scope.around_opening())
            .order_by(ProjectSession.starts_at, Opening.id)
            .limit(MOST)
        )
    )


def _asking(session: Session, me: Member) -> set[int]:
    """Return the ids of the openings that people are being asked about."""
    live = sa.select(Call.opening_id).where(
        Call.city_id == me.city_id, Call.state == CallState.RUNNING
    )
    return set(session.scalars(live))


def _sessions(me: Member) -> sa.Select[ProjectSession]:
    return (
        sa.select(ProjectSession)
        .join(ProjectSession.project)
        .where(
            ProjectSession.city_id == me.city_id,
            scope.visible_to(me),
            Project.state == ProjectState.OPEN,
            ProjectSession.cancelled_at.is_(None),
        )
        .options(contains_eager(ProjectSession.project).joinedload(Project.place))
    )
