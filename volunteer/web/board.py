"""What needs the people who work here today, what is most urgent first."""

from datetime import datetime, time, timedelta

import sqlalchemy as sa
from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session, contains_eager, selectinload

from volunteer.calls import approval
from volunteer.calls.model import Call, CallState
from volunteer.challenges.model import Measure
from volunteer.core import clock
from volunteer.core.db import db
from volunteer.desk import queue
from volunteer.hours import unsettled
from volunteer.impact import news
from volunteer.messages import senders
from volunteer.messages.model import Outcome
from volunteer.projects import scope
from volunteer.projects.dates import is_to_come
from volunteer.projects.model import Opening, Project, ProjectSession, ProjectState
from volunteer.staff.model import Member
from volunteer.staff.notices import outcomes
from volunteer.web.access import city, member
from volunteer.web.days import in_days
from volunteer.web.needs import Needs

bp = Blueprint("board", __name__, url_prefix="/staff")
bp.add_app_template_filter(in_days)

AHEAD = timedelta(days=28)
MOST = 50
SHOWN = 5  # of hours to confirm and of places to fill; the rest has a page of its own


@bp.get("")
def show() -> ResponseReturnValue:
    """Show what needs somebody today, or what comes next when nothing does."""
    session, me, now = db.session(), member(), clock.now()
    needs = _needs(session, me, now)
    return render_template(
        "staff/board.html",
        needs=needs,
        kept=queue.kept(session, me),
        shown=SHOWN,
        asking=_asking(session, me) if needs.openings else set(),
        next=None if needs else _next(session, me, now),
        sender=senders.of(session, me.city_id) if me.sees_whole_city else None,
        mail_refused=outcomes.refused_of(session, me.city_id, now) if me.sees_whole_city else [],
        no_mail=me.sees_whole_city and current_app.extensions["mail"] is None,
    )


def _needs(session: Session, me: Member, now: datetime) -> Needs:
    texts = queue.waiting(session, me)
    return Needs(
        danger=[text for text in texts if text.outcome is Outcome.DANGER],
        rosters=_today(session, me, now),
        texts=[text for text in texts if text.outcome is not Outcome.DANGER],
        proposals=approval.waiting_for(session, me),
        openings=_to_fill(session, me, now),
        unsettled=unsettled.sessions(session, me, now=now, limit=MOST),
        overdue=_overdue(session, me, now),
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
            .limit(MOST)
        )
    )


def _next(session: Session, me: Member, now: datetime) -> ProjectSession | None:
    return session.scalar(_sessions(me).where(is_to_come(now)).limit(1))


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


def _overdue(session: Session, me: Member, now: datetime) -> list[Measure]:
    """Return the measures whose reading is overdue and theirs: nobody's are the leads'."""
    owners = {me.id, None} if me.sees_whole_city else {me.id}
    return [one for one in news.overdue(session, city(), now) if one.owner_id in owners]


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
        .options(
            contains_eager(ProjectSession.project).joinedload(Project.place),
            selectinload(ProjectSession.openings),
        )
        .order_by(ProjectSession.starts_at, ProjectSession.id)
    )
