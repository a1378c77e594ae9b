"""Posting a demo city's projects, with all their sessions, past and to come."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from volunteer.demo.planning import Plan
from volunteer.demo.series import Series
from volunteer.demo.stage import Stage
from volunteer.projects import service
from volunteer.projects.draft import Draft, Slot
from volunteer.projects.model import Opening, Project, ProjectRole, ProjectSession
from volunteer.staff.model import Member

BEFORE = 3  # days between posting a project and its first session


def post(stage: Stage, plan: Plan, series: Series, contact: Member) -> list[Opening]:
    """Post a project; return its openings, the oldest first."""
    project = service.post_in(
        stage.session,
        stage.city.id,
        contact,
        _draft(stage, plan, series),
        now=stage.days.at(-series.since - BEFORE, 12),
        addresses=False,
    )
    return list(stage.session.scalars(_openings(project)))


def _draft(stage: Stage, plan: Plan, series: Series) -> Draft:
    measure = series.gives and series.gives.measure
    return Draft(
        title=series.title,
        summary=series.summary,
        initiative_id=plan.initiatives[series.initiative].id,
        address=series.address,
        contact_name=series.contact,
        role_title=series.role,
        sessions=_slots(stage, series),
        private=series.private,
        measure_id=plan.measures[measure].id if measure else None,
        skills_required=_skills(stage, series.required),
        skills_helping=_skills(stage, series.helping),
        requirements=series.asks,
    )


def _slots(stage: Stage, series: Series) -> tuple[Slot, ...]:
    days = stage.days.weekly(
        series.weekday, since=-series.since, until=-series.until, every=series.every
    )
    starts = [stage.days.at(day, series.starts.hour, series.starts.minute) for day in days]
    lasts = timedelta(minutes=series.minutes)
    return tuple(Slot(start, start + lasts, series.places) for start in starts)


def _skills(stage: Stage, slugs: str) -> tuple[int, ...]:
    return tuple(stage.skills[slug].id for slug in slugs.split())


def _openings(project: Project) -> sa.Select[Opening]:
    return (
        sa.select(Opening)
        .join(Opening.session)
        .where(ProjectSession.city_id == project.city_id, ProjectSession.project_id == project.id)
        .options(
            contains_eager(Opening.session)
            .joinedload(ProjectSession.project)
            .joinedload(Project.place),
            joinedload(Opening.role).options(
                joinedload(ProjectRole.project), selectinload(ProjectRole.skills)
            ),
        )
        .order_by(ProjectSession.starts_at, Opening.id)
        .execution_options(populate_existing=True)
    )
